//! JSON pointer -> node of the trees, for any number of references.

use super::node::Node;
use crate::hashed::Map;
use crate::pointer::Pointer;
use crate::value::Value;

/// The keys of a mapping, each with its first value.
type Keys<'a> = Map<&'a str, &'a Value>;

/// Finds nodes of the trees of a description.
pub(super) struct Finder<'a> {
    root: Node<'a>,
    /// The keys of the mappings on the way, by address: thousands of references may lead into one large mapping, and each would
    /// search all of it.
    keys: Map<*const Value, Keys<'a>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(root: Node<'a>) -> Self {
        Self {
            root,
            keys: Map::default(),
        }
    }

    /// Returns the number of nodes.
    pub(super) fn count(&self) -> usize {
        self.root.trees.count()
    }

    /// Returns the node at a pointer; `None` if there is none, or if it is null.
    pub(super) fn find(&mut self, pointer: &Pointer) -> Option<Node<'a>> {
        let mut value = self.root.trees.of(pointer)?;
        for token in pointer.tokens() {
            value = self.child(value, &token)?;
        }
        (*value != Value::Null).then(|| self.root.other(value, pointer.clone()))
    }

    fn child(&mut self, value: &'a Value, token: &str) -> Option<&'a Value> {
        match value {
            Value::Mapping(entries) => {
                let keys = self.keys.get_or_insert_with(std::ptr::from_ref(value), || {
                    // From the end, so that of a repeated key the first remains.
                    let entries = entries.iter().rev();
                    entries.map(|(key, value)| (key.as_str(), value)).collect()
                });
                keys.get(token).copied()
            }
            Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Trees;
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;

    #[test]
    fn mappings_and_lists_are_passed_through() {
        let text = "a/b: {c: [1, {d: x, d: y, e: ~}]}";
        let tree = Source::new("a.yaml", text).parse().unwrap();
        let diagnostics = Diagnostics::default();
        let trees = Trees::new(&tree, None);
        let mut finder = Finder::new(Node::root(&trees, &diagnostics));
        let mut found = |reference: &str| {
            let node = finder.find(&Pointer::from_reference(reference).unwrap());
            node.and_then(|node| node.value.scalar())
        };
        assert_eq!(found("#/a~1b/c/0"), Some("1"));
        assert_eq!(found("#/a~1b/c/1/d"), Some("x"));
        for nowhere in [
            "#/a~1b/c/1/e",
            "#/a~1b/c/2",
            "#/a~1b/c/x",
            "#/a~1b/c/0/0",
            "#/z",
        ] {
            assert_eq!(found(nowhere), None, "{nowhere}");
        }
        assert!(finder.find(&Pointer::default()).is_some());
    }
}
