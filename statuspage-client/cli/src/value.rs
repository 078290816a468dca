//! The text of an argument to the value that is sent, by the type of the parameter.

use serde_json::{Map, Value};
use statuspage_client::{
    PartialDate,
    jiff::{Timestamp, civil::Date},
};
use statuspage_codegen_core::api::{Shape, Type};

use crate::description::Description;

/// Reads one value; of a list or a selection, one item, and of a map, one pair as an object.
pub(crate) fn read(description: &Description, ty: &Type, text: &str) -> Result<Value, String> {
    match ty {
        Type::Array(item) | Type::Selection { item, .. } => one(description, item, text),
        Type::Map { value, .. } => pair(description, value, text),
        other => one(description, other, text),
    }
}

fn one(description: &Description, ty: &Type, text: &str) -> Result<Value, String> {
    match ty {
        Type::String | Type::Secret => Ok(Value::from(text)),
        Type::Boolean => from_parsed(text.parse::<bool>().ok(), "`true` or `false`"),
        Type::Integer => from_parsed(text.parse::<i64>().ok(), "a whole number"),
        Type::Unsigned => from_parsed(text.parse::<u64>().ok(), "a whole number, 0 or greater"),
        Type::Number => from_parsed(
            text.parse::<f64>().ok().filter(|number| number.is_finite()),
            "a number",
        ),
        Type::DateTime => {
            let time = text.parse::<Timestamp>().ok();
            from_parsed(time.map(|time| time.to_string()), TIME)
        }
        Type::UnixSeconds => {
            let time = text.parse::<Timestamp>().ok().map(Timestamp::as_second);
            from_parsed(
                time.or_else(|| text.parse().ok()),
                &format!("{TIME}, or in seconds since 1970"),
            )
        }
        Type::Date => {
            let date = text.parse::<Date>().ok();
            from_parsed(
                date.map(|date| date.to_string()),
                "a day such as 2026-01-31",
            )
        }
        Type::PartialDate => {
            let date = text.parse::<PartialDate>().ok();
            from_parsed(
                date.map(|date| date.to_string()),
                "a year, a month or a day such as 2026, 2026-01 or 2026-01-31",
            )
        }
        Type::Optional(inner) => one(description, inner, text),
        Type::Model(_)
            if matches!(description.shape(ty), Some(Shape::Newtype | Shape::Enum(_))) =>
        {
            Ok(Value::from(text))
        }
        _ => serde_json::from_str(text).map_err(|error| format!("expected JSON: {error}")),
    }
}

/// What a time is, for a message after "expected".
pub(crate) const TIME: &str = "a time with its offset such as 2026-01-31T08:00:00Z";

fn from_parsed(value: Option<impl Into<Value>>, expected: &str) -> Result<Value, String> {
    value
        .map(Into::into)
        .ok_or_else(|| format!("expected {expected}"))
}

/// Reads `KEY=VALUE`, or several pairs as a JSON object.
fn pair(description: &Description, ty: &Type, text: &str) -> Result<Value, String> {
    if text.starts_with('{') {
        let object: Result<Map<String, Value>, _> = serde_json::from_str(text);
        return object
            .map(Value::Object)
            .map_err(|error| format!("expected KEY=VALUE or a JSON object: {error}"));
    }
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE")?;
    let value = one(description, ty, value)?;
    Ok(Value::Object(Map::from_iter([(key.to_owned(), value)])))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use statuspage_codegen_core::api::Type;

    use super::read;
    use crate::description::Description;

    fn value(ty: &Type, text: &str) -> Result<Value, String> {
        read(Description::get().unwrap(), ty, text)
    }

    #[test]
    fn values_have_the_type_that_the_api_expects() {
        let status = Type::Model("ComponentStatus".to_owned());
        let statuses = Type::Map {
            key: Box::new(Type::String),
            value: Box::new(status.clone()),
        };
        let points = Type::Map {
            key: Box::new(Type::String),
            value: Box::new(Type::Array(Box::new(Type::Model("MetricPoint".to_owned())))),
        };
        for (ty, text, expected) in [
            (Type::String, "12", json!("12")),
            (Type::Integer, "-12", json!(-12)),
            (Type::Number, "1.5", json!(1.5)),
            (Type::Boolean, "false", json!(false)),
            (
                Type::DateTime,
                "2026-01-31T10:00:00+02:00",
                json!("2026-01-31T08:00:00Z"),
            ),
            (Type::UnixSeconds, "1970-01-01T00:01:00Z", json!(60)),
            (Type::UnixSeconds, "60", json!(60)),
            (Type::Date, "2026-01-31", json!("2026-01-31")),
            (Type::PartialDate, "2026-01", json!("2026-01")),
            (Type::Any, "{\"a\": [1]}", json!({"a": [1]})),
            (status, "no_such_status", json!("no_such_status")),
            (statuses.clone(), "a=b=c", json!({"a": "b=c"})),
            (statuses, "{\"a\": \"b\"}", json!({"a": "b"})),
            (points, "m=[{\"value\": 1}]", json!({"m": [{"value": 1}]})),
        ] {
            assert_eq!(value(&ty, text), Ok(expected), "{ty:?} {text}");
        }
    }

    #[test]
    fn other_values_are_refused_with_what_is_expected() {
        let map = Type::Map {
            key: Box::new(Type::String),
            value: Box::new(Type::Any),
        };
        for (ty, text, reason) in [
            (Type::Integer, "1.5", "a whole number"),
            (Type::Number, "inf", "a number"),
            (Type::Boolean, "yes", "`true` or `false`"),
            (Type::DateTime, "2026-01-31 08:00", "a time with its offset"),
            (Type::Date, "31.1.2026", "a day such as"),
            (Type::PartialDate, "Jan", "a year, a month or a day"),
            (Type::Any, "{a}", "expected JSON"),
            (map.clone(), "a", "expected KEY=VALUE"),
            (map, "{\"a\"}", "JSON object"),
        ] {
            let error = value(&ty, text).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
