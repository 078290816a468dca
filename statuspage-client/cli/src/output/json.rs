//! JSON, indented or a line for each item.

use serde_json::Value;

/// Returns a value, indented.
pub(super) fn value(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Returns items of a list; `end` returns its end.
pub(super) fn items(items: &[Value], first: bool) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        text += if first && index == 0 {
            "[\n  "
        } else {
            ",\n  "
        };
        // Line breaks in strings are escaped, so each one begins a line of the value.
        text += &format!("{item:#}").replace('\n', "\n  ");
    }
    text
}

/// Returns the end of a list.
pub(super) fn end(is_empty: bool) -> &'static str {
    if is_empty { "[]\n" } else { "\n]\n" }
}

/// Returns a line for each value.
pub(super) fn lines(values: &[Value]) -> String {
    let lines = values.iter().map(|value| format!("{value}\n"));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{end, items, lines, value};

    #[test]
    fn pages_of_a_list_are_one_value() {
        let all = json!([{"a": "x\ny"}, {"b": [1, {}]}, 3]);
        let list = all.as_array().unwrap();
        let text = items(&list[..1], true) + &items(&list[1..], false) + end(false);
        assert_eq!(text, value(&all));
        assert_eq!(items(&[], true) + end(true), value(&json!([])));
    }

    #[test]
    fn escaped_json_is_the_same_value() {
        let odd = json!({"\u{9b}a": "\u{1b}[2J\n\u{202e}\u{7f}"});
        for text in [value(&odd), lines(std::slice::from_ref(&odd))] {
            let text = crate::output::escape::text(&text);
            assert!(
                text.trim_end()
                    .chars()
                    .all(|sign| sign == '\n' || sign.is_ascii_graphic() || sign == ' ')
            );
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), odd);
        }
    }
}
