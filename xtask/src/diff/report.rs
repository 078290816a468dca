//! A difference as text, JSON and Markdown, and the part of the version that it increases.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};
use serde_json::{Map, Value, json};

use super::change::{Change, Class, Group, Kind, Title, code, name};
use super::{Diff, NOTHING};
use crate::print::{WIDTH, wrap};

/// The maximum width of the column with the items; longer ones move only their own text to the right.
const SUBJECT: usize = 44;

impl Diff {
    /// Returns the part of the version that must be increased.
    fn verdict(&self) -> &'static str {
        match self.changes().map(|change| change.class).max() {
            None => "none",
            Some(Class::Docs) => "patch",
            Some(Class::Addition) => "minor",
            Some(Class::Breaking) => "major",
        }
    }

    /// Returns the verdict and the numbers of changes in a line. Before 1.0, cargo treats the minor part as the major one,
    /// and the patch part as the other two.
    pub(super) fn headline(&self) -> String {
        let verdict = match self.verdict() {
            "minor" => "minor (before 1.0: patch)",
            "major" => "major (before 1.0: minor)",
            other => other,
        };
        let counts = Class::ALL.map(|class| format!("{} {}", self.count(class), name(class)));
        format!("Semver: {verdict}. Changes: {}.", counts.join(", "))
    }

    /// Returns the difference as text with colours: print it through `anstream`, which removes them where they are not
    /// supported.
    pub(crate) fn text(&self) -> String {
        if self.is_empty() {
            return format!("{NOTHING}\n");
        }
        let blocks: Vec<String> = self.groups.iter().map(block).collect();
        format!("{}\n{}\n", blocks.join("\n"), self.headline())
    }

    /// Returns a list for a pull request: an entry for each operation and model, with one for each change. Empty if nothing
    /// changed.
    pub(crate) fn markdown(&self) -> String {
        self.list(|_| true)
    }

    /// Returns a list for each heading of a changelog under which something changed.
    pub(crate) fn notes(&self) -> Vec<(&'static str, String)> {
        let headings = ["Added", "Changed", "Deprecated", "Removed"];
        let lists = headings.map(|name| (name, self.list(|change| heading(change) == name)));
        lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .collect()
    }

    /// Returns a list of the changes that are kept.
    fn list(&self, is_kept: impl Fn(&Change) -> bool) -> String {
        let mut text = String::new();
        for group in &self.groups {
            let mut changes = group
                .changes
                .iter()
                .filter(|change| is_kept(change))
                .peekable();
            if changes.peek().is_none() {
                continue;
            }
            let title = match &group.title {
                Title::Client => "The client".to_owned(),
                Title::Operation {
                    function, request, ..
                } => format!("{} ({})", code(function), code(request)),
                Title::Model(name) => code(&format!("models::{name}")),
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "- {title}");
            for change in changes {
                let (class, subject) = (name(change.class), change.subject());
                let _ = writeln!(text, "  - **{class}:** {subject}: {}", change.text);
            }
        }
        text
    }

    /// Returns the difference as JSON; the keys are documented in the help of the command.
    pub(crate) fn json(&self) -> Value {
        let counts = Class::ALL.map(|class| (name(class), self.count(class).into()));
        json!({
            "verdict": self.verdict(),
            "counts": counts.into_iter().collect::<Map<_, _>>(),
            "changes": self.groups.iter().flat_map(objects).collect::<Vec<_>>(),
        })
    }
}

/// Returns the heading of a changelog under which a change belongs.
fn heading(change: &Change) -> &'static str {
    match (change.kind, change.class) {
        (Kind::Added, _) => "Added",
        (Kind::Removed, _) => "Removed",
        // The end of a deprecation is a change of the documentation.
        (Kind::Deprecation, Class::Addition) => "Deprecated",
        _ => "Changed",
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
            "class": name(change.class),
            "kind": name(change.kind),
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
        let class = name(change.class);
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
