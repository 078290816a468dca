//! The notations of path parameters in documents.

/// The characters before a parameter's name.
const OPENING: [char; 3] = ['{', '[', '<'];

/// The characters that may come before that, as in `#{id}` and `${id}`.
pub(super) const BEFORE_OPENING: [char; 2] = ['#', '$'];

/// Returns whether a path is a whole URL.
pub(crate) fn is_url(path: &str) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    path.trim()
        .split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(is_part))
}

/// Returns whether a text begins with a bracket and a name, closed or not. `[]` without a name is text.
pub(super) fn begins_parameter(text: &str) -> bool {
    text.starts_with(OPENING) && !text.starts_with("[]")
}

/// Returns whether a parameter may begin with this character.
pub(super) fn opens_parameter(character: char) -> bool {
    matches!(character, '{' | '<')
}

/// Splits a text before the next character that may begin or end a parameter, or begin a fragment.
pub(super) fn split_before_special(text: &str) -> Option<(&str, &str)> {
    text.find(['{', '[', '<', '}', ']', ':', '#', '$'])
        .map(|at| text.split_at(at))
}

/// Splits a text after the signs that may come before a parameter.
pub(super) fn split_after_signs(text: &str) -> (&str, &str) {
    let after = text.trim_start_matches(BEFORE_OPENING);
    text.split_at(text.len() - after.len())
}

/// Returns the name at the beginning of a text, for a notation without a closing character.
pub(super) fn split_after_name(text: &str) -> (&str, &str) {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    let end = text
        .find(|character| !is_part(character))
        .unwrap_or(text.len());
    let (name, _) = text.split_at(end);
    text.split_at(name.trim_end_matches('-').len())
}

/// Returns the name in the brackets at the beginning of a text, and the text after them.
pub(super) fn bracketed(text: &str) -> Result<(&str, &str), String> {
    let (inside, after) = split_brackets(text)?;
    let name = name(text, inside);
    if name.is_empty() || name.contains(['{', '[', '<', '}', ']', '>', '/', '?']) {
        return Err(format!("`{}` is not a parameter name", inside.trim()));
    }
    Ok((name, after))
}

/// Returns the content of the brackets, and the text after them. Braces may be doubled, and a pattern may contain braces.
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

/// The same for one pair of braces, which may contain others.
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

/// Returns the name without the type of `<int:id>`, the pattern of `{id:[0-9]+}`, and the marks of `{id?}` and `{*rest}`.
fn name<'a>(text: &str, inside: &'a str) -> &'a str {
    let parts = if text.starts_with('<') {
        // A type may contain colons: `<regex("[a-z:]+"):id>`.
        inside.rsplit_once(':').map(|(_, name)| name)
    } else {
        inside.split_once(':').map(|(name, _)| name)
    };
    let is_mark = |character: char| character == '*' || character.is_whitespace();
    let name = parts.unwrap_or(inside).trim_start_matches(is_mark);
    name.trim_end_matches(|character| character == '?' || is_mark(character))
}

/// Decodes HTML entities, which scraped documents have in paths: `&#123;id&#125;` is `{id}`.
pub(super) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        decoded.push_str(before);
        let found = entity
            .split_once(';')
            .and_then(|(name, after)| Some((entity_character(name)?, after)));
        if let Some((character, after)) = found {
            decoded.push(character);
            rest = after;
        } else {
            decoded.push('&');
            rest = entity;
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity_character(name: &str) -> Option<char> {
    let code = name.strip_prefix('#');
    let hexadecimal = code.and_then(|code| code.strip_prefix(['x', 'X']));
    match (name, hexadecimal, code) {
        ("lbrace" | "lcub", ..) => Some('{'),
        ("rbrace" | "rcub", ..) => Some('}'),
        ("amp", ..) => Some('&'),
        ("lt", ..) => Some('<'),
        ("gt", ..) => Some('>'),
        (_, Some(code), _) => char::from_u32(u32::from_str_radix(code, 16).ok()?),
        (_, None, Some(code)) => char::from_u32(code.parse().ok()?),
        _ => None,
    }
}

/// Finds a part of a literal that a request cannot fill in: an optional part, or a placeholder for several segments.
pub(super) fn unfillable(literal: &str) -> Option<String> {
    let optional = literal.find("(/").or_else(|| literal.find("(."));
    let part = |at: usize| literal.get(at..).unwrap_or_default();
    if let Some(at) = optional {
        let part = part(at);
        return Some(format!(
            "`{part}` begins an optional part: write one path without it, and one with it"
        ));
    }
    let at = literal.find("/*")?;
    Some(format!(
        "`{}` stands for any number of segments",
        part(at + 1)
    ))
}
