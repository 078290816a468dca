//! How a value is read: strictly from JSON, by its type there, and leniently from the text of a query or a form.

use serde_json::{Number, Value};

use crate::tree::Parameter;

/// What was expected, and the beginning of what came instead. A string of JSON is in quotes, so
/// that the `true` of a text differs from the value.
pub(crate) fn but(expected: &str, given: &Parameter) -> String {
    let shown = match given {
        Parameter::Text(text) => text.clone(),
        other => Value::from(other).to_string(),
    };
    let start: String = shown.chars().take(40).collect();
    format!("must be {expected}, not `{start}`")
}

/// One text, whatever it is.
pub(crate) fn text(given: &Parameter) -> Result<&str, String> {
    match given {
        Parameter::Text(text) | Parameter::Json(Value::String(text)) => Ok(text),
        other => Err(but("a string", other)),
    }
}

/// Reads a kind that has a type of its own in JSON.
pub(crate) fn typed(
    given: &Parameter,
    expected: &str,
    is_it: impl FnOnce(&Value) -> bool,
    of_text: impl FnOnce(&str) -> Option<Value>,
) -> Result<Value, String> {
    match given {
        Parameter::Json(value) => is_it(value).then(|| value.clone()),
        Parameter::Text(text) => or_null(text, of_text),
        Parameter::Texts(_) | Parameter::Group(_) => None,
    }
    .ok_or_else(|| but(expected, given))
}

/// Reads a kind that JSON has no type for, and writes as a string.
pub(crate) fn written(
    given: &Parameter,
    expected: &str,
    of_text: impl FnOnce(&str) -> Option<String>,
) -> Result<Value, String> {
    match given {
        Parameter::Json(value) => value.as_str().and_then(of_text).map(Value::from),
        Parameter::Text(text) => or_null(text, |text| of_text(text).map(Value::from)),
        Parameter::Texts(_) | Parameter::Group(_) => None,
    }
    .ok_or_else(|| but(expected, given))
}

/// A form has no null: an empty text that is no value says as much.
fn or_null(text: &str, of_text: impl FnOnce(&str) -> Option<Value>) -> Option<Value> {
    of_text(text).or_else(|| text.is_empty().then_some(Value::Null))
}

/// A truth value that a text says.
pub(crate) fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "t" | "1" => Some(true.into()),
        "false" | "f" | "0" => Some(false.into()),
        _ => None,
    }
}

/// A whole number that a text says.
pub(crate) fn whole(text: &str) -> Option<Value> {
    text.parse::<i64>().ok().map(Value::from)
}

/// A whole number in this range.
pub(crate) fn between(least: i64, most: i64, given: &Parameter) -> Result<Value, String> {
    let expected = match most {
        i64::MAX => format!("a whole number from {least} on"),
        most => format!("a whole number from {least} to {most}"),
    };
    let fits = |value: &Value| {
        let number = value.as_i64();
        number.is_some_and(|number| (least..=most).contains(&number))
    };
    typed(given, &expected, fits, |text| whole(text).filter(fits))
}

/// Whether it is a number from 0 to 1.
pub(crate) fn is_share(value: &Value) -> bool {
    let number = value.as_f64();
    number.is_some_and(|number| (0.0..=1.0).contains(&number))
}

/// Whether it is a list that has objects alone.
pub(crate) fn are_objects(value: &Value) -> bool {
    let items = value.as_array();
    items.is_some_and(|items| items.iter().all(Value::is_object))
}

/// Any number that a text says.
pub(crate) fn number(text: &str) -> Option<Value> {
    text.parse::<Number>().ok().map(Value::Number)
}

/// Texts: strings in JSON, taken as they are.
pub(crate) fn list(given: &Parameter) -> Result<Value, String> {
    let texts: Vec<&str> = match given {
        Parameter::Json(Value::Array(items)) if items.iter().all(Value::is_string) => {
            return Ok(items.clone().into());
        }
        Parameter::Text(text) => text.split(',').collect(),
        Parameter::Texts(texts) => texts.iter().map(String::as_str).collect(),
        other => return Err(but("a list of strings", other)),
    };
    // A form says "no items" with one empty item.
    let texts = texts.into_iter().map(str::trim);
    Ok(texts.filter(|text| !text.is_empty()).collect())
}
