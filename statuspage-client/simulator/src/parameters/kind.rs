//! The kinds of values of parameters, and what each of them allows.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::parameters::fields::{Accepts, Input};
use crate::parameters::reading::{
    are_objects, between, boolean, is_share, list, mismatch, number, text, text_typed, typed, whole,
};
use crate::parameters::tree::Parameter;
use crate::resource::Table;
use crate::state::times;

/// What one parameter may contain.
///
/// JSON must give it with its type: a count as a number, a date as a string. A form or a query has only
/// text: there, each kind is read from its text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Text of any length.
    Text,
    /// Text of at most this many characters.
    TextUpTo(usize),
    /// Text of at most this many characters, which may not be null or blank.
    Name(usize),
    /// As text `true`, `t` and `1`, or `false`, `f` and `0`.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// A whole number from the first to the second one, inclusive.
    Between(i64, i64),
    /// Any number.
    Number,
    /// A number from 0 to 1.
    Share,
    /// A day, written `YYYY-MM-DD`.
    Day,
    /// A point in time, normalised to RFC 3339 in UTC.
    Moment,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Texts: a JSON array, a repeated `[]`, or in a form or a query one text with commas.
    List,
    /// A JSON array of objects.
    Objects,
    /// An object with one of these words at each name.
    MapOf(&'static [&'static str]),
    /// An object with a text at each name.
    MapOfTexts,
    /// An object with an object at each name.
    MapOfObjects,
    /// The id of an object of this table.
    Id(Table),
    /// Ids of objects of this table, each once.
    Ids(Table),
    /// The ids of the objects of this table whose field of this name refers to the object that has this.
    Members(Table, &'static str),
    /// Ids, or the word `all`.
    IdsOrAll,
    /// `2024`, `2024-05` or `2024-05-06`.
    PartialDate,
    /// Increasing whole hours from 1 to 24, in a text: `[1,5]`, `4` or `[]`.
    Reminders,
    /// An object with an object of these fields at each name.
    EachOf(&'static Accepts),
    /// An object with a list of objects of these fields at each name.
    EachListOf(&'static Accepts),
}

impl Kind {
    /// Returns the value in its normal form, or an error message that follows the parameter's name. The
    /// value is null if it is null in JSON, or an empty text outside JSON where the kind has none.
    pub(crate) fn read(self, given: &Parameter) -> Result<Value, String> {
        if matches!(given, Parameter::Json(Value::Null)) {
            return match self {
                Self::Name(_) => Err("cannot be null".to_owned()),
                _ => Ok(Value::Null),
            };
        }
        match self {
            Self::Text | Self::Id(_) => text(given).map(Value::from),
            Self::Ids(_) | Self::Members(..) => list(given).map(distinct),
            Self::IdsOrAll => match text(given) {
                Ok("all") => Ok("all".into()),
                _ => list(given)
                    .map(distinct)
                    .map_err(|_| mismatch("a list of ids or `all`", given)),
            },
            Self::PartialDate => text_typed(given, "YYYY, YYYY-MM or YYYY-MM-DD", |text| {
                times::days_of(text).map(|_| text.to_owned())
            }),
            Self::Reminders => text_typed(
                given,
                "increasing whole hours from 1 to 24 in a text, such as `[1,5]`",
                |text| are_reminders(text).then(|| text.to_owned()),
            ),
            Self::EachOf(accepts) => map(given, |value| struct_of(accepts, value)),
            Self::EachListOf(accepts) => map(given, |value| {
                let Parameter::Json(Value::Array(items)) = value else {
                    return Err(mismatch("a list of objects", value));
                };
                let items = items.iter();
                items
                    .map(|item| struct_of(accepts, &item.clone().into()))
                    .collect()
            }),
            Self::TextUpTo(max) => up_to(max, text(given)?),
            Self::Name(max) => name(max, text(given)?),
            Self::Boolean => typed(given, "true or false", Value::is_boolean, boolean),
            Self::Integer => typed(given, "a whole number", Value::is_i64, whole),
            Self::Between(min, max) => between(min, max, given),
            Self::Number => typed(given, "a number", Value::is_number, number),
            Self::Share => typed(given, "a number from 0 to 1", is_share, |text| {
                number(text).filter(is_share)
            }),
            Self::Day => text_typed(given, "a date (YYYY-MM-DD)", times::day),
            Self::Moment => text_typed(given, "an RFC 3339 time", times::moment),
            Self::OneOf(words) => one_of(words, given),
            Self::List => list(given),
            Self::Objects => typed(given, "a list of objects", are_objects, |_| None),
            Self::MapOf(words) => map(given, |value| one_of(words, value)),
            Self::MapOfTexts => map(given, |value| text(value).map(Value::from)),
            Self::MapOfObjects => map(given, |value| match value {
                Parameter::Group(_) => Ok(value.into()),
                _ => Err(mismatch("an object", value)),
            }),
        }
    }
}

/// Returns a list without the items that it has already.
fn distinct(mut list: Value) -> Value {
    let mut seen = BTreeSet::new();
    if let Some(items) = list.as_array_mut() {
        items.retain(|item| seen.insert(item.as_str().map(str::to_owned)));
    }
    list
}

fn are_reminders(text: &str) -> bool {
    let list = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    if list.is_some_and(|list| list.trim().is_empty()) {
        return true;
    }
    let hours = list
        .unwrap_or(text)
        .split(',')
        .map(|hour| hour.trim().parse::<u8>());
    let Ok(hours) = hours.collect::<Result<Vec<u8>, _>>() else {
        return false;
    };
    (list.is_some() || hours.len() == 1)
        && hours.iter().all(|hour| (1..=24).contains(hour))
        && hours.is_sorted_by(|one, next| one < next)
}

/// Reads an object that has only these fields.
fn struct_of(accepts: &'static Accepts, given: &Parameter) -> Result<Value, String> {
    let Parameter::Group(tree) = given else {
        return Err(mismatch("an object", given));
    };
    let values = Input::new(accepts, tree).and_then(|input| input.values());
    match values {
        Ok(values) => Ok(Value::Object(values.0)),
        Err(reply) => Err(format!("is wrong: {}", reply.messages().join("; "))),
    }
}

fn up_to(max: usize, text: &str) -> Result<Value, String> {
    let length = text.chars().count();
    if length > max {
        return Err(format!(
            "is too long: {length} characters, and at most {max} are allowed"
        ));
    }
    Ok(text.into())
}

fn name(max: usize, text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Err("cannot be blank".to_owned());
    }
    up_to(max, text)
}

fn one_of(words: &[&str], given: &Parameter) -> Result<Value, String> {
    let shown = words.iter().filter(|word| !word.is_empty());
    let shown: Vec<&str> = shown.copied().collect();
    let expected = format!("one of {}", shown.join(", "));
    text_typed(given, &expected, |text| {
        words.contains(&text).then(|| text.to_owned())
    })
}

fn map(
    given: &Parameter,
    read: impl Fn(&Parameter) -> Result<Value, String>,
) -> Result<Value, String> {
    let Parameter::Group(entries) = given else {
        return Err(mismatch("an object", given));
    };
    let entries = entries.iter().map(|(name, value)| {
        let value = read(value).map_err(|error| format!("at `{name}` {error}"))?;
        Ok((name.clone(), value))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
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
}
