use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Secret, runtime};

/// A struct with a required and an optional field.
#[derive(PartialEq)]
struct Thing {
    id: String,
    size: Option<i64>,
}

runtime::object_type!(Thing { id: required "i\"d", size: optional "size", });

/// A struct with a map of the fields that it does not have.
#[derive(PartialEq)]
struct Open {
    name: Option<String>,
    size: Option<i64>,
    more: BTreeMap<String, f64>,
}

runtime::object_type!(Open { name: required "name", size: optional "size", ..more: rest_number });

#[test]
fn fields_without_a_name_of_their_own_are_kept() {
    let value = json!({"name": null, "a": 1.5, "size": 3, "b/\"": 2.0});
    let open: Open = serde_json::from_value(value).unwrap();
    assert_eq!((&open.name, open.size), (&None, Some(3)));
    let more = BTreeMap::from([("a".to_owned(), 1.5), ("b/\"".to_owned(), 2.0)]);
    assert_eq!(open.more, more);
    let text = serde_json::to_string(&open).unwrap();
    assert_eq!(text, r#"{"name":null,"size":3,"a":1.5,"b/\"":2.0}"#);
    assert_eq!(serde_json::from_str::<Open>(&text).unwrap(), open);
}

#[test]
fn values_without_a_name_of_their_own_are_read_leniently_and_must_be_finite() {
    let text = r#"{"name": "x", "a": "text", "b": null, "c": {}, "d": 1}"#;
    let mut open: Open = serde_json::from_str(text).unwrap();
    assert_eq!(open.more, BTreeMap::from([("d".to_owned(), 1.0)]));
    open.more.insert("e".to_owned(), f64::NAN);
    let error = serde_json::to_string(&open).unwrap_err();
    assert!(error.to_string().contains("not finite"), "{error}");
}

/// A struct with a secret.
struct Account {
    password: Option<Secret>,
}

runtime::object_type!(Account { password: optional "password", });

#[test]
fn debug_does_not_show_secrets() {
    let account: Account = serde_json::from_value(json!({"password": "hunter2"})).unwrap();
    assert_eq!(
        format!("{account:?}"),
        "Account { password: Some(Secret(..)) }"
    );
}

#[test]
fn debug_shows_the_fields_with_their_names_in_json() {
    let thing = Thing {
        id: "a".to_owned(),
        size: None,
    };
    assert_eq!(format!("{thing:?}"), r#"Thing { i"d: "a", size: None }"#);
    let open = Open {
        name: None,
        size: Some(3),
        more: BTreeMap::from([("a".to_owned(), f64::NAN)]),
    };
    assert_eq!(
        format!("{open:?}"),
        r#"Open { name: None, size: Some(3), ..: {"a": NaN} }"#
    );
}

#[test]
fn a_required_field_that_may_be_null_must_be_there() {
    let error = serde_json::from_str::<Open>("{}").unwrap_err();
    assert!(
        error.to_string().contains("missing field `name`"),
        "{error}"
    );
    assert!(serde_json::from_str::<Open>(r#"{"name": null}"#).is_ok());
}

fn read(value: &Value) -> Result<Thing, String> {
    let text = value.to_string();
    let from_text = serde_json::from_str::<Thing>(&text).map_err(|error| error.to_string());
    let from_value = serde_json::from_value::<Thing>(value.clone()).is_ok();
    assert_eq!(from_text.is_ok(), from_value, "{text}");
    from_text
}

#[test]
fn an_object_survives_writing_and_reading() {
    for (id, size) in [("a", Some(1)), ("", None)] {
        let thing = Thing {
            id: id.to_owned(),
            size,
        };
        let value = serde_json::to_value(&thing).unwrap();
        assert_eq!(
            value.as_object().unwrap().len(),
            1 + usize::from(size.is_some())
        );
        assert_eq!(read(&value), Ok(thing));
    }
}

#[test]
fn the_last_of_repeated_fields_counts_and_unknown_fields_are_ignored() {
    let text = r#"{"size": 1, "i\"d": "a", "new": {"id": [1]}, "size": 2, "i\u0022d": "b"}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    assert_eq!((thing.id.as_str(), thing.size), ("b", Some(2)));
    let text = r#"{"i\"d": "a", "size": 1, "size": null}"#;
    assert_eq!(serde_json::from_str::<Thing>(text).unwrap().size, None);
}

#[test]
fn other_values_than_objects_are_rejected() {
    for value in [
        json!(["a", 1]),
        json!([]),
        json!("a"),
        json!(null),
        json!(1),
    ] {
        let error = read(&value).unwrap_err();
        assert!(error.contains("expected an object"), "{error}");
    }
    let error = read(&json!({"size": 1})).unwrap_err();
    assert!(error.contains("missing field `i\"d`"), "{error}");
    let error = read(&json!({"i\"d": 1})).unwrap_err();
    assert!(error.contains("expected a string"), "{error}");
}
