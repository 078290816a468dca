//! The kinds of values that parameters have, and how leniently each is read.

use serde_json::{Number, Value};

use crate::parameters::Tree;
use crate::times;

/// What one parameter may hold.
///
/// A form or a query has nothing but strings, so every kind is also read from its text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Text of any length.
    Text,
    /// Text of at most so many characters.
    TextUpTo(usize),
    /// Text of at most so many characters, which may be neither null nor blank.
    Name(usize),
    /// `true`, `t` and `1`, or `false`, `f` and `0`.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// Any number.
    Number,
    /// A whole number from 1 on.
    Count,
    /// A day, normalised to `YYYY-MM-DD`.
    Day,
    /// A point in time, normalised to RFC 3339 in UTC.
    Moment,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Texts: a JSON array, a repeated `[]`, or one text with commas.
    List,
    /// An object with one of these words at each name.
    MapOf(&'static [&'static str]),
    /// An object with an object at each name.
    MapOfObjects,
}

impl Kind {
    /// The value in its normal form (null for a blank one where blank says nothing), or what the
    /// value must be, worded to follow the parameter's name.
    pub(crate) fn read(self, raw: &Value) -> Result<Value, String> {
        if raw.is_null() {
            return match self {
                Self::Name(_) => Err("cannot be null".to_owned()),
                _ => Ok(Value::Null),
            };
        }
        match self {
            Self::Text => text(raw).map(Value::from),
            Self::TextUpTo(most) => up_to(most, &text(raw)?),
            Self::Name(most) => name(most, &text(raw)?),
            Self::Boolean => unless_empty(raw, boolean),
            Self::Integer => unless_empty(raw, |text| whole(text).map(Value::from)),
            Self::Number => unless_empty(raw, number),
            Self::Count => unless_empty(raw, count),
            Self::Day => unless_empty(raw, |text| {
                let day = times::day(text).map_err(|_| but("must be a date", text))?;
                Ok(day.into())
            }),
            Self::Moment => unless_empty(raw, |text| {
                let moment = times::moment(text);
                let moment = moment.map_err(|_| but("must be an RFC 3339 time", text))?;
                Ok(moment.into())
            }),
            Self::OneOf(words) => one_of(words, raw),
            Self::List => list(raw),
            Self::MapOf(words) => map(raw, |value| one_of(words, value)),
            Self::MapOfObjects => map(raw, |value| match value {
                Value::Object(_) => Ok(value.clone()),
                _ => Err("must be an object".to_owned()),
            }),
        }
    }
}

/// What was expected, and the beginning of what came instead.
fn but(expected: &str, text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    format!("{expected}, not `{start}`")
}

fn text(raw: &Value) -> Result<String, String> {
    match raw {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(raw.to_string()),
        _ => Err("must be a single value".to_owned()),
    }
}

fn up_to(most: usize, text: &str) -> Result<Value, String> {
    let length = text.chars().count();
    if length > most {
        return Err(format!(
            "is too long: {length} characters, and at most {most} are allowed"
        ));
    }
    Ok(text.into())
}

fn name(most: usize, text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Err("cannot be blank".to_owned());
    }
    up_to(most, text)
}

/// Reads a value whose kind has no empty text: there, it says as much as null.
fn unless_empty(
    raw: &Value,
    read: impl FnOnce(&str) -> Result<Value, String>,
) -> Result<Value, String> {
    match text(raw)?.as_str() {
        "" => Ok(Value::Null),
        text => read(text),
    }
}

fn one_of(words: &[&str], raw: &Value) -> Result<Value, String> {
    match text(raw)?.as_str() {
        word if words.contains(&word) => Ok(word.into()),
        "" => Ok(Value::Null),
        other => {
            let words = words.iter().filter(|word| !word.is_empty());
            let words: Vec<&str> = words.copied().collect();
            let expected = format!("must be one of {}", words.join(", "));
            Err(but(&expected, other))
        }
    }
}

fn boolean(text: &str) -> Result<Value, String> {
    match text {
        "true" | "t" | "1" => Ok(true.into()),
        "false" | "f" | "0" => Ok(false.into()),
        _ => Err(but("must be true or false", text)),
    }
}

fn whole(text: &str) -> Result<i64, String> {
    text.parse()
        .map_err(|_| but("must be a whole number", text))
}

fn count(text: &str) -> Result<Value, String> {
    match whole(text)? {
        count if count >= 1 => Ok(count.into()),
        _ => Err(but("must be 1 or more", text)),
    }
}

fn number(text: &str) -> Result<Value, String> {
    text.parse::<Number>()
        .map(Value::Number)
        .map_err(|_| but("must be a number", text))
}

fn list(raw: &Value) -> Result<Value, String> {
    let items = match raw {
        Value::Array(items) => items.iter().map(text).collect::<Result<Vec<_>, _>>()?,
        single => text(single)?.split(',').map(str::to_owned).collect(),
    };
    // A form says "no items" with one empty item.
    let items = items.iter().map(|item| item.trim());
    Ok(items.filter(|item| !item.is_empty()).collect())
}

fn map(raw: &Value, read: impl Fn(&Value) -> Result<Value, String>) -> Result<Value, String> {
    let Value::Object(entries) = raw else {
        return Err("must be an object".to_owned());
    };
    let mut result = Tree::new();
    for (name, value) in entries {
        let value = read(value).map_err(|error| format!("at `{name}` {error}"))?;
        result.insert(name.clone(), value);
    }
    Ok(result.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Kind;

    const STATUSES: &[&str] = &["up", "down", ""];

    #[test]
    fn each_kind_is_read_from_its_json_and_from_its_text() {
        for (kind, given, expected) in [
            (Kind::Text, json!("é"), json!("é")),
            (Kind::Text, json!(""), json!("")),
            (Kind::Text, json!(5), json!("5")),
            (Kind::TextUpTo(2), json!("éé"), json!("éé")),
            (Kind::Boolean, json!(true), json!(true)),
            (Kind::Boolean, json!("t"), json!(true)),
            (Kind::Boolean, json!("0"), json!(false)),
            (Kind::Boolean, json!(0), json!(false)),
            (Kind::Boolean, json!(""), json!(null)),
            (Kind::Integer, json!("-7"), json!(-7)),
            (Kind::Number, json!("1.5"), json!(1.5)),
            (Kind::Number, json!(2), json!(2)),
            (Kind::Count, json!("3"), json!(3)),
            (Kind::Day, json!("2026-02-28"), json!("2026-02-28")),
            (
                Kind::Moment,
                json!("2026-02-28T01:00:00+01:00"),
                json!("2026-02-28T00:00:00.000Z"),
            ),
            (Kind::OneOf(STATUSES), json!(""), json!("")),
            (Kind::OneOf(&["up"]), json!(""), json!(null)),
            (Kind::List, json!(["a", 1]), json!(["a", "1"])),
            (Kind::List, json!("a, b,,c"), json!(["a", "b", "c"])),
            (Kind::List, json!([""]), json!([])),
            (
                Kind::MapOf(STATUSES),
                json!({"x": "up"}),
                json!({"x": "up"}),
            ),
            (
                Kind::MapOfObjects,
                json!({"x": {"y": 1}}),
                json!({"x": {"y": 1}}),
            ),
            (Kind::Moment, json!(null), json!(null)),
        ] {
            assert_eq!(kind.read(&given), Ok(expected), "{kind:?} {given}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_expectation() {
        for (kind, given, message) in [
            (Kind::Text, json!([]), "must be a single value"),
            (
                Kind::TextUpTo(2),
                json!("abc"),
                "is too long: 3 characters, and at most 2 are allowed",
            ),
            (Kind::Name(2), json!(" "), "cannot be blank"),
            (Kind::Name(2), json!(null), "cannot be null"),
            (
                Kind::Boolean,
                json!("yes"),
                "must be true or false, not `yes`",
            ),
            (
                Kind::Integer,
                json!(1.5),
                "must be a whole number, not `1.5`",
            ),
            (Kind::Number, json!("NaN"), "must be a number, not `NaN`"),
            (Kind::Count, json!(0), "must be 1 or more, not `0`"),
            (Kind::Day, json!("today"), "must be a date, not `today`"),
            (
                Kind::Moment,
                json!("2026"),
                "must be an RFC 3339 time, not `2026`",
            ),
            (
                Kind::OneOf(STATUSES),
                json!("off"),
                "must be one of up, down, not `off`",
            ),
            (Kind::List, json!([[]]), "must be a single value"),
            (
                Kind::MapOf(STATUSES),
                json!({"x": "off"}),
                "at `x` must be one of up, down, not `off`",
            ),
            (Kind::MapOf(STATUSES), json!("up"), "must be an object"),
            (
                Kind::MapOfObjects,
                json!({"x": 1}),
                "at `x` must be an object",
            ),
        ] {
            assert_eq!(
                kind.read(&given),
                Err(message.to_owned()),
                "{kind:?} {given}"
            );
        }
    }
}
