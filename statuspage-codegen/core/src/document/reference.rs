//! References in the tree: the nodes to which they resolve, and the ways in which that fails.

use super::find::Finder;
use super::node::Node;
use super::trees::Name;
use super::{Definition, Schema};
use crate::diagnostic::{Diagnostics, Rule};
use crate::files::Target;
use crate::hashed::{Map, Set};
use crate::pointer::Pointer;

/// A reference of a schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference<'a> {
    /// The reference as written.
    pub(crate) text: &'a str,
    /// Where it leads.
    pub(crate) target: Result<Pointer, Unresolved>,
}

impl<'a> Reference<'a> {
    pub(super) fn new(node: &Node<'a>, text: &'a str) -> Self {
        Self {
            text,
            target: resolve(node, text),
        }
    }
}

/// Why a reference leads to no file of the description.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unresolved {
    message: String,
    help: &'static str,
    /// A file is missing or invalid. Without it, nothing is as described.
    is_file: bool,
}

/// A reference that does not resolve.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    pub(super) rule: Rule,
    /// The node that has the reference.
    pub(super) at: Pointer,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// As in [`Unresolved`].
    pub(super) is_file: bool,
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
    pub(super) fn dangling(
        &self,
        at: &Pointer,
        text: &str,
        target: &Result<Pointer, Unresolved>,
    ) -> Broken {
        let (message, help, is_file) = match target {
            Err(unresolved) => (
                unresolved.message.clone(),
                unresolved.help,
                unresolved.is_file,
            ),
            Ok(target) => {
                let (place, help) = match (target.file(), text.starts_with('#')) {
                    (None, _) => ("the document".to_owned(), self.help),
                    (Some(path), true) => (
                        format!("`{path}`"),
                        "a reference that begins with `#` leads into its own file: for another file, write its path before it",
                    ),
                    (Some(path), false) => (format!("`{path}`"), self.help),
                };
                let message = format!("`{text}` does not resolve to a {} of {place}", self.name);
                (message, help, false)
            }
        };
        Broken {
            rule: Rule::DanglingReference,
            at: at.clone(),
            message,
            help,
            is_file,
        }
    }
}

impl Broken {
    /// Returns whether the target does not exist.
    pub(crate) fn is_dangling(&self) -> bool {
        self.rule == Rule::DanglingReference
    }

    /// Reports an error: without the target of the reference, a request would be wrong.
    pub(super) fn error(&self, diagnostics: &Diagnostics, consequence: &str) {
        let message = format!("{}{consequence}", self.message);
        diagnostics.error(self.rule, &self.at, message, self.help);
    }

    /// Emits a warning with the consequence, such as `: the value is untyped JSON`. A file that cannot be read is an error.
    pub(crate) fn warn(&self, diagnostics: &Diagnostics, consequence: &str) {
        if self.is_file {
            return self.error(diagnostics, "");
        }
        let message = format!("{}{consequence}", self.message);
        diagnostics.warning(self.rule, &self.at, message, self.help);
    }
}

/// Returns where a reference in a node leads. Whether there is a node is not checked.
fn resolve(node: &Node<'_>, text: &str) -> Result<Pointer, Unresolved> {
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    let root = if path.is_empty() {
        node.pointer.root()
    } else {
        node.trees
            .named(Name::Id, path)
            .map_or_else(|| root_of(node, path, text), Ok)?
    };
    if let Some(local) = Pointer::from_reference(&format!("#{fragment}")) {
        return Ok(root.join(&local));
    }
    let anchor = Name::Anchor(root.file().unwrap_or_default());
    node.trees
        .named(anchor, fragment)
        .ok_or_else(|| Unresolved {
            message: format!("there is no `$anchor` for `{text}`"),
            help: "refer to the node by its address, such as `#/components/schemas/Pet`",
            is_file: false,
        })
}

/// Returns the root of the file to which a reference in a node leads.
fn root_of(node: &Node<'_>, path: &str, text: &str) -> Result<Pointer, Unresolved> {
    let Some(files) = node.trees.files else {
        return Err(Unresolved {
            message: format!("`{text}` is outside the document, and no other document is read"),
            help: "include what it refers to in the document",
            is_file: false,
        });
    };
    match files.target(node.pointer.file().unwrap_or_default(), path) {
        Target::Main => Ok(Pointer::default()),
        Target::File(path) => match files.tree(&path) {
            Ok(_) => Ok(Pointer::in_file(&path, &Pointer::default())),
            Err(reason) => Err(Unresolved {
                message: format!("`{text}` cannot be read: {reason}"),
                help: "correct the file, or the path, which is relative to the file that has the reference",
                is_file: true,
            }),
        },
        Target::Outside => Err(Unresolved {
            message: format!("`{text}` is not in the folder of the description, or below"),
            help: "move the file into that folder, and refer to it by its relative path",
            is_file: true,
        }),
        Target::Url => Err(Unresolved {
            message: format!("`{text}` is not a file, and nothing is read from the network"),
            help: "save it in the folder of the description, and refer to it by its relative path",
            is_file: false,
        }),
    }
}

/// Follows references until a node that has none.
pub(super) fn follow<'a>(
    mut node: Node<'a>,
    finder: &mut Finder<'a>,
    wanted: &Wanted,
) -> Result<Node<'a>, Broken> {
    let mut seen = Set::default();
    while let Some(text) = node.text("$ref") {
        let target = resolve(&node, text);
        let pointer = target.as_ref().ok();
        if pointer.is_some_and(|pointer| !seen.insert(pointer.clone())) {
            return Err(Broken {
                rule: Rule::CyclicReference,
                at: node.pointer,
                message: format!("`{text}` refers back to itself"),
                help: wanted.help,
                is_file: false,
            });
        }
        let found = pointer.and_then(|pointer| finder.find(pointer));
        match found.filter(Node::is_mapping) {
            Some(next) => node = next,
            None => return Err(wanted.dangling(&node.pointer, text, &target)),
        }
    }
    Ok(node)
}

/// The maximum number of nodes that are read again, as a multiple of the nodes in the document.
const MOST_READ_AGAIN: usize = 8;

/// The section of definitions: the name of each, and its position.
pub(super) struct Shared<'n, 'a>(Map<&'n Pointer, (usize, &'a str)>);

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
    let mut known: Set<Pointer> = known.collect();
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

/// Names definitions in other files after those that only refer to them.
pub(super) fn name_targets(definitions: &mut [Definition<'_>]) {
    let target = |definition: &Definition<'_>| {
        let reference = definition.schema.reference.as_ref()?;
        reference.target.clone().ok()
    };
    let in_files = definitions.iter().enumerate();
    let in_files = in_files.filter(|(_, found)| found.pointer.file().is_some());
    let in_files: Map<_, _> = in_files
        .map(|(at, found)| (found.pointer.clone(), at))
        .collect();
    let named = definitions.iter().rev();
    let named = named.filter_map(|found| Some((found.name?, target(found)?)));
    let mut pending: Vec<_> = named.collect();
    while let Some((name, pointer)) = pending.pop() {
        let found = in_files
            .get(&pointer)
            .and_then(|at| definitions.get_mut(*at));
        if let Some(found) = found.filter(|found| found.name.is_none()) {
            found.name = Some(name);
            pending.extend(target(found).map(|pointer| (name, pointer)));
        }
    }
}
