//! A difference for people at a terminal.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};

use super::change::Class;
use super::group::{Group, Title};
use super::{Diff, NOTHING};
use crate::print::{WIDTH, wrap};

/// Beyond this width, a thing's name pushes what happened to the right instead of all others.
const SUBJECT: usize = 44;

impl Diff {
    /// The difference for people, aligned. It has colours: print it through `anstream`, which leaves them out
    /// where they do not belong.
    pub(crate) fn text(&self) -> String {
        if self.is_empty() {
            return format!("{NOTHING}\n");
        }
        let mut text = String::new();
        for group in &self.groups {
            text += &block(group);
            text.push('\n');
        }
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", self.headline());
        text
    }
}

fn block(group: &Group) -> String {
    let bold = Style::new().bold();
    let title = match &group.title {
        Title::Client => format!("{bold}the client{bold:#}"),
        Title::Operation {
            function, request, ..
        } => {
            format!("{bold}{function}{bold:#}  {}", request.escape_debug())
        }
        Title::Model(name) => format!("{bold}models::{name}{bold:#}"),
    };
    let subjects: Vec<String> = group
        .changes
        .iter()
        .map(super::change::Change::subject)
        .collect();
    let lengths = subjects.iter().map(String::len);
    let width = lengths
        .filter(|&length| length <= SUBJECT)
        .max()
        .unwrap_or_default();
    let mut text = format!("{title}\n");
    for (change, subject) in group.changes.iter().zip(subjects) {
        let colour = colour(change.class);
        let class = change.class.name();
        let start = 14 + width.max(subject.chars().count());
        // The change gets its own column if there is room for it.
        let indent = if start > 2 * WIDTH / 3 { 14 } else { start };
        let _ = writeln!(
            text,
            "  {colour}{class:<8}{colour:#}  {subject:<width$}  {}",
            wrap(&change.text, start, indent)
        );
    }
    text
}

fn colour(class: Class) -> Style {
    match class {
        Class::Breaking => AnsiColor::Red.on_default().bold(),
        Class::Addition => AnsiColor::Green.on_default(),
        Class::Docs => AnsiColor::Cyan.on_default(),
    }
}
