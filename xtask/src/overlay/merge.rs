//! One value into one node: the specification's rules for merging.

use serde_json::Value;

/// The kinds of nodes that the rules distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Self::Primitive,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a primitive value",
        }
    }
}

/// A node and a value that cannot be merged.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// The keys that lead to both, from the target and from the value.
    pub(super) keys: Vec<String>,
    pub(super) target: Kind,
    pub(super) value: Kind,
}

/// Merges a value into a node that a target selected. After a mismatch the node is half merged and of no use.
pub(super) fn merge(target: &mut Value, value: &Value) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    match (target, value) {
        (Value::Array(items), Value::Array(more)) => {
            items.extend_from_slice(more);
        }
        // Only here, not below: a selected array gets any value appended as one item.
        (Value::Array(items), item) => items.push(item.clone()),
        (target, value) => recurse(target, value, &mut Vec::new(), &mut mismatches),
    }
    mismatches
}

fn recurse(
    target: &mut Value,
    value: &Value,
    keys: &mut Vec<String>,
    mismatches: &mut Vec<Mismatch>,
) {
    match (target, value) {
        (Value::Object(target), Value::Object(value)) => {
            for (key, value) in value {
                if let Some(target) = target.get_mut(key) {
                    keys.push(key.clone());
                    recurse(target, value, keys, mismatches);
                    keys.pop();
                } else {
                    target.insert(key.clone(), value.clone());
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend_from_slice(more),
        (target, value) => {
            let (old, new) = (Kind::of(target), Kind::of(value));
            if (old, new) == (Kind::Primitive, Kind::Primitive) {
                *target = value.clone();
            } else {
                mismatches.push(Mismatch {
                    keys: keys.clone(),
                    target: old,
                    value: new,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(mut target: Value, value: &Value) -> Result<Value, Vec<Mismatch>> {
        let mismatches = merge(&mut target, value);
        if mismatches.is_empty() {
            Ok(target)
        } else {
            Err(mismatches)
        }
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
    fn below_the_target_an_array_takes_arrays_only_and_every_mismatch_is_told() {
        let target = json!({"a": [1], "b": {"c": {}}, "d": 1, "e": [2]});
        let value = json!({"a": 2, "b": {"c": 3, "new": {}}, "d": [], "e": [3]});
        let mismatches = merged(target, &value).unwrap_err();
        let reported: Vec<_> = mismatches
            .iter()
            .map(|one| (one.keys.join("."), one.target, one.value))
            .collect();
        assert_eq!(
            reported,
            [
                ("a".to_owned(), Kind::Array, Kind::Primitive),
                ("b.c".to_owned(), Kind::Object, Kind::Primitive),
                ("d".to_owned(), Kind::Primitive, Kind::Array),
            ]
        );
    }
}
