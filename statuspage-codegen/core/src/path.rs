//! Path templates: literals and parameters.

mod notation;

use crate::hashed::Set;
use std::fmt;

use notation::BEFORE_OPENING;

pub(crate) use notation::is_url;

/// A path split into literal text and parameters.
///
/// `Display` writes braces around the parameters, independent of the notation in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate(Vec<Segment>);

/// A part of a [`PathTemplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text that is sent unchanged.
    Literal(String),
    /// The name of a parameter.
    Parameter(String),
}

impl PathTemplate {
    /// Splits a path. A parameter is a name in braces, or in one of the notations of documentation and of other
    /// languages: `[id]`, `<id>`, `#{id}`, `${id}`, `{{id}}`, `%7Bid%7D`, `&#123;id&#125;`, and `:id` where a segment begins with it. A pattern
    /// or a type next to the name, as in `{id:[0-9]+}` and `<int:id>`, is ignored. A fragment is removed, because it is never
    /// sent; some documents use it to distinguish operations of the same path. A query is sent unchanged.
    ///
    /// # Errors
    ///
    /// A description of what is wrong with the path.
    pub fn parse(path: &str) -> Result<Self, String> {
        Self::parse_before_fragment(path).map(|(template, _)| template)
    }

    /// The same, and whether a fragment was removed.
    pub(crate) fn parse_before_fragment(path: &str) -> Result<(Self, bool), String> {
        let path = notation::decoded(path);
        let path = path.replace("%7B", "{").replace("%7b", "{");
        let path = path.replace("%7D", "}").replace("%7d", "}");
        let path = path.trim();
        if is_url(path) {
            return Err("it is a whole URL, but it is appended to the base URL".to_owned());
        }
        let mut template = Self(Vec::new());
        if !path.starts_with('/') {
            template.push_literal("/");
        }
        let mut rest = path;
        while let Some((literal, special)) = notation::split_before_special(rest) {
            template.push_literal(literal);
            rest = if special.starts_with(BEFORE_OPENING) {
                let (signs, after) = notation::split_after_signs(special);
                if notation::begins_parameter(after) {
                    after
                } else if let Some((before, _)) = signs.split_once('#') {
                    if literal.ends_with('&')
                        || after.contains(['/', '?'])
                        || after.chars().any(notation::opens_parameter)
                    {
                        return Err(format!("the `#` cuts off `{after}`"));
                    }
                    template.push_literal(before);
                    template.trim_end();
                    template.check_literals()?;
                    return Ok((template, true));
                } else {
                    template.push_literal(signs);
                    after
                }
            } else if let Some(after) = special.strip_prefix(':') {
                template.push_behind_colon(after)
            } else if let Some(after) = special.strip_prefix("[]") {
                // Brackets without a name are text.
                template.push_literal("[]");
                after
            } else {
                let (name, after) = notation::bracketed(special)?;
                template.0.push(Segment::Parameter(name.to_owned()));
                after
            };
        }
        template.push_literal(rest);
        template.check_literals()?;
        Ok((template, false))
    }

    /// Checks that the literals before the query can be sent unchanged.
    fn check_literals(&self) -> Result<(), String> {
        for segment in &self.0 {
            let Segment::Literal(text) = segment else {
                continue;
            };
            let (path, query) = text
                .split_once('?')
                .map_or((text.as_str(), None), |(path, query)| (path, Some(query)));
            if let Some(reason) = notation::unfillable(path) {
                return Err(reason);
            }
            if query.is_some() {
                break;
            }
        }
        Ok(())
    }

    /// Splits the template into the path and the parts of its query, which are separated by `&`.
    pub(crate) fn split_query(self) -> (Self, Vec<Self>) {
        let (mut path, mut query) = (Self(Vec::new()), Vec::new());
        for segment in self.0 {
            let Segment::Literal(text) = segment else {
                query.last_mut().unwrap_or(&mut path).0.push(segment);
                continue;
            };
            let mut rest = text.as_str();
            if query.is_empty()
                && let Some((before, after)) = text.split_once('?')
            {
                path.push_literal(before);
                query.push(Self(Vec::new()));
                rest = after;
            }
            for (at, part) in rest.split('&').enumerate() {
                match query.last_mut() {
                    None => {
                        path.push_literal(rest);
                        break;
                    }
                    Some(last) if at == 0 => last.push_literal(part),
                    Some(_) => {
                        let mut next = Self(Vec::new());
                        next.push_literal(part);
                        query.push(next);
                    }
                }
            }
        }
        (path, query)
    }

    /// Appends a query to the template.
    pub(crate) fn with_query(mut self, query: Vec<Self>) -> Self {
        for (at, part) in query.into_iter().enumerate() {
            self.push_literal(if at == 0 { "?" } else { "&" });
            for segment in part.0 {
                match segment {
                    Segment::Literal(text) => self.push_literal(&text),
                    parameter @ Segment::Parameter(_) => self.0.push(parameter),
                }
            }
        }
        self
    }

    /// Returns the segments, in order.
    pub(crate) fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Reads the name after a colon, and returns the rest. A colon inside a segment is text, as in `/v1:batch`.
    fn push_behind_colon<'a>(&mut self, text: &'a str) -> &'a str {
        let after_slash =
            matches!(self.0.last(), Some(Segment::Literal(text)) if text.ends_with('/'));
        let (name, after) = notation::split_after_name(text);
        if !after_slash || name.is_empty() {
            self.push_literal(":");
            return text;
        }
        self.0.push(Segment::Parameter(name.to_owned()));
        after
    }

    fn push_literal(&mut self, literal: &str) {
        if let Some(Segment::Literal(last)) = self.0.last_mut() {
            last.push_str(literal);
        } else if !literal.is_empty() {
            self.0.push(Segment::Literal(literal.to_owned()));
        }
    }

    /// Removes trailing spaces, and a literal that has nothing else.
    fn trim_end(&mut self) {
        if let Some(Segment::Literal(last)) = self.0.last_mut() {
            last.truncate(last.trim_end().len());
            if last.is_empty() {
                self.0.pop();
            }
        }
    }

    /// Returns whether the path has a query.
    pub(crate) fn has_query(&self) -> bool {
        let has_mark =
            |segment: &Segment| matches!(segment, Segment::Literal(text) if text.contains('?'));
        self.0.iter().any(has_mark)
    }

    /// Returns the names of the parameters, in order and without duplicates.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        let mut seen = Set::default();
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
mod tests;
