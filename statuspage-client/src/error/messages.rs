//! Extracts the messages from the body of an error response, in all forms in which the service writes them.

use serde_json::Value;

use crate::repair;

/// The members of an object that contain messages, in the order in which they are reported. All other members are named after
/// the fields that their messages are about.
const MESSAGE_KEYS: [&str; 10] = [
    "message",
    "error",
    "errors",
    "title",
    "detail",
    "details",
    "description",
    "error_description",
    "reason",
    "meta",
];

/// The maximum length of a plain text body that counts as a message, in bytes. Longer ones are documents.
const MAX_TEXT: usize = 2000;

/// Returns the messages of a text, an array, an object with messages, or an object with an array for each field; these may be
/// nested.
pub(super) fn messages(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    match repair::decode(body) {
        Ok(value) => collect(&value, "", &mut found),
        Err(_) => found.extend(plain_text(body)),
    }
    found
}

/// Collects the messages of a value. Those of a field begin with its name.
fn collect(value: &Value, field: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => {
            let message = if field.is_empty() {
                text.clone()
            } else {
                format!("{field}: {text}")
            };
            if !found.contains(&message) {
                found.push(message);
            }
        }
        Value::Array(items) => {
            for item in items {
                collect(item, field, found);
            }
        }
        Value::Object(members) => {
            let count = found.len();
            for key in MESSAGE_KEYS {
                let member = members
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case(key));
                if let Some((_, value)) = member {
                    collect(value, field, found);
                }
            }
            let has_messages = found.len() > count;
            let is_message = |name: &str| {
                MESSAGE_KEYS
                    .iter()
                    .any(|key| name.eq_ignore_ascii_case(key))
            };
            for (name, value) in members.iter().filter(|(name, _)| !is_message(name)) {
                // In an object with messages, other texts such as `code` are for programs.
                if !has_messages || value.is_array() {
                    let inner = match (field, name.as_str()) {
                        // Rails uses `base` for errors that do not belong to a field.
                        (_, "base") => field.to_owned(),
                        ("", _) => name.clone(),
                        _ => format!("{field}.{name}"),
                    };
                    collect(value, &inner, found);
                }
            }
        }
        _ => {}
    }
}

/// Returns a body that is a short plain text, not HTML or broken JSON.
fn plain_text(body: &[u8]) -> Option<String> {
    let text = str::from_utf8(body).ok()?.trim();
    let is_message =
        text.len() <= MAX_TEXT && !text.is_empty() && !text.starts_with(['<', '{', '[', '"']);
    is_message.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MAX_TEXT, messages};

    #[test]
    fn messages_are_found_in_every_form_of_body() {
        for (body, expected) in [
            (r#"{"message": "a"}"#, &["a"][..]),
            (r#"{"error": "a"}"#, &["a"]),
            (r#"{"error": ["a", "b"]}"#, &["a", "b"]),
            (r#"{"errors": ["a", "b"]}"#, &["a", "b"]),
            (
                r#"{"errors": ["c"], "message": "a", "error": "b"}"#,
                &["a", "b", "c"],
            ),
            (r#"{"error": "a", "message": "a"}"#, &["a"]),
            (r#"{"error": [1, null, " ", "a"]}"#, &["a"]),
            (r#"{"Message": "a"}"#, &["a"]),
            (r#"{"error": {"message": "a", "code": "x"}}"#, &["a"]),
            (r#"["Name can't be blank"]"#, &["Name can't be blank"]),
            (r#"[{"message": "a"}, "b"]"#, &["a", "b"]),
            (r#""a""#, &["a"]),
            ("a b\n", &["a b"]),
            (r#"{"message": "a \ud83d"}"#, &["a \u{fffd}"]),
            (r#"{"message": ""}"#, &[]),
            (r#"{"errors": {}}"#, &[]),
            ("5", &[]),
            ("<html>a</html>", &[]),
            (r#"{"message": "a"#, &[]),
            ("", &[]),
        ] {
            assert_eq!(messages(body.as_bytes()), expected, "{body}");
        }
        assert_eq!(messages(b"caf\xe9"), [""; 0]);
        assert_eq!(messages("a".repeat(MAX_TEXT).as_bytes()).len(), 1);
        assert_eq!(messages("a".repeat(MAX_TEXT + 1).as_bytes()), [""; 0]);
    }

    #[test]
    fn messages_of_a_field_begin_with_its_name() {
        for (body, expected) in [
            (
                r#"{"name": ["can't be blank"]}"#,
                &["name: can't be blank"][..],
            ),
            (r#"{"name": "can't be blank"}"#, &["name: can't be blank"]),
            (
                r#"{"errors": {"name": ["can't be blank", "is too short"], "status": ["is not included"]}}"#,
                &[
                    "name: can't be blank",
                    "name: is too short",
                    "status: is not included",
                ],
            ),
            (
                r#"{"errors": {"base": ["a"], "incident": {"name": ["b"]}}}"#,
                &["a", "incident.name: b"],
            ),
            (
                r#"{"error": "Validation failed", "code": "x", "name": ["b"]}"#,
                &["Validation failed", "name: b"],
            ),
            (r#"{"error": {"email": "a"}}"#, &["email: a"]),
            (r#"{"error": true, "email": ["a"]}"#, &["email: a"]),
        ] {
            assert_eq!(messages(body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn all_texts_of_error_objects_are_messages() {
        let body = r#"{"errors": [
            {"status": 400, "title": "Bad Request", "detail": "bad syntax", "meta": {"details": ["The status format is invalid."]}},
            {"status": "422", "code": "blank", "detail": "no name", "source": {"pointer": "/incident/name"}}
        ]}"#;
        assert_eq!(
            messages(body.as_bytes()),
            [
                "Bad Request",
                "bad syntax",
                "The status format is invalid.",
                "no name"
            ]
        );
        assert_eq!(messages(br#"{"errors": [{"detail": "a"}]}"#), ["a"]);
    }
}
