//! Path templates: literals and parameters.

use std::collections::BTreeSet;
use std::fmt;

/// A path split into literal text and parameters.
///
/// It displays with braces around the parameters, whichever notation the document uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate(Vec<Segment>);

/// A part of a [`PathTemplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that is sent as it is.
    Literal(String),
    /// The name of a parameter.
    Parameter(String),
}

impl PathTemplate {
    /// Splits a path. A parameter is a name in braces, or in one of the notations of documentation and of other
    /// languages: `[id]`, `<id>`, `#{id}`, `${id}`, `%7Bid%7D`, and `:id` where a segment begins with it. A fragment, by
    /// which some documents tell operations of one path apart, is never sent: it is left out.
    ///
    /// # Errors
    ///
    /// What is wrong with the path, in words.
    pub fn parse(path: &str) -> Result<Self, String> {
        let path = path.replace("%7B", "{").replace("%7b", "{");
        let path = path.replace("%7D", "}").replace("%7d", "}");
        let path = without_fragment(&path).trim();
        let mut template = Self(Vec::new());
        if !path.starts_with('/') {
            template.push_literal("/");
        }
        let mut rest = path;
        while let Some((literal, from_open)) = split_before_parameter(rest) {
            let literal = if from_open.starts_with(OPENING) {
                literal.trim_end_matches(BEFORE_OPENING)
            } else {
                literal
            };
            template.push_literal(literal);
            // A colon inside a segment is text, as in `/v1:batch`.
            let after_slash =
                matches!(template.0.last(), Some(Segment::Literal(text)) if text.ends_with('/'));
            if let Some(after_colon) = from_open.strip_prefix(':') {
                let (name, after) = split_after_name(after_colon);
                if after_slash && !name.is_empty() {
                    template.0.push(Segment::Parameter(name.to_owned()));
                    rest = after;
                } else {
                    template.push_literal(":");
                    rest = after_colon;
                }
            } else {
                let (name, after) = bracketed(from_open)?;
                template.0.push(Segment::Parameter(name.to_owned()));
                rest = after;
            }
        }
        template.push_literal(rest);
        template.checked()
    }

    fn push_literal(&mut self, literal: &str) {
        if let Some(Segment::Literal(last)) = self.0.last_mut() {
            last.push_str(literal);
        } else if !literal.is_empty() {
            self.0.push(Segment::Literal(literal.to_owned()));
        }
    }

    /// The template, unless it is more than a path, or two of its parameters have the same name.
    fn checked(self) -> Result<Self, String> {
        let has_query =
            |segment: &Segment| matches!(segment, Segment::Literal(text) if text.contains('?'));
        if self.0.iter().any(has_query) {
            return Err("a path has no query: declare its parameters `in: query`".to_owned());
        }
        let mut seen = BTreeSet::new();
        if let Some(name) = self.parameters().find(|name| !seen.insert(*name)) {
            return Err(format!("`{{{name}}}` stands in it twice"));
        }
        Ok(self)
    }

    /// The names of the parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name.as_str()),
        })
    }
}

/// What a parameter's name may stand behind.
const OPENING: [char; 3] = ['{', '[', '<'];

/// What may stand before that, as in `#{id}` and `${id}`.
const BEFORE_OPENING: [char; 2] = ['#', '$'];

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
fn split_before_parameter(text: &str) -> Option<(&str, &str)> {
    text.find(['{', '[', '<', '}', ']', ':'])
        .map(|at| text.split_at(at))
}

/// The name at the beginning of a text, for a notation without an end of its own.
fn split_after_name(text: &str) -> (&str, &str) {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    let end = text
        .find(|character| !is_part(character))
        .unwrap_or(text.len());
    let (name, _) = text.split_at(end);
    text.split_at(name.trim_end_matches('-').len())
}

/// The name in the brackets that a text begins with, and the text after them.
fn bracketed(text: &str) -> Result<(&str, &str), String> {
    let mut characters = text.chars();
    let close = match characters.next() {
        Some('{') => '}',
        Some('[') => ']',
        Some('<') => '>',
        _ => {
            return Err(format!(
                "`{text}` begins with a bracket that nothing opened"
            ));
        }
    };
    let Some((name, after)) = characters.as_str().split_once(close) else {
        return Err(format!("`{text}` is not closed"));
    };
    if name.trim().is_empty() || name.contains(['{', '[', '<', '}', ']', '>', '/', '?']) {
        return Err(format!("`{name}` is no name of a parameter"));
    }
    Ok((name.trim(), after))
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => formatter.write_str(text),
            Self::Parameter(name) => write!(formatter, "{{{name}}}"),
        }
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|segment| segment.fmt(formatter))
    }
}

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_notations_give_the_same_template() {
        let brackets =
            PathTemplate::parse("/pages/[page_id]/incidents/[incident_id].json").unwrap();
        let braces =
            PathTemplate::parse("/pages/{page_id}/incidents/{ incident_id }.json").unwrap();
        assert_eq!(brackets, braces);
        assert_eq!(
            brackets.to_string(),
            "/pages/{page_id}/incidents/{incident_id}.json"
        );
        assert_eq!(
            brackets.parameters().collect::<Vec<_>>(),
            ["page_id", "incident_id"]
        );
    }

    #[test]
    fn other_notations_give_the_same_template() {
        for (path, template) in [
            ("/a/:id", "/a/{id}"),
            ("/a/:id.json", "/a/{id}.json"),
            (":id/b", "/{id}/b"),
            ("/a/#{id}/b", "/a/{id}/b"),
            ("/a/${id}", "/a/{id}"),
            ("/a/$[id]/$${b}", "/a/{id}/{b}"),
            ("/a/%7Bid%7D/%7bb%7d", "/a/{id}/{b}"),
            ("/a/<id>", "/a/{id}"),
            (" /a/{id} ", "/a/{id}"),
            ("/a/{id}#copy{of}", "/a/{id}"),
            ("/a#b?c", "/a"),
            ("#", "/"),
            ("/##{id}", "/{id}"),
            ("/:from-:to", "/{from}-:to"),
        ] {
            assert_eq!(PathTemplate::parse(path).unwrap().to_string(), template);
        }
        for text in ["/v1:batch", "/a:b", "/{id}:cancel", "/:", "/a/::b", "/a>b"] {
            assert_eq!(PathTemplate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn adjacent_parameters_and_missing_slash() {
        assert_eq!(
            PathTemplate::parse("{a}{b}").unwrap().to_string(),
            "/{a}{b}"
        );
        assert_eq!(PathTemplate::parse("pets").unwrap().to_string(), "/pets");
        assert_eq!(PathTemplate::parse("").unwrap().to_string(), "/");
    }

    #[test]
    fn what_cannot_be_split_is_told() {
        for (path, part) in [
            ("/a/{b", "`{b` is not closed"),
            ("/a/b}", "`}` begins with a bracket that nothing opened"),
            ("/a/{}", "is no name"),
            ("/a/{b[c]}", "`b[c]` is no name"),
            ("/a/{b/c}", "`b/c` is no name"),
            ("/{a}/{a}", "twice"),
            ("/a?b=c", "no query"),
            ("/a/{b?}", "`b?` is no name"),
            ("/a/{{b}}", "`{b` is no name"),
            ("/:a/{a}", "twice"),
        ] {
            let message = PathTemplate::parse(path).unwrap_err();
            assert!(message.contains(part), "{path}: {message}");
        }
    }
}
