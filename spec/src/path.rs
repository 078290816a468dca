//! Path templates: literals and parameters.

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
    /// Splits a path. A parameter is a name in braces, or in brackets as scraped documentation writes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the path, in words.
    pub fn parse(path: &str) -> Result<Self, String> {
        if path.contains(['?', '#']) {
            return Err("a path has no query and no fragment".to_owned());
        }
        let mut segments = Vec::new();
        let mut rest = path;
        if !path.starts_with('/') {
            segments.push(Segment::Literal("/".to_owned()));
        }
        while let Some(open) = rest.find(['{', '[', '}', ']']) {
            let (literal, from_open) = rest.split_at(open);
            let mut characters = from_open.chars();
            let close = match characters.next() {
                Some('{') => '}',
                Some('[') => ']',
                _ => {
                    return Err(format!(
                        "`{from_open}` begins with a bracket that nothing opened"
                    ));
                }
            };
            let inside = characters.as_str();
            let Some((name, after)) = inside.split_once(close) else {
                return Err(format!("`{from_open}` is not closed"));
            };
            if name.trim().is_empty() || name.contains(['{', '[', '}', ']', '/']) {
                return Err(format!("`{name}` is no name of a parameter"));
            }
            push_literal(&mut segments, literal);
            let name = Segment::Parameter(name.trim().to_owned());
            if segments.contains(&name) {
                return Err(format!("`{name}` stands in it twice"));
            }
            segments.push(name);
            rest = after;
        }
        push_literal(&mut segments, rest);
        Ok(Self(segments))
    }

    /// The names of the parameters, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name.as_str()),
        })
    }
}

fn push_literal(segments: &mut Vec<Segment>, literal: &str) {
    if let Some(Segment::Literal(last)) = segments.last_mut() {
        last.push_str(literal);
    } else if !literal.is_empty() {
        segments.push(Segment::Literal(literal.to_owned()));
    }
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
        ] {
            let message = PathTemplate::parse(path).unwrap_err();
            assert!(message.contains(part), "{path}: {message}");
        }
    }
}
