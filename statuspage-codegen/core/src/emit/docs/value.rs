//! Describes values: their format on the wire, and their limits.

use crate::api::{Constraints, Type};

use super::text::code;

/// The format and the limits, each as a part of a sentence.
pub(super) fn notes(ty: &Type, constraints: &Constraints) -> Vec<String> {
    let Constraints {
        format,
        min_length,
        max_length,
        minimum,
        maximum,
        min_items,
        max_items,
        pattern,
        ..
    } = constraints;
    let format = format.as_deref().map(code);
    let pattern = pattern.as_deref().map(code);
    let notes = [
        wire_format(ty),
        format.map(|format| format!("format {format}")),
        range(minimum.as_deref(), maximum.as_deref(), ""),
        range(min_length.as_deref(), max_length.as_deref(), " characters"),
        range(min_items.as_deref(), max_items.as_deref(), " items"),
        pattern.map(|pattern| format!("matches {pattern}")),
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

    fn notes_of(ty: &Type, set: impl FnOnce(&mut Constraints)) -> String {
        let mut constraints = Constraints::default();
        set(&mut constraints);
        notes(ty, &constraints).join("; ")
    }

    #[test]
    fn formats_and_limits_are_told() {
        let limit = |text: &str| Some(text.to_owned());
        assert_eq!(notes_of(&Type::String, |_| ()), "");
        assert_eq!(notes_of(&Type::DateTime, |_| ()), "RFC 3339");
        let notes_of_text = notes_of(&Type::String, |found| {
            found.format = limit("email");
            found.max_length = limit("255");
            found.pattern = limit("^.`$");
        });
        assert_eq!(
            notes_of_text,
            "format `email`; at most `255` characters; matches `` ^.`$ ``"
        );
        let notes_of_number = notes_of(&Type::Integer, |found| {
            found.minimum = limit("1");
            found.maximum = limit("100");
        });
        assert_eq!(notes_of_number, "`1` to `100`");
        let items = Type::Array(Box::new(Type::String));
        assert_eq!(
            notes_of(&items, |found| found.min_items = limit("1")),
            "at least `1` items"
        );
    }
}
