//! The kinds of values of parameters, and what each of them allows.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::parameters::fields::Accepts;
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
    let hours = list.unwrap_or(text).split(',').map(|hour| {
        // The library also accepts a sign.
        let digits = hour.trim();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u8>().ok().filter(|_| is_number)
    });
    let Some(hours) = hours.collect::<Option<Vec<u8>>>() else {
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
    let values = accepts.read(tree);
    let values = values.map_err(|wrong| format!("is wrong: {}", wrong.join("; ")))?;
    Ok(Value::Object(values.0))
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
mod tests;
