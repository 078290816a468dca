//! References in the tree: the nodes to which they resolve, and the ways in which that fails.

use std::collections::{BTreeMap, BTreeSet};

use super::find::Finder;
use super::node::Node;
use super::{Definition, Schema};
use crate::diagnostic::{Diagnostics, Rule};
use crate::pointer::Pointer;

/// A reference that does not resolve.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    pub(super) rule: Rule,
    /// The node that has the reference.
    pub(super) at: Pointer,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// What a reference must resolve to.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The name of such nodes in messages.
    pub(crate) name: &'static str,
    /// How to correct a reference that does not resolve.
    pub(crate) help: &'static str,
}

impl Wanted {
    /// Creates the problem of a reference that does not resolve to such a node.
    pub(super) fn dangling(&self, at: &Pointer, target: &str) -> Broken {
        let message = if target.starts_with('#') {
            format!(
                "`{target}` does not resolve to a {} of the document",
                self.name
            )
        } else {
            format!("`{target}` is outside the document, and no other document is read")
        };
        Broken {
            rule: Rule::DanglingReference,
            at: at.clone(),
            message,
            help: self.help,
        }
    }
}

impl Broken {
    /// Returns whether the target does not exist.
    pub(crate) fn is_dangling(&self) -> bool {
        self.rule == Rule::DanglingReference
    }

    /// Reports an error: without what the reference stands for, a request would be wrong.
    pub(super) fn error(&self, diagnostics: &Diagnostics, consequence: &str) {
        let message = format!("{}{consequence}", self.message);
        diagnostics.error(self.rule, &self.at, message, self.help);
    }

    /// Emits a warning with the consequence, such as `: the value is untyped JSON`.
    pub(crate) fn warn(&self, diagnostics: &Diagnostics, consequence: &str) {
        let message = format!("{}{consequence}", self.message);
        diagnostics.warning(self.rule, &self.at, message, self.help);
    }
}

/// Follows references until a node that has none.
pub(super) fn follow<'a>(
    mut node: Node<'a>,
    finder: &mut Finder<'a>,
    wanted: &Wanted,
) -> Result<Node<'a>, Broken> {
    let mut seen = BTreeSet::new();
    while let Some(target) = node.text("$ref") {
        if !seen.insert(target) {
            return Err(Broken {
                rule: Rule::CyclicReference,
                at: node.pointer,
                message: format!("`{target}` refers back to itself"),
                help: wanted.help,
            });
        }
        let found = Pointer::from_reference(target).and_then(|target| finder.find(&target));
        match found.filter(Node::is_mapping) {
            Some(next) => node = next,
            None => return Err(wanted.dangling(&node.pointer, target)),
        }
    }
    Ok(node)
}

/// The maximum number of nodes that are read again, as a multiple of the nodes in the document.
const MOST_READ_AGAIN: usize = 8;

/// The section of definitions: the name of each, and its position.
pub(super) struct Shared<'n, 'a>(BTreeMap<&'n Pointer, (usize, &'a str)>);

impl<'n, 'a> Shared<'n, 'a> {
    pub(super) fn new(section: &'n [(&'a str, Node<'a>)]) -> Self {
        let entries = section.iter().enumerate();
        let entries = entries.map(|(at, (name, node))| (&node.pointer, (at, *name)));
        Self(entries.collect())
    }

    /// Returns the position of a definition; others are behind them.
    pub(super) fn position(&self, pointer: &Pointer) -> usize {
        self.0.get(pointer).map_or(usize::MAX, |(at, _)| *at)
    }
}

/// Reads the targets of references that are not read yet, and the targets of references in them. Tools that combine several files
/// write references to what is not in the section of definitions: into a definition, or to an inline schema of an operation.
///
/// `read` returns a schema, and adds the references in it to the list of targets.
pub(super) fn read_targets<'a>(
    definitions: &mut Vec<Definition<'a>>,
    mut targets: Vec<Pointer>,
    finder: &mut Finder<'a>,
    shared: &Shared<'_, 'a>,
    mut read: impl FnMut(&Node<'a>, &mut Vec<Pointer>) -> Schema<'a>,
) {
    let known = definitions.iter().map(|found| found.pointer.clone());
    let mut known: BTreeSet<Pointer> = known.collect();
    let mut left = None;
    targets.reverse();
    while let Some(pointer) = targets.pop() {
        if !known.insert(pointer.clone()) {
            continue;
        }
        // A dangling reference is reported where it is used.
        let Some(node) = finder.find(&pointer).filter(Node::is_mapping) else {
            continue;
        };
        let name = shared.0.get(&pointer).map(|(_, name)| *name);
        if name.is_none() {
            let budget = left.unwrap_or_else(|| MOST_READ_AGAIN * finder.count());
            left = budget.checked_sub(node.value.count());
            if left.is_none() {
                let message =
                    "the references point into each other's content, which is too much to read";
                let help = "move their targets to the section of shared definitions";
                return node.error(Rule::TooLarge, message, help);
            }
        }
        definitions.push(Definition {
            name,
            schema: read(&node, &mut targets),
            pointer,
        });
    }
}
