//! What names and descriptions say about types: the text alone, without the document around it.

use serde_json::{Value, json};
use statuspage_codegen_core::Method;
use statuspage_codegen_core::api::{Location, Parameter};

use super::rules::{self, Rule};

/// The type that a name or a description suggests.
#[derive(Debug)]
pub(super) struct Hint {
    pub(super) rule: &'static Rule,
    /// What suggests it: the end of a sentence.
    pub(super) reason: String,
    /// What to merge into the node.
    pub(super) update: Value,
}

/// Returns the hint at a node whose type is a string or missing.
pub(super) fn hint(node: &Value, name: &str) -> Option<Hint> {
    let more = ["enum", "$ref", "properties", "allOf", "items", "schema"];
    let is_plain = (node["type"].is_null() || node["type"] == "string")
        && more.iter().all(|key| node[key].is_null())
        && !matches!(node["format"].as_str(), Some("date" | "date-time"));
    if !is_plain {
        return None;
    }
    let hint = |rule, reason, update| {
        Some(Hint {
            rule,
            reason,
            update,
        })
    };
    let says = |words: &str| format!("its description says `{words}`");
    let array = json!({"type": "array", "items": {"type": "string"}});
    if name.ends_with("[]") {
        let reason = "its name ends in `[]`".to_owned();
        return hint(&rules::ARRAY_HINT, reason, array);
    }
    let description = node["description"].as_str()?;
    let words = description.split(|character: char| !character.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if let Some(found) = list_of(&words) {
        return hint(&rules::ARRAY_HINT, says(&found), array);
    }
    if let Some(found) = phrase(&words, BOOLEAN) {
        let boolean = json!({"type": "boolean"});
        return hint(&rules::BOOLEAN_HINT, says(&found), boolean);
    }
    let values = values(description);
    if phrase(&words, &["one of"]).is_some() && !values.is_empty() {
        let found = format!("one of {}", values.join("|"));
        let update = json!({"type": "string", "enum": values});
        return hint(&rules::ENUM_HINT, says(&found), update);
    }
    let text = |format: &str| json!({"type": "string", "format": format});
    if let Some(found) = phrase(&words, INSTANT) {
        // Seconds since 1970 are a number, even if the type is another one.
        let number = phrase(&words, &["unix", "epoch", "seconds", "milliseconds"]);
        let hint = hint(&rules::DATE_TIME_HINT, says(&found), text("date-time"));
        return hint.filter(|_| number.is_none());
    }
    // Several such forms describe a part of a date, which stays a text.
    let is_year = |word: &&&str| word.eq_ignore_ascii_case("yyyy");
    let mut years = words.iter().filter(is_year);
    let year = years.next().filter(|_| years.next().is_none())?;
    hint(&rules::DATE_HINT, says(year), text("date"))
}

const BOOLEAN: &[&str] = &[
    "t or f",
    "f or t",
    "true or false",
    "false or true",
    "true false",
    "a value of true",
    "a value of false",
    "set to t",
    "set to f",
    "set to true",
    "set to false",
];

const INSTANT: &[&str] = &[
    "iso8601",
    "iso 8601",
    "rfc3339",
    "rfc 3339",
    "timestamp",
    "yyyy mm ddt",
    "yyyy mm ddthh",
    "yyyy mm dd hh",
];

/// Returns the first of some phrases that occurs in the words, ignoring what is between the words.
fn phrase(words: &[&str], phrases: &[&str]) -> Option<String> {
    // A space before and after each word, so that parts of words are not found.
    let text = format!(" {} ", words.join(" "));
    let lower = text.to_ascii_lowercase();
    phrases.iter().find_map(|phrase| {
        let start = lower.find(&format!(" {phrase} "))? + 1;
        text.get(start..start + phrase.len()).map(str::to_owned)
    })
}

/// Returns `List of` or `Array of` at the beginning of a description: further on, it is about something else.
fn list_of(words: &[&str]) -> Option<String> {
    let is_article = |word: &&&str| {
        let articles = ["a", "an", "the", "optional"];
        articles.contains(&word.to_ascii_lowercase().as_str())
    };
    let words: Vec<&str> = words
        .iter()
        .skip_while(is_article)
        .take(2)
        .copied()
        .collect();
    phrase(&words, &["list of", "array of"])
}

/// Returns all values of all lists such as `a|b|c`, each once.
fn values(description: &str) -> Vec<String> {
    let is_value = |value: &str| {
        !value.is_empty()
            && value
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "_-.".contains(character))
    };
    let mut values: Vec<String> = Vec::new();
    for word in description.split_whitespace() {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        let parts: Vec<&str> = word.split('|').collect();
        if parts.len() < 2 || !parts.iter().all(|part| is_value(part)) {
            continue;
        }
        for part in parts {
            if values.iter().all(|value| value != part) {
                values.push(part.to_owned());
            }
        }
    }
    values
}

/// Returns what a parameter's name looks like, if it is not a name.
pub(super) fn prose(parameter: &Parameter) -> Option<&'static str> {
    let is_described = match parameter.location {
        Location::Path | Location::Query | Location::Form => parameter.description.is_some(),
        Location::Header => true,
        // The name of a body is not sent, and is often a phrase.
        Location::Body { .. }
        | Location::RestOfBody { .. }
        | Location::WholeBody
        | Location::RawBody => return None,
    };
    likeness(&parameter.name, is_described)
}

fn likeness(name: &str, is_described: bool) -> Option<&'static str> {
    let name = name.trim();
    let mut words = name.split_whitespace();
    let first = words.next()?;
    let second = words.next();
    if Method::from_key(first).is_some() && second.is_some_and(|word| word.starts_with('/')) {
        return Some("a method with its path");
    }
    if name.starts_with('/') {
        return Some("a path");
    }
    if second.is_some() || name.ends_with('.') {
        return Some("prose");
    }
    let is_heading = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_heading && !is_described).then_some("a heading")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(name: &str, description: &str) -> Option<(&'static str, String)> {
        let hint = hint(&json!({"type": "string", "description": description}), name)?;
        let words = hint.reason.split('`').nth(1)?;
        Some((hint.rule.name, words.to_owned()))
    }

    #[test]
    fn hints_are_recognized_by_their_words() {
        for (name, description, rule, words) in [
            (
                "a",
                "send mail (t or f, defaults to f)",
                "boolean-hint",
                "t or f",
            ),
            ("a", "Must be set to t", "boolean-hint", "set to t"),
            ("a", "True/false", "boolean-hint", "True false"),
            (
                "a",
                "A value of true will do it",
                "boolean-hint",
                "A value of true",
            ),
            (
                "a",
                "state, one of a|b-c|d_e (optional)",
                "enum-hint",
                "one of a|b-c|d_e",
            ),
            (
                "a",
                "one of `a|b` (if c) or b|d, else e",
                "enum-hint",
                "one of a|b|d",
            ),
            ("a", "An array of ids", "array-hint", "array of"),
            ("a", "(optional) List of ids", "array-hint", "List of"),
            ("a[b][]", "", "array-hint", "[]"),
            ("a", "begin (ISO8601 format)", "date-time-hint", "ISO8601"),
            ("a", "The timestamp of it", "date-time-hint", "timestamp"),
            (
                "a",
                "as YYYY-MM-DDTHH:MM",
                "date-time-hint",
                "YYYY MM DDTHH",
            ),
            ("a", "day as YYYY-MM-DD", "date-hint", "YYYY"),
            ("a", "Date in YYYY", "date-hint", "YYYY"),
        ] {
            let expected = Some((rule, words.to_owned()));
            assert_eq!(reported(name, description), expected, "{description}");
        }
    }

    #[test]
    fn other_words_are_not_hints() {
        for description in [
            "",
            "allow users to auto",
            "must be a rails time zone",
            "one of the components",
            "one of a| b",
            "post it to the list of subscribers",
            "the offset of the page",
            "timestamp in seconds since the Unix epoch",
            "YYYY, YYYY-MM or YYYY-MM-DD",
        ] {
            assert_eq!(reported("a", description), None, "{description}");
        }
    }

    #[test]
    fn prose_differs_from_names() {
        for (name, is_described, expected) in [
            ("at the same time", false, Some("prose")),
            ("truncated.", false, Some("prose")),
            (
                "get /pages/[id].json",
                false,
                Some("a method with its path"),
            ),
            ("/pages", false, Some("a path")),
            ("MUTABLE", false, Some("a heading")),
            ("MUTABLE", true, None),
            ("ID", false, None),
            ("API_KEY", false, None),
            ("page[name]", false, None),
            (" name ", false, None),
            ("get", false, None),
        ] {
            assert_eq!(likeness(name, is_described), expected, "{name}");
        }
    }
}
