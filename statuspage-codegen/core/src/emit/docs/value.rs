//! Describes values: their format on the wire, and their limits.

use crate::api::{Constraints, Type};

use super::text::code;

/// The format and the limits, each as a part of a sentence.
pub(super) fn notes(ty: &Type, constraints: &Constraints) -> Vec<String> {
    let get = |keyword| constraints.get(keyword);
    let notes = [
        wire_format(ty),
        get("format").map(|format| format!("format {}", code(format))),
        range(get("minimum"), get("maximum"), ""),
        range(get("minLength"), get("maxLength"), " characters"),
        range(get("minItems"), get("maxItems"), " items"),
        get("pattern").map(|pattern| format!("matches {}", code(pattern))),
    ];
    notes.into_iter().flatten().collect()
}

/// What the Rust type does not show of the text on the wire.
fn wire_format(ty: &Type) -> Option<String> {
    if let Type::Selection { word, .. } = ty {
        return Some(match word {
            Some(word) => format!("a list, or {} for all", code(word)),
            None => "a list, or left out for all".to_owned(),
        });
    }
    let format = match ty {
        Type::DateTime => Some("RFC 3339"),
        Type::Date => Some("`YYYY-MM-DD`"),
        Type::PartialDate => Some("`YYYY`, `YYYY-MM` or `YYYY-MM-DD`"),
        Type::UnixSeconds => Some("seconds since 1970"),
        Type::Secret => Some("a secret, which `Debug` does not show"),
        _ => None,
    };
    format.map(str::to_owned)
}

fn range(least: Option<&str>, most: Option<&str>, unit: &str) -> Option<String> {
    let [least, most] = [least, most].map(|limit| limit.map(code));
    Some(match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}{unit}"),
        (Some(least), None) => format!("at least {least}{unit}"),
        (None, Some(most)) => format!("at most {most}{unit}"),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes_of(ty: &Type, entries: &[(&str, &str)]) -> String {
        let constraints = Constraints::new(|keyword| {
            let value = entries.iter().find(|(found, _)| *found == keyword);
            value.map(|(_, value)| (*value).to_owned())
        });
        notes(ty, &constraints).join("; ")
    }

    #[test]
    fn formats_and_limits_are_shown() {
        assert_eq!(notes_of(&Type::String, &[]), "");
        assert_eq!(notes_of(&Type::DateTime, &[]), "RFC 3339");
        let email = [
            ("format", "email"),
            ("maxLength", "255"),
            ("pattern", "^.`$"),
        ];
        assert_eq!(
            notes_of(&Type::String, &email),
            "format `email`; at most `255` characters; matches `` ^.`$ ``"
        );
        let limits = [("minimum", "1"), ("maximum", "100")];
        assert_eq!(notes_of(&Type::Integer, &limits), "`1` to `100`");
        let items = Type::Array(Box::new(Type::String));
        assert_eq!(notes_of(&items, &[("minItems", "1")]), "at least `1` items");
    }
}
