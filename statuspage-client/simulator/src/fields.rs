//! Which parameters an operation accepts, and their values once they were read.
//!
//! Parameters that an operation does not name are ignored, and values are read leniently. What an
//! operation accepts is one table beside it, and only [`Input::values`] reads parameters by it.

use serde_json::{Map, Value};

use crate::kind::Kind;
use crate::parameters::Tree;
use crate::reply::Reply;

/// One parameter that an operation accepts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    name: &'static str,
    kind: Kind,
    /// The name of its value from then on: another one for a parameter that was renamed.
    stored_as: &'static str,
}

impl Field {
    /// A parameter under its own name.
    pub(crate) const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            stored_as: name,
        }
    }

    /// The old name of a parameter. It stands before the new one in a list, which then wins.
    pub(crate) const fn old_name(name: &'static str, new: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            stored_as: new,
        }
    }
}

/// All the parameters that an operation accepts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepts {
    /// The name of the object that wraps them; empty where they stand alone.
    group: &'static str,
    fields: &'static [Field],
    required: &'static [&'static str],
}

impl Accepts {
    /// No parameters at all.
    pub(crate) const NOTHING: Self = Self::bare(&[]);

    /// Parameters that stand alone: `page`, `per_page`.
    pub(crate) const fn bare(fields: &'static [Field]) -> Self {
        Self::in_group("", fields)
    }

    /// Parameters of a group: `incident[name]`, `incident[status]`.
    pub(crate) const fn in_group(group: &'static str, fields: &'static [Field]) -> Self {
        Self {
            group,
            fields,
            required: &[],
        }
    }

    /// The same, but these of them must be there.
    pub(crate) const fn requiring(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    fn path(&self, name: &str) -> String {
        match self.group {
            "" => name.to_owned(),
            group => format!("{group}[{name}]"),
        }
    }
}

/// The parameters of one request, with what its operation accepts of them.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    accepts: &'static Accepts,
    tree: &'a Tree,
}

impl<'a> Input<'a> {
    pub(crate) fn new(accepts: &'static Accepts, tree: &'a Tree) -> Self {
        Self { accepts, tree }
    }

    /// Reads every accepted parameter, or answers 422 with all that is wrong with them.
    ///
    /// A handler calls this after it has found what the path names, as the service does: a request
    /// to an unknown incident is a 404 whatever its parameters.
    pub(crate) fn values(&self) -> Result<Values, Reply> {
        let empty = Tree::new();
        let given = match (self.accepts.group, self.tree.get(self.accepts.group)) {
            ("", _) => self.tree,
            (_, None | Some(Value::Null)) => &empty,
            (_, Some(Value::Object(group))) => group,
            (group, Some(_)) => {
                return Err(Reply::unprocessable(&[format!(
                    "{group} must be an object"
                )]));
            }
        };
        let mut values = Map::new();
        let mut wrong = Vec::new();
        for field in self.accepts.fields {
            let raw = given.get(field.name);
            if raw.is_none_or(is_blank) && self.accepts.required.contains(&field.name) {
                wrong.push(format!("{} is required", self.accepts.path(field.name)));
                continue;
            }
            match raw.map(|raw| field.kind.read(raw)) {
                None => {}
                Some(Ok(value)) => {
                    values.insert(field.stored_as.to_owned(), value);
                }
                Some(Err(error)) => {
                    wrong.push(format!("{} {error}", self.accepts.path(field.name)));
                }
            }
        }
        if wrong.is_empty() {
            Ok(Values(values))
        } else {
            Err(Reply::unprocessable(&wrong))
        }
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The parameters of one request, checked and in their normal form.
///
/// Absent, null and a value are three different things: [`Values::get`] tells them apart, the other
/// functions take null for absent.
#[derive(Debug)]
pub(crate) struct Values(Map<String, Value>);

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

    /// The entries of a map of texts; none where it is absent.
    pub(crate) fn map(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.get(name)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
    }

    /// The items of a list. A list that is null is an empty one; `None` means that none was given.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        let items = self.get(name)?.as_array();
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        Some(texts.map(str::to_owned).collect())
    }

    /// Copies each given value for which the object has a field of that name.
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
    use serde_json::{Value, json};

    use super::{Accepts, Field, Input};
    use crate::kind::Kind;
    use crate::parameters::Tree;

    const BODY: Accepts = Accepts::in_group(
        "thing",
        &[
            Field::new("name", Kind::Text),
            Field::old_name("heading", "title", Kind::Text),
            Field::new("title", Kind::Text),
            Field::new("size", Kind::Integer),
        ],
    )
    .requiring(&["name"]);

    fn tree(value: Value) -> Tree {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn absent_and_null_differ_and_unknown_names_are_ignored() {
        let tree = tree(json!({"thing": {"name": "x", "size": null, "colour": "red"}}));
        let values = Input::new(&BODY, &tree).values().unwrap();
        assert_eq!(values.get("size"), Some(&Value::Null));
        assert_eq!(values.get("title"), None);
        let mut object = json!({"name": null, "size": 1, "colour": "blue"});
        values.write_to(&mut object);
        assert_eq!(object, json!({"name": "x", "size": null, "colour": "blue"}));
    }

    #[test]
    fn an_old_name_gives_way_to_the_new_one() {
        let old = tree(json!({"thing": {"name": "x", "heading": "old"}}));
        let both = tree(json!({"thing": {"name": "x", "heading": "old", "title": "new"}}));
        for (tree, title) in [(old, "old"), (both, "new")] {
            let values = Input::new(&BODY, &tree).values().unwrap();
            assert_eq!(values.text("title"), Some(title));
        }
    }

    #[test]
    fn everything_that_is_wrong_is_reported_at_once() {
        let tree = tree(json!({"thing": {"name": " ", "size": "big"}}));
        let reply = Input::new(&BODY, &tree).values().unwrap_err();
        let shown = format!("{reply:?}");
        assert!(shown.contains("thing[name] is required"), "{shown}");
        assert!(
            shown.contains("thing[size] must be a whole number"),
            "{shown}"
        );
    }
}
