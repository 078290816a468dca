//! How documents write a parameter into a path.

/// What a parameter's name may stand behind.
pub(super) const OPENING: [char; 3] = ['{', '[', '<'];

/// What may stand before that, as in `#{id}` and `${id}`.
pub(super) const BEFORE_OPENING: [char; 2] = ['#', '$'];

/// The path up to its fragment, if it has one: `#` may begin a parameter, too.
pub(crate) fn without_fragment(path: &str) -> &str {
    let mut looked_at = path;
    while let Some((before, _)) = looked_at.split_once('#') {
        let from_sign = looked_at.get(before.len()..).unwrap_or_default();
        let behind = from_sign.trim_start_matches(BEFORE_OPENING);
        if !behind.starts_with(OPENING) {
            return path.strip_suffix(from_sign).unwrap_or(path);
        }
        looked_at = behind;
    }
    path
}

/// The text before the next character that may begin or end a parameter, and the text from it on.
pub(super) fn split_before_parameter(text: &str) -> Option<(&str, &str)> {
    text.find(['{', '[', '<', '}', ']', ':'])
        .map(|at| text.split_at(at))
}

/// The name at the beginning of a text, for a notation without an end of its own.
pub(super) fn split_after_name(text: &str) -> (&str, &str) {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    let end = text
        .find(|character| !is_part(character))
        .unwrap_or(text.len());
    let (name, _) = text.split_at(end);
    text.split_at(name.trim_end_matches('-').len())
}

/// The name in the brackets that a text begins with, and the text after them.
pub(super) fn bracketed(text: &str) -> Result<(&str, &str), String> {
    let (inside, after) = split_brackets(text)?;
    let name = name(text, inside);
    if name.is_empty() || name.contains(['{', '[', '<', '}', ']', '>', '/', '?']) {
        return Err(format!("`{}` is no name of a parameter", inside.trim()));
    }
    Ok((name, after))
}

/// What is in the brackets, and the text after them. Braces may be doubled, and a pattern may have some.
fn split_brackets(text: &str) -> Result<(&str, &str), String> {
    let not_closed = || format!("`{text}` is not closed");
    let close = match text.chars().next() {
        Some('{') => {
            let inside = text
                .strip_prefix("{{")
                .map(|inside| inside.split_once("}}"));
            return match inside {
                Some(doubled) => doubled.ok_or_else(not_closed),
                None => split_braces(text).ok_or_else(not_closed),
            };
        }
        Some('[') => ']',
        Some('<') => '>',
        _ => {
            return Err(format!(
                "`{text}` begins with a bracket that nothing opened"
            ));
        }
    };
    let inside = text.get(1..).and_then(|inside| inside.split_once(close));
    inside.ok_or_else(not_closed)
}

/// The same for one pair of braces, with those inside it.
fn split_braces(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => open += 1,
            '}' if open == 1 => return Some((text.get(1..at)?, text.get(at + 1..)?)),
            '}' => open -= 1,
            _ => {}
        }
    }
    None
}

/// The name alone: without the type of `<int:id>`, the pattern of `{id:[0-9]+}`, and the marks of `{id?}` and `{*rest}`.
fn name<'a>(text: &str, inside: &'a str) -> &'a str {
    let parts = inside.split_once(':');
    let name = match (text.chars().next(), parts) {
        (Some('{'), Some((name, _))) | (Some('<'), Some((_, name))) => name,
        _ => inside,
    };
    let name = name.trim();
    let name = name.strip_suffix(['?', '*']).unwrap_or(name);
    name.strip_prefix('*').unwrap_or(name)
}
