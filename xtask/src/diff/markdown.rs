//! A difference as a Markdown list.

use std::fmt::Write as _;

use super::Diff;
use super::change::code;
use super::group::Title;

impl Diff {
    /// A list for a changelog or a pull request: an item for each operation and model, in it one for each change.
    /// Empty when nothing changed.
    pub(crate) fn markdown(&self) -> String {
        let mut text = String::new();
        for group in &self.groups {
            let title = match &group.title {
                Title::Client => "The client".to_owned(),
                Title::Operation {
                    function, request, ..
                } => format!("{} ({})", code(function), code(request)),
                Title::Model(name) => code(&format!("models::{name}")),
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "- {title}");
            for change in &group.changes {
                let class = change.class.name();
                let _ = writeln!(
                    text,
                    "  - **{class}:** {}: {}",
                    change.subject(),
                    change.text
                );
            }
        }
        text
    }
}
