//! What each kind accepts and refuses.

use serde_json::{Value, json};

use super::Kind;
use crate::parameters::tree::Parameter;

const STATUSES: &[&str] = &["up", "down", ""];
const COUNT: Kind = Kind::Between(1, i64::MAX);

fn from_json(kind: Kind, value: Value) -> Result<Value, String> {
    kind.read(&value.into())
}

fn from_text(kind: Kind, text: &str) -> Result<Value, String> {
    kind.read(&Parameter::Text(text.to_owned()))
}

#[test]
fn json_is_read_by_its_types() {
    for (kind, given) in [
        (Kind::Text, json!("é")),
        (Kind::Text, json!("")),
        (Kind::TextUpTo(2), json!("éé")),
        (Kind::Name(2), json!("éé")),
        (Kind::Boolean, json!(true)),
        (Kind::Integer, json!(-7)),
        (Kind::Number, json!(1.5)),
        (Kind::Number, json!(2)),
        (COUNT, json!(1)),
        (Kind::Between(-1, 2), json!(-1)),
        (Kind::Between(-1, 2), json!(2)),
        (Kind::Share, json!(0)),
        (Kind::Share, json!(1.0)),
        (Kind::Objects, json!([{"x": 1}, {}])),
        (Kind::Objects, json!([])),
        (Kind::Day, json!("2026-02-28")),
        (Kind::Moment, json!("2026-02-28T00:00:00.000Z")),
        (Kind::OneOf(STATUSES), json!("")),
        (Kind::List, json!(["a, b", " c", ""])),
        (Kind::List, json!([])),
        (Kind::MapOf(STATUSES), json!({"x": "up", "y": ""})),
        (Kind::MapOfTexts, json!({"x": "", "y": "é"})),
        (Kind::MapOfObjects, json!({"x": {"y": [1, null]}})),
        (Kind::Moment, json!(null)),
    ] {
        assert_eq!(from_json(kind, given.clone()), Ok(given), "{kind:?}");
    }
}

#[test]
fn text_is_read_leniently() {
    for (kind, given, expected) in [
        (Kind::Text, "5", json!("5")),
        (Kind::Text, "", json!("")),
        (Kind::Boolean, "t", json!(true)),
        (Kind::Boolean, "0", json!(false)),
        (Kind::Boolean, "", json!(null)),
        (Kind::Integer, "-7", json!(-7)),
        (Kind::Number, "1.5", json!(1.5)),
        (COUNT, "3", json!(3)),
        (Kind::Share, "0.5", json!(0.5)),
        (Kind::Day, "2026-02-28", json!("2026-02-28")),
        (Kind::Day, "", json!(null)),
        (
            Kind::Moment,
            "2026-02-28T01:00:00+01:00",
            json!("2026-02-28T00:00:00.000Z"),
        ),
        (Kind::OneOf(STATUSES), "", json!("")),
        (Kind::OneOf(&["up"]), "", json!(null)),
        (Kind::List, "a, b,,c", json!(["a", "b", "c"])),
    ] {
        assert_eq!(from_text(kind, given), Ok(expected), "{kind:?} {given}");
    }
    let texts = Parameter::Texts(vec![" a,b".to_owned(), String::new()]);
    assert_eq!(Kind::List.read(&texts), Ok(json!(["a,b"])));
}

#[test]
fn json_of_another_type_is_refused_with_the_expectation() {
    for (kind, given, expected) in [
        (Kind::Text, json!(5), "a string"),
        (Kind::TextUpTo(2), json!(["a"]), "a string"),
        (Kind::Name(2), json!({"a": 1}), "a string"),
        (Kind::Boolean, json!("t"), "true or false"),
        (Kind::Boolean, json!("true"), "true or false"),
        (Kind::Boolean, json!(""), "true or false"),
        (Kind::Boolean, json!(1), "true or false"),
        (Kind::Integer, json!("1"), "a whole number"),
        (Kind::Integer, json!(1.0), "a whole number"),
        (Kind::Integer, json!(u64::MAX), "a whole number"),
        (Kind::Number, json!("1"), "a number"),
        (COUNT, json!(0), "a whole number from 1 on"),
        (COUNT, json!("1"), "a whole number from 1 on"),
        (
            Kind::Between(-1, 2),
            json!(3),
            "a whole number from -1 to 2",
        ),
        (
            Kind::Between(-1, 2),
            json!(-2),
            "a whole number from -1 to 2",
        ),
        (Kind::Share, json!(1.01), "a number from 0 to 1"),
        (Kind::Share, json!("0"), "a number from 0 to 1"),
        (Kind::Objects, json!([{}, 1]), "a list of objects"),
        (Kind::Objects, json!("x"), "a list of objects"),
        (Kind::Day, json!(""), "a date (YYYY-MM-DD)"),
        (Kind::Day, json!(20_260_228), "a date (YYYY-MM-DD)"),
        (Kind::Moment, json!(""), "an RFC 3339 time"),
        (Kind::Moment, json!(0), "an RFC 3339 time"),
        (Kind::OneOf(&["up"]), json!(""), "one of up"),
        (Kind::OneOf(STATUSES), json!(1), "one of up, down"),
        (Kind::List, json!("a,b"), "a list of strings"),
        (Kind::List, json!(["a", 1]), "a list of strings"),
        (Kind::MapOf(STATUSES), json!("up"), "an object"),
        (Kind::MapOfTexts, json!(["up"]), "an object"),
    ] {
        // The JSON is quoted as it is, with the quotes of its strings.
        let message = format!("must be {expected}, not `{given}`");
        assert_eq!(from_json(kind, given), Err(message), "{kind:?}");
    }
    for (kind, given, message) in [
        (Kind::Name(2), json!(null), "cannot be null"),
        (
            Kind::MapOf(STATUSES),
            json!({"x": null}),
            "at `x` must be one of up, down, not `null`",
        ),
        (
            Kind::MapOfTexts,
            json!({"x": 1}),
            "at `x` must be a string, not `1`",
        ),
        (
            Kind::MapOfObjects,
            json!({"x": 1}),
            "at `x` must be an object, not `1`",
        ),
    ] {
        assert_eq!(from_json(kind, given), Err(message.to_owned()), "{kind:?}");
    }
}

#[test]
fn text_that_does_not_fit_is_refused_with_the_expectation() {
    for (kind, given, message) in [
        (
            Kind::TextUpTo(2),
            "abc",
            "is too long: 3 characters, and at most 2 are allowed",
        ),
        (Kind::Name(2), " ", "cannot be blank"),
        (Kind::Boolean, "yes", "must be true or false, not `yes`"),
        (Kind::Integer, "1.5", "must be a whole number, not `1.5`"),
        (Kind::Number, "NaN", "must be a number, not `NaN`"),
        (COUNT, "0", "must be a whole number from 1 on, not `0`"),
        (
            Kind::Day,
            "today",
            "must be a date (YYYY-MM-DD), not `today`",
        ),
        (Kind::Share, "2", "must be a number from 0 to 1, not `2`"),
        (
            Kind::Objects,
            "[{}]",
            "must be a list of objects, not `[{}]`",
        ),
        (Kind::Moment, "2026", "must be an RFC 3339 time, not `2026`"),
        (
            Kind::OneOf(STATUSES),
            "off",
            "must be one of up, down, not `off`",
        ),
        (Kind::MapOfObjects, "x", "must be an object, not `x`"),
    ] {
        assert_eq!(from_text(kind, given), Err(message.to_owned()), "{kind:?}");
    }
    let texts = Parameter::Texts(vec!["t".to_owned()]);
    for kind in [Kind::Text, Kind::Boolean, Kind::Day] {
        assert!(kind.read(&texts).is_err(), "{kind:?}");
    }
}
