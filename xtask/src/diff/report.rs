//! A difference as text, JSON and Markdown, and what it asks of the next version.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};
use serde_json::{Map, Value, json};

use super::change::{Change, Class, Group, Title, code};
use super::{Diff, NOTHING};
use crate::print::{WIDTH, wrap};

/// Beyond this width, a thing's name pushes what happened to the right instead of all others.
const SUBJECT: usize = 44;

impl Diff {
    /// The part of the next version that must be larger.
    fn verdict(&self) -> &'static str {
        match self.changes().map(|change| change.class).max() {
            None => "none",
            Some(Class::Docs) => "patch",
            Some(Class::Addition) => "minor",
            Some(Class::Breaking) => "major",
        }
    }

    /// The verdict, and what it comes from, in a line. Before 1.0, cargo counts the minor part as the major one, and
    /// the patch part as both others.
    pub(super) fn headline(&self) -> String {
        let verdict = match self.verdict() {
            "minor" => "minor (before 1.0: patch)",
            "major" => "major (before 1.0: minor)",
            other => other,
        };
        let counts = Class::ALL.map(|class| format!("{} {}", self.count(class), class.name()));
        format!("Semver: {verdict}. Changes: {}.", counts.join(", "))
    }

    /// The difference for people, aligned. It has colours: print it through `anstream`, which leaves them out
    /// where they do not belong.
    pub(crate) fn text(&self) -> String {
        if self.is_empty() {
            return format!("{NOTHING}\n");
        }
        let blocks: Vec<String> = self.groups.iter().map(block).collect();
        format!("{}\n{}\n", blocks.join("\n"), self.headline())
    }

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
                let (class, subject) = (change.class.name(), change.subject());
                let _ = writeln!(text, "  - **{class}:** {subject}: {}", change.text);
            }
        }
        text
    }

    /// The difference for programs; the keys are documented in the help of the command.
    pub(crate) fn json(&self) -> Value {
        let counts = Class::ALL.map(|class| (class.name(), self.count(class).into()));
        json!({
            "verdict": self.verdict(),
            "counts": counts.into_iter().collect::<Map<_, _>>(),
            "changes": self.groups.iter().flat_map(objects).collect::<Vec<_>>(),
        })
    }
}

fn objects(group: &Group) -> impl Iterator<Item = Value> {
    let (operation, model) = match &group.title {
        Title::Client => (None, None),
        Title::Operation { id, .. } => (Some(id), None),
        Title::Model(name) => (None, Some(name)),
    };
    group.changes.iter().map(move |change| {
        json!({
            "class": change.class.name(),
            "kind": change.kind.name(),
            "operation": operation,
            "model": model,
            "item": change.item,
            "name": change.name,
            "old": change.old,
            "new": change.new,
            "text": change.text,
        })
    })
}

fn block(group: &Group) -> String {
    let bold = Style::new().bold();
    let mut text = match &group.title {
        Title::Client => format!("{bold}the client{bold:#}\n"),
        Title::Operation {
            function, request, ..
        } => format!("{bold}{function}{bold:#}  {}\n", request.escape_debug()),
        Title::Model(name) => format!("{bold}models::{name}{bold:#}\n"),
    };
    let subjects: Vec<String> = group.changes.iter().map(Change::subject).collect();
    let lengths = subjects.iter().map(String::len);
    let width = lengths
        .filter(|&length| length <= SUBJECT)
        .max()
        .unwrap_or_default();
    for (change, subject) in group.changes.iter().zip(subjects) {
        let colour = match change.class {
            Class::Breaking => AnsiColor::Red.on_default().bold(),
            Class::Addition => AnsiColor::Green.on_default(),
            Class::Docs => AnsiColor::Cyan.on_default(),
        };
        let class = change.class.name();
        let start = 14 + width.max(subject.chars().count());
        // The change gets its own column if there is room for it.
        let indent = if start > 2 * WIDTH / 3 { 14 } else { start };
        let wrapped = wrap(&change.text, start, indent);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {colour}{class:<8}{colour:#}  {subject:<width$}  {wrapped}"
        );
    }
    text
}
