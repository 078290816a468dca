//! The trees of a description: that of the document, and those of the files that it refers to.

use std::cell::OnceCell;

use crate::files::Files;
use crate::hashed::Map;
use crate::pointer::Pointer;
use crate::value::Value;

/// The trees, and the nodes that have names of their own.
pub(crate) struct Trees<'a> {
    pub(super) main: &'a Value,
    pub(super) files: Option<&'a Files>,
    names: OnceCell<Map<(Name<'a>, &'a str), Pointer>>,
}

/// What a node can be referred to by, besides its address.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Name<'a> {
    /// The `$anchor` of a node of a file; the document itself has no path.
    Anchor(&'a str),
    /// The `$id`.
    Id,
}

impl<'a> Trees<'a> {
    pub(crate) fn new(main: &'a Value, files: Option<&'a Files>) -> Self {
        Self {
            main,
            files,
            names: OnceCell::new(),
        }
    }

    /// Returns the number of nodes.
    pub(super) fn count(&self) -> usize {
        let files = self.files.iter().flat_map(|files| files.trees());
        self.main.count() + files.map(|(_, tree)| tree.count()).sum::<usize>()
    }

    /// Returns the tree that has a node.
    pub(super) fn of(&self, pointer: &Pointer) -> Option<&'a Value> {
        match pointer.file() {
            None => Some(self.main),
            Some(path) => self.files?.tree(path).ok(),
        }
    }

    /// Returns the node with a name.
    pub(super) fn named(&self, kind: Name<'_>, name: &str) -> Option<Pointer> {
        let names: &Map<(Name<'_>, &str), _> = self.names.get_or_init(|| self.names());
        names.get(&(kind, name)).cloned()
    }

    fn names(&self) -> Map<(Name<'a>, &'a str), Pointer> {
        let files = self.files.iter().flat_map(|files| files.trees());
        let files = files.map(|(path, tree)| {
            let root = Pointer::in_file(path, &Pointer::default());
            (path, root, tree)
        });
        let mut names = Map::default();
        for (path, root, tree) in files.chain([("", Pointer::default(), self.main)]) {
            add_names(path, &root, tree, &mut names);
        }
        names
    }
}

fn add_names<'a>(
    path: &'a str,
    pointer: &Pointer,
    value: &'a Value,
    names: &mut Map<(Name<'a>, &'a str), Pointer>,
) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let name = match (key.as_str(), value) {
                    ("$anchor" | "$dynamicAnchor", Value::String(name)) => {
                        Some((Name::Anchor(path), name.as_str()))
                    }
                    ("$id", Value::String(name)) => Some((Name::Id, name.trim_end_matches('#'))),
                    _ => None,
                };
                if let Some(name) = name {
                    names.get_or_insert_with(name, || pointer.clone());
                }
                add_names(path, &pointer.child(key), value, names);
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                add_names(path, &pointer.child(&index.to_string()), item, names);
            }
        }
        _ => {}
    }
}
