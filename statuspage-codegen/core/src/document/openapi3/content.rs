//! `content`: a schema for each media type, of which one is used.

use super::super::{MediaTypes, media, node::Node};

/// What a request, a response or a parameter can contain.
pub(super) struct Content<'a> {
    pub(super) types: MediaTypes<'a>,
    entries: Vec<(&'a str, Node<'a>)>,
}

impl<'a> Content<'a> {
    /// The content of a node; `None` if it does not say.
    pub(super) fn of(owner: &Node<'a>) -> Option<Self> {
        let node = owner.get("content")?;
        let entries = node.entries()?;
        Some(Self {
            types: media::of(entries.iter().map(|(key, _)| *key)),
            entries,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The first entry with one of the essences of media types, such as `multipart/form-data`.
    pub(super) fn entry(&self, is_wanted: impl Fn(&str) -> bool) -> Option<&Node<'a>> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(key, _)| is_wanted(&media::essence(key)))?;
        Some(&found.1)
    }

    /// The entry that is used for a body that is not a form: JSON before others, and of those the one whose media type is
    /// complete.
    pub(super) fn value(&self) -> Option<&Node<'a>> {
        let exactly_json = self.entry(|essence| essence == "application/json");
        let json = || self.entry(media::is_json);
        let other = || {
            let raw = self.types.raw?;
            let mut entries = self.entries.iter();
            entries
                .find(|(key, _)| key.trim() == raw)
                .map(|(_, node)| node)
        };
        let first = || self.entries.first().map(|(_, node)| node);
        exactly_json.or_else(json).or_else(other).or_else(first)
    }
}
