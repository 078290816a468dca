//! The parameters of a request after reading.

use serde_json::{Map, Value};

/// The parameters of one request, checked and in their normal form.
///
/// [`Values::get`] distinguishes absent, null and a value; the other functions treat null as absent.
#[derive(Debug)]
pub(crate) struct Values(pub(crate) Map<String, Value>);

impl Values {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }

    /// The entries of a map of texts; none if it is absent.
    pub(crate) fn map(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.get(name)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
    }

    /// The items of a list. Null is an empty list; `None` means absent.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        let items = self.get(name)?.as_array();
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        Some(texts.map(str::to_owned).collect())
    }

    /// Copies each value to the field of that name, if the object has one.
    pub(crate) fn write_to(&self, object: &mut Value) {
        for (name, value) in &self.0 {
            if let Some(field) = object.get_mut(name) {
                field.clone_from(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::Values;

    #[test]
    fn only_what_was_given_is_written_and_only_where_there_is_a_field() {
        let given = [
            ("name", json!("x")),
            ("size", json!(null)),
            ("shape", json!("round")),
        ];
        let given = given.map(|(name, value)| (name.to_owned(), value));
        let values = Values(Map::from_iter(given));
        let mut object = json!({"name": null, "size": 1, "colour": "blue"});
        values.write_to(&mut object);
        assert_eq!(object, json!({"name": "x", "size": null, "colour": "blue"}));
        assert_eq!(values.get("size"), Some(&Value::Null));
        assert_eq!(values.get("colour"), None);
    }
}
