//! Path templates: literals and parameters.

mod notation;

use std::collections::BTreeSet;
use std::fmt;

use notation::{BEFORE_OPENING, OPENING};

pub(crate) use notation::without_fragment;

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
    /// languages: `[id]`, `<id>`, `#{id}`, `${id}`, `{{id}}`, `%7Bid%7D`, and `:id` where a segment begins with it. A pattern
    /// or a type beside the name, as in `{id:[0-9]+}` and `<int:id>`, says nothing of what is sent. A fragment, by which
    /// some documents tell operations of one path apart, is never sent: it is left out. A query is sent as it stands.
    ///
    /// # Errors
    ///
    /// What is wrong with the path, in words.
    pub fn parse(path: &str) -> Result<Self, String> {
        let path = path.replace("%7B", "{").replace("%7b", "{");
        let path = path.replace("%7D", "}").replace("%7d", "}");
        let path = without_fragment(&path).trim();
        if ["http://", "https://"]
            .iter()
            .any(|scheme| path.starts_with(scheme))
        {
            return Err("it is a whole URL, and the base URL comes before it".to_owned());
        }
        let mut template = Self(Vec::new());
        if !path.starts_with('/') {
            template.push_literal("/");
        }
        let mut rest = path;
        while let Some((literal, from_open)) = notation::split_before_parameter(rest) {
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
                let (name, after) = notation::split_after_name(after_colon);
                if after_slash && !name.is_empty() {
                    template.0.push(Segment::Parameter(name.to_owned()));
                    rest = after;
                } else {
                    template.push_literal(":");
                    rest = after_colon;
                }
            } else if let Some(after) = from_open.strip_prefix("[]") {
                // Without a name, it is text.
                template.push_literal("[]");
                rest = after;
            } else {
                let (name, after) = notation::bracketed(from_open)?;
                template.0.push(Segment::Parameter(name.to_owned()));
                rest = after;
            }
        }
        template.push_literal(rest);
        Ok(template)
    }

    fn push_literal(&mut self, literal: &str) {
        if let Some(Segment::Literal(last)) = self.0.last_mut() {
            last.push_str(literal);
        } else if !literal.is_empty() {
            self.0.push(Segment::Literal(literal.to_owned()));
        }
    }

    /// Whether there is a query behind the path.
    pub(crate) fn has_query(&self) -> bool {
        let has_mark =
            |segment: &Segment| matches!(segment, Segment::Literal(text) if text.contains('?'));
        self.0.iter().any(has_mark)
    }

    /// The names of the parameters, in order; each once, however often it stands in the path.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        let mut seen = BTreeSet::new();
        let names = self.0.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) => Some(name.as_str()),
        });
        names.filter(move |name| seen.insert(*name))
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
            ("/a/{id:[0-9]{3}}/b", "/a/{id}/b"),
            (r"/a/{id:\d+}.{form : json|xml}", "/a/{id}.{form}"),
            ("/a/<int:id>/<path:rest>", "/a/{id}/{rest}"),
            ("/a/{{id}}/{{ b }}", "/a/{id}/{b}"),
            ("/a/{id?}/{rest*}", "/a/{id}/{rest}"),
            ("/a/{*rest}", "/a/{rest}"),
        ] {
            assert_eq!(PathTemplate::parse(path).unwrap().to_string(), template);
        }
        for text in [
            "/v1:batch",
            "/a:b",
            "/{id}:cancel",
            "/:",
            "/a/::b",
            "/a>b",
            "/a[]/b[]",
            "/a?b=c&d={e}",
            "/P({id})/F(a='{id}')",
        ] {
            assert_eq!(PathTemplate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_parameter_that_stands_there_twice_is_one() {
        let path = PathTemplate::parse("/P({id})/F(a='{id}',b={b})").unwrap();
        assert_eq!(path.parameters().collect::<Vec<_>>(), ["id", "b"]);
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
            ("/a/{?b}", "`?b` is no name"),
            ("/a/{{b}", "`{{b}` is not closed"),
            ("/a/{:x}", "is no name"),
            ("https://a.b/c", "whole URL"),
        ] {
            let message = PathTemplate::parse(path).unwrap_err();
            assert!(message.contains(part), "{path}: {message}");
        }
    }
}
