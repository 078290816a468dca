//! What reading a text needs besides the parser: the limit of its size, the texts of numbers and booleans, and places.
//!
//! The parsers return only the values of numbers and booleans, and no places. JSON is therefore split into tokens next to the
//! parser. The YAML parser reports a place only in an error, so reading returns an error at each scalar and key whose place is
//! needed, and continues after it.

use std::cell::{Cell, RefCell};

use serde_core::de::Error;

use super::body::Body;
use super::locate::Steps;
use super::{Place, written};
use crate::value::Value;

/// Returns the maximum size of the tree of a text. Aliases, and long keys around many nodes, can turn a small text into a huge
/// tree. The pointer to a node counts too, because the reader creates one for each node.
fn budget(text: &str) -> usize {
    (16 << 20) + text.len().saturating_mul(32)
}

/// State shared by all nodes while a text is read.
pub(super) struct Reader<'b> {
    pub(super) body: &'b Body<'b>,
    budget: Cell<usize>,
    /// The offset after the last token of JSON.
    behind: Cell<usize>,
    /// The scalar at which reading was interrupted to get its place.
    pending: Cell<Option<Value>>,
    places: RefCell<&'b mut [Vec<Place>]>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(body: &'b Body<'b>, places: &'b mut [Vec<Place>]) -> Self {
        Self {
            body,
            budget: Cell::new(budget(body.text)),
            behind: Cell::new(0),
            pending: Cell::new(None),
            places: RefCell::new(places),
        }
    }

    pub(super) fn spend<E: Error>(&self, size: usize) -> Result<(), E> {
        let left = self.budget.get().checked_sub(size).ok_or_else(|| {
            E::custom("with its aliases resolved, the document is far larger than its text")
        })?;
        self.budget.set(left);
        Ok(())
    }

    /// Returns the offset of the next token of JSON: a scalar, a key or an opening bracket. `None` for YAML.
    pub(super) fn token(&self) -> Option<usize> {
        if !self.body.is_json {
            return None;
        }
        let token = written::json_token(self.body.text, self.behind.get());
        self.behind.set(token.end);
        Some(token.start)
    }

    /// Returns the offset of a scalar. If it is needed and the parser has to report it, this returns an error, from which reading
    /// continues.
    pub(super) fn start<E: Error>(
        &self,
        is_needed: bool,
        value: impl FnOnce() -> Value,
    ) -> Result<Option<usize>, E> {
        let token = self.token();
        if token.is_none() && is_needed {
            self.pending.set(Some(value()));
            return Err(E::custom("interrupted for a place"));
        }
        Ok(token)
    }

    /// Returns the scalar at which reading was interrupted, and its offset; any other error ends the reading.
    pub(super) fn interrupted<E: Error>(&self, error: E) -> Result<(Value, usize), E> {
        let Some(value) = self.pending.take() else {
            return Err(error);
        };
        // The parser reports no place for the beginning of the text.
        let (line, column) = written::line_and_column(&error.to_string()).unwrap_or((1, 1));
        Ok((value, self.body.offset(line, column)))
    }

    /// Adds the place of a node to those that are looked for.
    pub(super) fn note(&self, steps: &Steps, start: Option<usize>) {
        for &id in &steps.ids {
            if let Some(places) = self.places.borrow_mut().get_mut(id) {
                places.extend(start.map(|start| self.body.place(start)));
            }
        }
    }
}
