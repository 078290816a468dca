//! The changes of one operation, of one model, or of what belongs to neither.

use std::cmp::Reverse;

use super::change::Change;

/// What the changes of a group belong to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Title {
    /// The generated code as a whole.
    Client,
    /// An operation: its function and the struct of its parameters.
    Operation {
        id: String,
        function: String,
        request: String,
    },
    /// A struct or an enum of the models.
    Model(String),
}

/// Changes that belong together, what breaks first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) title: Title,
    pub(super) changes: Vec<Change>,
}

impl Group {
    pub(super) fn new(title: Title, mut changes: Vec<Change>) -> Self {
        // Stable, so that changes of a class stay in the description's order.
        changes.sort_by_key(|change| Reverse(change.class));
        Self { title, changes }
    }
}
