//! Reads single values: strictly from JSON, by type, and leniently from the text of a query or a form.

use serde_json::{Number, Value};

use crate::parameters::tree::Parameter;

/// Returns a message with what was expected, and the start of what was found. A JSON string is in
/// quotes, so that the text `true` differs from the value.
pub(crate) fn mismatch(expected: &str, given: &Parameter) -> String {
    let shown = match given {
        Parameter::Text(text) => text.clone(),
        other => Value::from(other).to_string(),
    };
    let start: String = shown.chars().take(40).collect();
    format!("must be {expected}, not `{start}`")
}

/// Reads any text.
pub(crate) fn text(given: &Parameter) -> Result<&str, String> {
    match given {
        Parameter::Text(text) | Parameter::Json(Value::String(text)) => Ok(text),
        other => Err(mismatch("a string", other)),
    }
}

/// Reads a kind that has its own type in JSON.
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
    .ok_or_else(|| mismatch(expected, given))
}

/// Reads a kind that is a string in JSON.
pub(crate) fn text_typed(
    given: &Parameter,
    expected: &str,
    of_text: impl FnOnce(&str) -> Option<String>,
) -> Result<Value, String> {
    match given {
        Parameter::Json(value) => value.as_str().and_then(of_text).map(Value::from),
        Parameter::Text(text) => or_null(text, |text| of_text(text).map(Value::from)),
        Parameter::Texts(_) | Parameter::Group(_) => None,
    }
    .ok_or_else(|| mismatch(expected, given))
}

/// Reads an empty text as null where it is not a value: a form has no other null.
fn or_null(text: &str, of_text: impl FnOnce(&str) -> Option<Value>) -> Option<Value> {
    of_text(text).or_else(|| text.is_empty().then_some(Value::Null))
}

/// Reads a boolean from text.
pub(crate) fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "t" | "1" => Some(true.into()),
        "false" | "f" | "0" => Some(false.into()),
        _ => None,
    }
}

/// Reads a whole number from text.
pub(crate) fn whole(text: &str) -> Option<Value> {
    text.parse::<i64>().ok().map(Value::from)
}

/// Reads a whole number in this range.
pub(crate) fn between(min: i64, max: i64, given: &Parameter) -> Result<Value, String> {
    let expected = match max {
        i64::MAX => format!("a whole number from {min} on"),
        max => format!("a whole number from {min} to {max}"),
    };
    let fits = |value: &Value| {
        let number = value.as_i64();
        number.is_some_and(|number| (min..=max).contains(&number))
    };
    typed(given, &expected, fits, |text| whole(text).filter(fits))
}

/// Whether it is a number from 0 to 1.
pub(crate) fn is_share(value: &Value) -> bool {
    let number = value.as_f64();
    number.is_some_and(|number| (0.0..=1.0).contains(&number))
}

/// Whether it is a list of objects only.
pub(crate) fn are_objects(value: &Value) -> bool {
    let items = value.as_array();
    items.is_some_and(|items| items.iter().all(Value::is_object))
}

/// Reads any number from text.
pub(crate) fn number(text: &str) -> Option<Value> {
    text.parse::<Number>().ok().map(Value::Number)
}

/// Reads a list of texts. The strings of JSON are not changed.
pub(crate) fn list(given: &Parameter) -> Result<Value, String> {
    let texts: Vec<&str> = match given {
        Parameter::Json(Value::Array(items)) if items.iter().all(Value::is_string) => {
            return Ok(items.clone().into());
        }
        Parameter::Text(text) => text.split(',').collect(),
        Parameter::Texts(texts) => texts.iter().map(String::as_str).collect(),
        other => return Err(mismatch("a list of strings", other)),
    };
    // In a form, an empty list is one empty item.
    let texts = texts.into_iter().map(str::trim);
    Ok(texts.filter(|text| !text.is_empty()).collect())
}
