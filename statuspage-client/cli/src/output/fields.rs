//! The fields that `--fields` names: `id`, or `page.name` for a field inside another one.

use serde_json::{Map, Value};

/// Returns the value of a field. In a list, those of all its items.
pub(super) fn get(value: &Value, field: &str) -> Option<Value> {
    match value {
        Value::Array(items) => {
            let found: Vec<Value> = items.iter().filter_map(|item| get(item, field)).collect();
            (!found.is_empty()).then(|| found.into())
        }
        Value::Object(object) => {
            if let Some(found) = object.get(field) {
                return Some(found.clone());
            }
            let (name, rest) = field.split_once('.')?;
            get(object.get(name)?, rest)
        }
        _ => None,
    }
}

/// Returns an object of these fields, with null for those that the value does not have.
pub(super) fn select(value: &Value, fields: &[String]) -> Value {
    let fields = fields.iter().map(|field| {
        let found = get(value, field).unwrap_or_default();
        (field.clone(), found)
    });
    fields.collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{get, select};

    #[test]
    fn fields_are_found_in_objects_and_lists() {
        let value =
            json!({"id": 1, "a.b": 2, "page": {"name": "x"}, "items": [{"id": 3}, {}, {"id": 4}]});
        assert_eq!(get(&value, "a.b"), Some(json!(2)));
        assert_eq!(get(&value, "page.name"), Some(json!("x")));
        assert_eq!(get(&value, "items.id"), Some(json!([3, 4])));
        assert_eq!(get(&value, "page.id"), None);
        let fields = ["page.name".to_owned(), "none".to_owned()];
        assert_eq!(
            select(&value, &fields),
            json!({"page.name": "x", "none": null})
        );
    }
}
