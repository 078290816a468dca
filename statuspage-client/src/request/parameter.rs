//! Adds a serialized parameter to its place in a request. This part does not depend on the type of the value, so it is compiled
//! once.

use super::{
    Request,
    body::{self, Body, Part},
    encoding::push_pair,
    path,
    text::{Text, text_of},
};
use crate::header::header;

/// The place of a parameter in a request.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    Form,
    /// The whole body.
    Body,
}

impl Request {
    pub(super) fn put(&mut self, name: &str, place: Place, text: Text<'_>) {
        match place {
            Place::Path => {
                let text = text.joined(",").unwrap_or_default();
                if let Err(reason) = path::fill(&mut self.path, name, &text) {
                    self.fail(name, &reason);
                }
            }
            Place::Query => {
                for item in text.items() {
                    push_pair(&mut self.query, name, item.as_bytes());
                }
            }
            Place::Header => {
                if let Some(text) = text.joined(",") {
                    self.put_header(name, &text);
                }
            }
            Place::Form => {
                for value in text.values() {
                    // Other values are plain text.
                    if value.starts_with(['{', '[']) {
                        self.put_part(Part::json(name, value));
                    } else if let Some(text) = text_of(value) {
                        self.put_part(Part::field(name, &text));
                    }
                }
            }
            Place::Body => {
                if let Some(text) = text.joined(",") {
                    self.set_body(Body::Raw(text.into_owned().into_bytes().into(), body::TEXT));
                }
            }
        }
    }

    fn put_header(&mut self, name: &str, text: &str) {
        match header(name, text) {
            Ok((name, value)) => {
                self.headers.retain(|(other, _)| *other != name);
                self.headers.push((name, value));
            }
            Err(reason) => self.fail(name, reason),
        }
    }

    pub(super) fn put_part(&mut self, part: Part) {
        if let Err(reason) = self.body.push(part) {
            self.fail("body", reason);
        }
    }

    /// Records a failure. Only the first one is kept, because later ones may be its consequences.
    pub(super) fn fail(&mut self, name: &str, reason: &str) {
        self.failure
            .get_or_insert_with(|| format!("`{name}`: {reason}"));
    }
}
