//! Merges one value into one node, by the rules of the specification.

use serde_json::Value;
use statuspage_codegen_core::Pointer;

/// A node and a value that cannot be merged.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Leads to both, from the target and from the value.
    pub(super) pointer: Pointer,
    pub(super) target: &'static str,
    pub(super) value: &'static str,
}

/// Returns the kind of a node, as far as the rules distinguish it.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "an array",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => "a primitive value",
    }
}

/// Merges a value into a node that a target selects. After a mismatch the node is half merged.
pub(super) fn merge(target: &mut Value, value: &Value) -> Result<(), Mismatch> {
    match (target, value) {
        // Only here, not below: a selected array gets any other value appended as one item.
        (Value::Array(items), value) if !value.is_array() => items.push(value.clone()),
        (target, value) => return merge_below(target, value, &Pointer::default()),
    }
    Ok(())
}

fn merge_below(target: &mut Value, value: &Value, pointer: &Pointer) -> Result<(), Mismatch> {
    match (target, value) {
        (Value::Object(target), Value::Object(value)) => {
            for (key, value) in value {
                if let Some(target) = target.get_mut(key) {
                    merge_below(target, value, &pointer.child(key))?;
                } else {
                    target.insert(key.clone(), value.clone());
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend_from_slice(more),
        (target, value) => {
            let (old, new) = (kind(target), kind(value));
            if old != new || target.is_object() || target.is_array() {
                return Err(Mismatch {
                    pointer: pointer.clone(),
                    target: old,
                    value: new,
                });
            }
            *target = value.clone();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(mut target: Value, value: &Value) -> Result<Value, Mismatch> {
        merge(&mut target, value).map(|()| target)
    }

    #[test]
    fn each_pair_of_kinds_has_its_rule() {
        let (object, array, primitive) = (json!({"a": 1}), json!([1]), json!(1));
        let of = |target: &Value, value: &Value| merged(target.clone(), value).ok();
        assert_eq!(of(&object, &json!({"b": 2})), Some(json!({"a": 1, "b": 2})));
        assert_eq!(of(&object, &array), None);
        assert_eq!(of(&object, &primitive), None);
        assert_eq!(of(&array, &json!([2, 3])), Some(json!([1, 2, 3])));
        assert_eq!(of(&array, &object), Some(json!([1, {"a": 1}])));
        assert_eq!(of(&array, &json!(null)), Some(json!([1, null])));
        assert_eq!(of(&primitive, &json!("x")), Some(json!("x")));
        assert_eq!(of(&primitive, &json!(null)), Some(json!(null)));
        assert_eq!(of(&json!(null), &primitive), Some(json!(1)));
        assert_eq!(of(&primitive, &object), None);
        assert_eq!(of(&primitive, &array), None);
    }

    #[test]
    fn below_the_target_an_array_accepts_only_an_array() {
        let target = json!({"a": [1], "b": {"c": {}}, "d": 1, "e": [2]});
        for (value, pointer, old, new) in [
            (json!({"a": 2}), "/a", "an array", "a primitive value"),
            (
                json!({"b": {"new": 1, "c": 3}}),
                "/b/c",
                "an object",
                "a primitive value",
            ),
            (json!({"d": []}), "/d", "a primitive value", "an array"),
        ] {
            let mismatch = merged(target.clone(), &value).unwrap_err();
            assert_eq!(mismatch.pointer.to_string(), pointer);
            assert_eq!((mismatch.target, mismatch.value), (old, new));
        }
        let merged = merged(target, &json!({"e": [3]})).unwrap();
        assert_eq!(merged["e"], json!([2, 3]));
    }
}
