//! One line of a difference: what changed, how, and its effect on a user of the client.

/// The effect on a crate that depends on the client, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Docs,
    Addition,
    Breaking,
}

impl Class {
    pub(super) const ALL: [Self; 3] = [Self::Breaking, Self::Addition, Self::Docs];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
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
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Retyped => "retyped",
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Reordered => "reordered",
            Self::Moved => "moved",
            Self::Wire => "wire",
            Self::Deprecation => "deprecation",
            Self::Documentation => "documentation",
        }
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
    for character in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
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
