//! One line of a difference: what changed, how, and its effect on a user of the client.

use std::cmp::Reverse;

/// The effect on a crate that depends on the client, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Docs,
    Addition,
    Breaking,
}

impl Class {
    pub(super) const ALL: [Self; 3] = [Self::Breaking, Self::Addition, Self::Docs];

    /// The name in JSON, that of the variant in lower case.
    pub(super) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Added,
    Removed,
    Renamed,
    Retyped,
    Required,
    Optional,
    /// Arguments stand in another order.
    Reordered,
    /// The Rust name stays, the value goes to another place of the request.
    Moved,
    /// The Rust name stays, what is sent or received is another.
    Wire,
    Deprecation,
    Documentation,
}

impl Kind {
    /// The name in JSON, that of the variant in lower case.
    pub(super) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// A change of one thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) class: Class,
    pub(super) kind: Kind,
    /// What sort of thing it is, such as `field`.
    pub(super) item: &'static str,
    /// Its Rust name, if that differs.
    pub(super) name: Option<String>,
    /// What it was, unshortened.
    pub(super) old: Option<String>,
    /// What it is now, unshortened.
    pub(super) new: Option<String>,
    /// What happened, in words; text of a description stands in it as [`code`] only.
    pub(super) text: String,
}

impl Change {
    pub(super) fn breaking(kind: Kind, item: &'static str, text: String) -> Self {
        Self::of(Class::Breaking, kind, item, text)
    }

    pub(super) fn addition(kind: Kind, item: &'static str, text: String) -> Self {
        Self::of(Class::Addition, kind, item, text)
    }

    /// A change of a text that becomes documentation; `None` when it says the same.
    pub(super) fn docs(item: &'static str, old: Option<&str>, new: Option<&str>) -> Option<Self> {
        let [old, new] = [old, new].map(|text| text.map(str::trim).filter(|text| !text.is_empty()));
        if old == new {
            return None;
        }
        let text = match (old, new) {
            (None, Some(new)) => format!("added: {}", excerpt(new)),
            (_, Some(new)) => format!("changed: {}", excerpt(new)),
            (_, None) => "removed".to_owned(),
        };
        Some(Self::of(Class::Docs, Kind::Documentation, item, text).values(old, new))
    }

    pub(super) fn of(class: Class, kind: Kind, item: &'static str, text: String) -> Self {
        Self {
            class,
            kind,
            item,
            name: None,
            old: None,
            new: None,
            text,
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

    /// The thing, in words.
    pub(super) fn subject(&self) -> String {
        match &self.name {
            Some(name) => format!("{} {}", self.item, code(name)),
            None => self.item.to_owned(),
        }
    }
}

/// A change of something that users write by its name: added, removed or renamed; `None` when the name is the same. What
/// follows the words `added` and `removed` is given.
pub(super) fn named(
    item: &'static str,
    old: Option<&str>,
    new: Option<&str>,
    added: &str,
    removed: &str,
) -> Option<Change> {
    let change = match (old, new) {
        (None, Some(new)) => {
            Change::addition(Kind::Added, item, format!("added{added}")).named(new)
        }
        (Some(old), None) => {
            Change::breaking(Kind::Removed, item, format!("removed{removed}")).named(old)
        }
        (Some(old), Some(new)) if old != new => {
            let text = format!("renamed, was {}", code(old));
            Change::breaking(Kind::Renamed, item, text).named(new)
        }
        _ => return None,
    };
    Some(change.values(old, new))
}

/// A change of what is sent or received while the Rust names stay; `None` when it is the same.
pub(super) fn wired(
    item: &'static str,
    what: &str,
    old: Option<&str>,
    new: Option<&str>,
    show: &dyn Fn(&str) -> String,
) -> Option<Change> {
    if old == new {
        return None;
    }
    let [before, after] = [old, new].map(|text| text.map_or("the usual one".to_owned(), show));
    let text = format!("{what}: {}", arrow(&before, &after));
    let [old, new] = [old, new].map(|text| text.map(|text| text.replace('`', "")));
    let change = Change::addition(Kind::Wire, item, text);
    Some(change.values(old.as_deref(), new.as_deref()))
}

/// Before and after.
pub(super) fn arrow(old: &str, new: &str) -> String {
    format!("{old} -> {new}")
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
pub(super) fn code(text: &str) -> String {
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
        assert_eq!(Change::docs("summary", None, Some(" \n")), None);
        assert_eq!(Change::docs("summary", Some("a\n"), Some("a")), None);
        let removed = Change::docs("summary", Some("a"), None).unwrap();
        assert_eq!(
            (removed.class, removed.text.as_str()),
            (Class::Docs, "removed")
        );
    }
}
