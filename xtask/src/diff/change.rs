//! One line of a difference: what changed, how, and its effect on a user of the client.

use std::cmp::Reverse;

/// The effect on a crate that depends on the client, from the least to the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Docs,
    Addition,
    Breaking,
}

impl Class {
    pub(super) const ALL: [Self; 3] = [Self::Breaking, Self::Addition, Self::Docs];
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Added,
    Removed,
    Renamed,
    Retyped,
    Required,
    Optional,
    /// Arguments are in another order.
    Reordered,
    /// The Rust name is the same; the value is in another part of the request.
    Moved,
    /// The Rust name is the same; what is sent or received differs.
    Wire,
    Deprecation,
    Documentation,
}

/// Returns the name of a class or a kind in JSON: that of the variant in lower case.
pub(super) fn name(variant: impl std::fmt::Debug) -> String {
    format!("{variant:?}").to_lowercase()
}

/// A change of one item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) class: Class,
    pub(super) kind: Kind,
    /// The kind of item, such as `field`.
    pub(super) item: &'static str,
    /// Its Rust name; `None` if there is only one of its kind.
    pub(super) name: Option<String>,
    /// The whole value before.
    pub(super) old: Option<String>,
    /// The whole value after.
    pub(super) new: Option<String>,
    /// What happened, in words. It contains text of a description only as [`code`].
    pub(super) text: String,
}

impl Change {
    /// Creates a change with the effect that this kind usually has.
    pub(super) fn new(kind: Kind, item: &'static str, text: impl Into<String>) -> Self {
        let class = match kind {
            Kind::Added | Kind::Moved | Kind::Wire | Kind::Deprecation => Class::Addition,
            Kind::Documentation => Class::Docs,
            _ => Class::Breaking,
        };
        Self {
            class,
            kind,
            item,
            name: None,
            old: None,
            new: None,
            text: text.into(),
        }
    }

    pub(super) fn named(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    pub(super) fn values(mut self, old: Option<&str>, new: Option<&str>) -> Self {
        self.old = old.map(str::to_owned);
        self.new = new.map(str::to_owned);
        self
    }

    /// Returns the item in words.
    pub(super) fn subject(&self) -> String {
        match &self.name {
            Some(name) => format!("{} {}", self.item, code(name)),
            None => self.item.to_owned(),
        }
    }
}

/// A text before and after.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) old: Option<&'a str>,
    pub(super) new: Option<&'a str>,
}

impl<'a> Step<'a> {
    pub(super) fn new(old: &'a str, new: &'a str) -> Self {
        let (old, new) = (Some(old), Some(new));
        Self { old, new }
    }

    /// Takes the same text of two items.
    pub(super) fn of<T>(old: &'a T, new: &'a T, text: fn(&'a T) -> Option<&'a str>) -> Self {
        let (old, new) = (text(old), text(new));
        Self { old, new }
    }

    /// Returns the change of something that users write by its name: added, removed or renamed; `None` if the name is the
    /// same. `added` and `removed` are appended to these words.
    pub(super) fn named(self, item: &'static str, added: &str, removed: &str) -> Option<Change> {
        let (kind, name, text) = match (self.old, self.new) {
            (None, Some(new)) => (Kind::Added, new, format!("added{added}")),
            (Some(old), None) => (Kind::Removed, old, format!("removed{removed}")),
            (Some(old), Some(new)) if old != new => {
                (Kind::Renamed, new, format!("renamed, was {}", code(old)))
            }
            _ => return None,
        };
        let change = Change::new(kind, item, text).named(name);
        Some(change.values(self.old, self.new))
    }

    /// Returns the change of a value; `None` if it is the same. `what` says what changed, `show` quotes a value.
    pub(super) fn changed(
        self,
        kind: Kind,
        item: &'static str,
        what: &str,
        show: fn(&str) -> String,
    ) -> Option<Change> {
        if self.old == self.new {
            return None;
        }
        let shown = |text: Option<&str>| text.map_or_else(|| "the default".to_owned(), show);
        let text = format!("{what}: {} -> {}", shown(self.old), shown(self.new));
        let [old, new] = [self.old, self.new].map(|text| text.map(|text| text.replace('`', "")));
        Some(Change::new(kind, item, text).values(old.as_deref(), new.as_deref()))
    }

    /// Returns the change of a text that becomes documentation; `None` if it is the same. `what` comes before the verb.
    pub(super) fn docs(self, item: &'static str, what: &str) -> Option<Change> {
        let [old, new] =
            [self.old, self.new].map(|text| text.map(str::trim).filter(|text| !text.is_empty()));
        let text = match (old, new) {
            (old, new) if old == new => return None,
            (None, Some(new)) => format!("{what}added: {}", excerpt(new)),
            (_, Some(new)) => format!("{what}changed: {}", excerpt(new)),
            (_, None) => format!("{what}removed"),
        };
        Some(Change::new(Kind::Documentation, item, text).values(old, new))
    }
}

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

/// How many characters of a documentation are quoted.
const EXCERPT: usize = 72;

/// The beginning of a documentation, as [`code`].
fn excerpt(text: &str) -> String {
    let mut beginning: String = text.chars().take(EXCERPT).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    code(&beginning)
}

/// Text between backticks, harmless at a terminal and in Markdown: in one line, without backticks and control
/// characters.
pub(crate) fn code(text: &str) -> String {
    let mut quoted = String::new();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for character in line.chars() {
        match character {
            '`' => quoted.push('\''),
            '\'' | '"' | '\\' => quoted.push(character),
            other => quoted.extend(other.escape_debug()),
        }
    }
    format!("`{quoted}`")
}

/// A name on the wire, as a Rust string.
pub(super) fn wire(name: &str) -> String {
    code(&format!("\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_harmless() {
        for (text, quoted) in [
            ("it's `new`", "`it's 'new'`"),
            ("two\n  lines", "`two lines`"),
            ("\u{1b}[31mred\u{202e}", "`\\u{1b}[31mred\\u{202e}`"),
        ] {
            assert_eq!(code(text), quoted);
        }
        assert_eq!(excerpt(&"a".repeat(100)).chars().count(), EXCERPT + 3);
        assert_eq!(excerpt("a"), "`a`");
        assert_eq!(wire(""), "`\"\"`");
    }

    #[test]
    fn documentation_of_blanks_is_none() {
        let summary = |old, new| Step { old, new }.docs("summary", "");
        assert_eq!(summary(None, Some(" \n")), None);
        assert_eq!(summary(Some("a\n"), Some("a")), None);
        let removed = summary(Some("a"), None).unwrap();
        assert_eq!(
            (removed.class, removed.text.as_str()),
            (Class::Docs, "removed")
        );
    }
}
