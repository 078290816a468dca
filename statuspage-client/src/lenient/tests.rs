use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};

use super::Lenient;
use crate::Secret;

/// Reads a value as an optional field does.
fn read<T: Lenient>(value: &Value) -> Option<T> {
    let text = value.to_string();
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let found = T::read(&mut deserializer).unwrap();
    deserializer.end().expect("the whole value is read");
    found
}

#[derive(PartialEq)]
struct Thing {
    id: String,
}

crate::object_type!(Thing { id: required "id", });

/// Returns one value of each JSON type.
fn kinds() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-3),
        json!(2.5),
        json!("text"),
        json!(["text", [1], {"a": 2}]),
        json!({"a": {"b": []}, "c": [{}]}),
    ]
}

#[track_caller]
fn assert_only<T: Lenient + std::fmt::Debug>(fitting: &[usize]) {
    for (index, value) in kinds().iter().enumerate() {
        let found = read::<T>(value);
        assert_eq!(
            found.is_some(),
            fitting.contains(&index),
            "{value}: {found:?}"
        );
    }
}

#[test]
fn a_value_of_another_type_is_none() {
    assert_only::<bool>(&[1]);
    assert_only::<i64>(&[2]);
    assert_only::<f64>(&[2, 3]);
    assert_only::<String>(&[4]);
    assert_only::<Secret>(&[4]);
    assert_only::<Vec<String>>(&[5]);
    assert_only::<Vec<Vec<i64>>>(&[5]);
    assert!(read::<Box<Thing>>(&json!({"id": "a"})).is_some());
    assert!(read::<Thing>(&json!(["a"])).is_none());
    assert_only::<BTreeMap<String, i64>>(&[6]);
    assert_only::<Value>(&[1, 2, 3, 4, 5, 6]);
    assert_only::<Timestamp>(&[]);
    assert_only::<Date>(&[]);
}

#[test]
fn strings_that_are_not_dates_are_none() {
    for text in ["", "soon", "2026-13-01T00:00:00Z"] {
        assert_eq!(read::<Timestamp>(&json!(text)), None);
        assert_eq!(read::<Date>(&json!(text)), None);
    }
    let moment = read::<Timestamp>(&json!("2026-01-02T03:04:05-06:00")).unwrap();
    assert_eq!(moment.to_string(), "2026-01-02T09:04:05Z");
}

#[test]
fn whole_numbers_may_be_written_with_a_fraction() {
    for (value, expected) in [
        (json!(3.0), Some(3)),
        (json!(-0.0), Some(0)),
        (json!(i64::MIN), Some(i64::MIN)),
        (json!(u64::MAX), None),
        (json!(3.5), None),
        (json!(1e300), None),
    ] {
        assert_eq!(read::<i64>(&value), expected, "{value}");
    }
    for (value, expected) in [
        (json!(3.0), Some(3)),
        (json!(u64::MAX), Some(u64::MAX)),
        (json!(-1), None),
        (json!(-1.0), None),
        (json!(3.5), None),
    ] {
        assert_eq!(read::<u64>(&value), expected, "{value}");
        assert_eq!(u64::strict(&value).ok(), expected, "{value}");
    }
}

#[test]
fn items_of_another_type_are_left_out() {
    let list = json!(["a", null, 1, {"id": "b"}, ["c"], "d"]);
    assert_eq!(read::<Vec<String>>(&list).unwrap(), ["a", "d"]);
    assert_eq!(
        read::<Vec<Thing>>(&list).unwrap(),
        [Thing { id: "b".into() }]
    );
    assert_eq!(read::<Vec<Vec<String>>>(&list).unwrap(), [["c"]]);
    let map = json!({"a": 1, "b": null, "c": "x", "d": 2});
    let found = read::<BTreeMap<String, i64>>(&map).unwrap();
    assert_eq!(found, BTreeMap::from([("a".into(), 1), ("d".into(), 2)]));
}

#[test]
fn nullable_items_keep_their_positions() {
    let list = json!(["a", null, 1, "d"]);
    let found = read::<Vec<Option<String>>>(&list).unwrap();
    assert_eq!(found, [Some("a".into()), None, None, Some("d".into())]);
    let map = json!({"a": 1.0, "b": null, "c": "x"});
    let found = read::<BTreeMap<String, Option<i64>>>(&map).unwrap();
    let expected = [("a", Some(1)), ("b", None), ("c", None)];
    assert_eq!(
        found,
        expected.map(|(key, value)| (key.into(), value)).into()
    );
}

#[test]
fn a_required_value_of_another_type_is_an_error() {
    fn strict<T: Lenient>(value: &Value) -> Result<T, String> {
        T::strict(value).map_err(|error| error.to_string())
    }
    assert_eq!(strict::<i64>(&json!(8.0)), Ok(8));
    assert_eq!(strict::<Vec<i64>>(&json!([8.0, 1e2])), Ok(vec![8, 100]));
    assert_eq!(
        strict::<Vec<Option<i64>>>(&json!([8.0, null])),
        Ok(vec![Some(8), None])
    );
    let map = strict::<BTreeMap<String, Vec<i64>>>(&json!({"a": [-1.0]}));
    assert_eq!(map, Ok(BTreeMap::from([("a".into(), vec![-1])])));
    assert_eq!(strict::<Option<Box<Thing>>>(&json!(null)), Ok(None));
    assert_eq!(strict::<Option<i64>>(&json!(3.0)), Ok(Some(3)));
    for (value, number) in [
        (json!(1.5), "1.5"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(1e300), "1e+300"),
    ] {
        let message = format!("invalid value: {number}, expected an integer of 64 bits");
        assert_eq!(strict::<i64>(&value), Err(message));
    }
    for value in [
        json!(["a"]),
        json!([null]),
        json!([[1]]),
        json!({}),
        json!(null),
    ] {
        assert!(strict::<Vec<i64>>(&value).is_err(), "{value}");
    }
    assert!(strict::<Option<String>>(&json!(1)).is_err());
}

#[test]
fn required_fields_of_nested_objects_are_required() {
    fn error<T: Lenient + std::fmt::Debug>(value: &Value) -> String {
        let text = value.to_string();
        let mut deserializer = serde_json::Deserializer::from_str(&text);
        T::read(&mut deserializer).unwrap_err().to_string()
    }
    assert!(error::<Vec<Thing>>(&json!([{"id": 1}])).contains("expected a string"));
    assert!(error::<BTreeMap<String, Thing>>(&json!({"a": {}})).contains("missing field `id`"));
    assert!(error::<Thing>(&json!({"id": null})).contains("expected a string"));
}
