//! Converts wire names to Rust names: words, keywords, collisions.
//!
//! A Rust name is always ASCII, so that no look-alike or invisible character gets into the code. A letter outside ASCII becomes
//! the word `u` with its code point in hexadecimal.

use std::fmt::Write as _;

use crate::hashed::Map;
use crate::pointer::{Pointer, is_index};

/// Returns the name in `snake_case` as a valid identifier; a keyword becomes a raw identifier.
pub(crate) fn snake(wire: &str) -> String {
    let name = capped(words(wire).join("_"), LONGEST, "_");
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        keyword if KEYWORDS.contains(&keyword) => format!("r#{keyword}"),
        _ => not_a_digit_first(name),
    }
}

/// Returns the name in `UpperCamelCase` as a valid identifier.
pub(crate) fn camel(wire: &str) -> String {
    let name = words(wire).iter().map(|word| capitalized(word)).collect();
    not_a_digit_first(capped(name, LONGEST, "X"))
}

/// Returns the last name in the brackets of a form-style name: `component_ids` of `user[component_ids][]`.
///
/// `None` for a name that is not completely in that style.
#[must_use]
pub fn last_in_brackets(wire: &str) -> Option<&str> {
    let (first, brackets) = wire.split_once('[')?;
    let inside = brackets.strip_suffix(']')?;
    let names: Vec<&str> = inside.split("][").collect();
    let well_formed = !first.is_empty() && !names.iter().any(|name| name.contains(['[', ']']));
    let last = names
        .iter()
        .rev()
        .find(|name| !name.is_empty())
        .unwrap_or(&first);
    well_formed.then_some(last)
}

/// The maximum number of characters of a name that come from the wire name. rustdoc creates a file with the name of each type,
/// and file systems limit the length of file names.
const LONGEST: usize = 100;

/// Returns the name of an inline schema, from the names of the nodes that lead to it.
pub(crate) fn within(context: &str, name: &str) -> String {
    capped(format!("{context} {name}"), 4 * LONGEST, " ")
}

/// Shortens a name that is too long to its beginning and a hash, so that names with the same beginning stay distinct.
fn capped(name: String, longest: usize, separator: &str) -> String {
    let Some((end, _)) = name.char_indices().nth(longest) else {
        return name;
    };
    let beginning = name.get(..end).unwrap_or_default().trim_end_matches('_');
    // FNV-1a, the same on every machine and in every version.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{beginning}{separator}{hash:016x}")
}

/// Returns a name for a node without one: the steps of its pointer, except those that the format defines. The first step is a
/// collection, such as `definitions`, or one that leads into the schema of a whole file, which has the name of the file.
pub(crate) fn of_place(pointer: &Pointer) -> String {
    let skipped = usize::from(pointer.tokens().count() > 1);
    let first = pointer.tokens().next();
    let is_whole = first.is_none_or(|first| {
        ["allOf", "anyOf", "items", "oneOf", "properties"].contains(&first.as_str())
    });
    let file = pointer.file().filter(|_| is_whole);
    let mut name = file.map_or_else(String::new, file_stem);
    let mut tokens = pointer.tokens().skip(skipped).peekable();
    while let Some(token) = tokens.next() {
        let word = match token.as_str() {
            "parameters" | "properties" | "requestBodies" | "responses" | "schema" | "schemas" => {
                continue;
            }
            "content"
                if tokens
                    .next_if(|media_type| media_type.contains('/'))
                    .is_some() =>
            {
                continue;
            }
            index if is_index(index) => continue,
            "items" => "item",
            "additionalProperties" => "value",
            "x-propertyNames" => "key",
            step => step,
        };
        name = if name.is_empty() {
            word.to_owned()
        } else {
            within(&name, word)
        };
    }
    name
}

/// Returns the name of a file without its folder and its extension.
fn file_stem(path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.to_owned()
}

/// Splits a name into words of lowercase ASCII letters and digits; there is at least one. A word begins at an uppercase letter that
/// follows a lowercase one, or that follows an uppercase one and precedes a lowercase one: `parseHTTPHeader` has three words.
fn words(wire: &str) -> Vec<String> {
    let mut words = String::new();
    // Whether the last letter of the word is uppercase; `None` if the word has no letter.
    let mut after_uppercase = None;
    let mut characters = wire.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            'a'..='z' => after_uppercase = Some(false),
            'A'..='Z' => {
                let before_lowercase = characters.peek().is_some_and(char::is_ascii_lowercase);
                let begins_word = match after_uppercase {
                    Some(true) => before_lowercase,
                    Some(false) => true,
                    None => false,
                };
                if begins_word {
                    words.push(' ');
                }
                after_uppercase = Some(true);
            }
            '0'..='9' => {}
            _ => after_uppercase = None,
        }
        if character.is_ascii_alphanumeric() {
            words.push(character.to_ascii_lowercase());
        } else if character.is_alphanumeric() {
            push_code(&mut words, character);
        } else {
            words.push(' ');
        }
    }
    if words.trim().is_empty() {
        for character in wire.trim().chars() {
            push_code(&mut words, character);
        }
    }
    if words.trim().is_empty() {
        words.push_str("empty");
    }
    words.split_ascii_whitespace().map(str::to_owned).collect()
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().as_ref().map(char::to_ascii_uppercase);
    first.into_iter().chain(characters).collect()
}

fn push_code(words: &mut String, character: char) {
    // Writing to a String cannot fail.
    let _ = write!(words, " u{:x} ", u32::from(character));
}

fn not_a_digit_first(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("_{name}");
    }
    name
}

/// The names in use in one namespace, each with the number for the next duplicate.
#[derive(Debug, Default)]
pub(crate) struct Scope(Map<String, u64>);

impl Scope {
    pub(crate) fn new(reserved: &[&str]) -> Self {
        Self(reserved.iter().map(|&name| (name.to_owned(), 2)).collect())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Reserves a name. The first request gets it unchanged; later ones get a number, from 2.
    pub(crate) fn claim(&mut self, preferred: &str) -> String {
        let name = match self.0.get(preferred) {
            None => preferred.to_owned(),
            Some(&next) => {
                let base = preferred.trim_start_matches("r#");
                let is_type = base.starts_with(|first: char| first.is_ascii_uppercase());
                let separator = if is_type { "" } else { "_" };
                let mut number = next;
                let free = loop {
                    let candidate = format!("{base}{separator}{number}");
                    number += 1;
                    if !self.0.contains_key(&candidate) {
                        break candidate;
                    }
                };
                // Otherwise each duplicate would try all numbers before its own.
                self.0.insert(preferred.to_owned(), number);
                free
            }
        };
        self.0.insert(name.clone(), 2);
        name
    }
}

/// Keywords of edition 2024, strict and reserved, that may be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_gives_a_legal_identifier() {
        for (wire, name) in [
            ("name", "name"),
            ("MUTABLE", "mutable"),
            (
                "basic layout only, 170x45 or 340x90 is best",
                "basic_layout_only_170x45_or_340x90_is_best",
            ),
            (
                "PATCH /pages/[page_id]/incidents/[incident_id].json",
                "patch_pages_page_id_incidents_incident_id_json",
            ),
            ("X-Request-ID", "x_request_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("1st", "_1st"),
            ("#", "u23"),
            ("", "empty"),
            ("  ", "empty"),
            ("größe", "gr_uf6_udf_e"),
            ("\u{202e}a\u{200b}b", "a_b"),
            ("🚀", "u1f680"),
        ] {
            assert_eq!(snake(wire), name, "{wire}");
        }
        assert_eq!(camel("create-a-component"), "CreateAComponent");
        assert_eq!(camel("2fa"), "_2fa");
    }

    #[test]
    fn the_last_name_in_brackets() {
        for (wire, last) in [
            ("incident[name]", Some("name")),
            ("page_access_user[component_ids][]", Some("component_ids")),
            ("a[b][c]", Some("c")),
            ("ids[]", Some("ids")),
            ("plain", None),
            ("PATCH /pages/[page_id].json", None),
            ("[a]", None),
            ("a[b", None),
            ("a[b]c[d]", None),
        ] {
            assert_eq!(last_in_brackets(wire), last, "{wire}");
        }
    }

    #[test]
    fn the_first_of_equal_names_keeps_it() {
        let mut scope = Scope::new(&["new"]);
        let names = ["a", "a", "a_2", "r#type", "r#type", "Pet", "Pet", "new"]
            .map(|name| scope.claim(name));
        assert_eq!(
            names,
            [
                "a", "a_2", "a_2_2", "r#type", "type_2", "Pet", "Pet2", "new_2"
            ]
        );
    }
}
