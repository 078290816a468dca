//! References: the nodes to which they resolve, and the ways in which that fails.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::find::Finder;
use super::node::Node;
use super::{ANY, Definition, Schema, SchemaId, Terms};
use crate::diagnostic::{Diagnostics, Rule};
use crate::pointer::Pointer;

/// The maximum number of schemas that are followed from one to the next. Inline schemas alone cannot be nested deeper, because
/// the parsers of YAML and JSON have the same limit; references can.
pub(crate) const DEEPEST: usize = 128;

/// A reference that does not resolve.
#[derive(Clone, Debug)]
pub(crate) struct Broken {
    rule: Rule,
    /// The node that has the reference.
    at: Pointer,
    message: String,
    help: &'static str,
}

/// What a reference must resolve to.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// What such nodes are called.
    pub(crate) name: &'static str,
    /// How a reference that does not resolve is corrected.
    pub(crate) help: &'static str,
}

impl Wanted {
    /// A reference that does not resolve to such a node.
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
    /// Whether the target does not exist.
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

/// Follows the references from a node to the next, to one that has none.
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

/// The maximum number of nodes that are read again, as a multiple of the whole document; nested nodes count each time.
const MOST_READ_AGAIN: usize = 8;

/// Reads the schemas that references name outside the section of definitions, and those that are named there in turn. Tools that
/// combine several files write such references: into a definition, or to what is inline in an operation.
///
/// `read` returns a schema, and adds the references in it to the list of targets.
pub(super) fn read_targets<'a>(
    definitions: &mut Vec<Definition<'a>>,
    mut targets: Vec<Pointer>,
    finder: &mut Finder<'a>,
    root: &Node<'a>,
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
        // Whether a dangling reference is an error is known where it is used.
        let Some(node) = finder.find(&pointer).filter(Node::is_mapping) else {
            continue;
        };
        let budget = left.unwrap_or_else(|| MOST_READ_AGAIN * root.value.count());
        left = budget.checked_sub(node.value.count());
        if left.is_none() {
            let message =
                "the references point into each other's content, which is too much to read";
            let help = "move their targets to the section of shared definitions";
            return node.error(Rule::TooLarge, message, help);
        }
        definitions.push(Definition {
            name: None,
            schema: read(&node, &mut targets),
            pointer,
        });
    }
}

/// The maximum number of parts and properties merged for a whole document: `allOf` lets a short text repeat the same ones any
/// number of times.
const MOST_MERGED: usize = 1_000_000;

/// The schemas of a document, by the pointers that references have.
pub(crate) struct Index<'d, 'a> {
    definitions: BTreeMap<&'d Pointer, &'d Definition<'a>>,
    schemas: &'d [Schema<'a>],
    pub(crate) terms: &'static Terms,
    diagnostics: &'d Diagnostics,
    /// How many more parts and properties may be merged; `None` after the error about it.
    left: Cell<Option<usize>>,
}

/// What a schema resolves to.
pub(crate) enum Resolved<'d, 'a> {
    /// An object with known properties, or parts that may have some.
    Object(&'d Schema<'a>),
    Other,
    /// The reference is dangling or cyclic.
    Unknown,
}

/// What an object is composed of.
#[derive(Default)]
pub(crate) struct Parts<'d, 'a> {
    /// The schema and its parts, references followed, each part before what adds to it.
    pub(crate) found: Vec<&'d Schema<'a>>,
    /// The references that cannot be followed.
    pub(crate) broken: Vec<Broken>,
}

/// A step of the walk through the parts of an object.
enum Step<'d, 'a> {
    Enter(&'d Schema<'a>),
    /// All parts of this schema are found.
    Add(&'d Schema<'a>),
    /// All parts of this definition are found.
    Leave(&'d Pointer),
}

impl<'d, 'a> Index<'d, 'a> {
    pub(crate) fn new(
        definitions: &'d [Definition<'a>],
        schemas: &'d [Schema<'a>],
        terms: &'static Terms,
        diagnostics: &'d Diagnostics,
    ) -> Self {
        let definitions = definitions.iter().map(|found| (&found.pointer, found));
        Self {
            definitions: definitions.collect(),
            schemas,
            terms,
            diagnostics,
            left: Cell::new(Some(MOST_MERGED)),
        }
    }

    /// Returns the schema of a parameter, a body or a response.
    pub(crate) fn schema(&self, id: SchemaId) -> &'d Schema<'a> {
        self.schemas.get(id.0).unwrap_or(&ANY)
    }

    /// Returns the definition that a schema refers to.
    pub(crate) fn definition(
        &self,
        schema: &Schema<'_>,
        reference: &str,
    ) -> Result<&'d Definition<'a>, Broken> {
        let dangling = || self.terms.definition.dangling(&schema.pointer, reference);
        self.find(reference).ok_or_else(dangling)
    }

    fn find(&self, reference: &str) -> Option<&'d Definition<'a>> {
        let target = Pointer::from_reference(reference)?;
        self.definitions.get(&target).copied()
    }

    /// Returns the schemas from one to the next: from a reference to its definition, and from a composition to the part that is
    /// its whole type. A longer chain is a cycle, or as good as one.
    pub(crate) fn chain(&self, schema: &'d Schema<'a>) -> impl Iterator<Item = &'d Schema<'a>> {
        let next = |schema: &&'d Schema<'a>| match schema.reference {
            Some(reference) => Some(&self.find(reference)?.schema),
            None => schema.only_part(),
        };
        std::iter::successors(Some(schema), next).take(DEEPEST + 1)
    }

    /// Returns what a schema resolves to when its references are followed.
    pub(crate) fn resolve(&self, schema: &'d Schema<'a>) -> Resolved<'d, 'a> {
        match self.chain(schema).last() {
            Some(end) if end.reference.is_some() || end.only_part().is_some() => Resolved::Unknown,
            Some(end) if end.is_object() => Resolved::Object(end),
            _ => Resolved::Other,
        }
    }

    /// Finds the parts of an object. There are none if the document has too many, which is reported.
    pub(crate) fn parts(&self, schema: &'d Schema<'a>) -> Parts<'d, 'a> {
        let mut parts = Parts::default();
        // The definitions that are entered, and whether they are left.
        let mut entered: BTreeMap<&Pointer, bool> = BTreeMap::new();
        let mut steps = vec![Step::Enter(schema)];
        while let Some(step) = steps.pop() {
            let schema = match step {
                Step::Enter(schema) => schema,
                Step::Add(schema) => {
                    parts.found.push(schema);
                    continue;
                }
                Step::Leave(definition) => {
                    entered.insert(definition, true);
                    continue;
                }
            };
            let size = 1 + schema.properties.len() + schema.required.len();
            if !self.can_merge(size, &schema.pointer) {
                return Parts::default();
            }
            let Some(reference) = schema.reference else {
                steps.push(Step::Add(schema));
                steps.extend(schema.all_of.iter().rev().map(Step::Enter));
                continue;
            };
            match self.definition(schema, reference) {
                Err(broken) => parts.broken.push(broken),
                Ok(definition) => match entered.get(&definition.pointer) {
                    Some(true) => {}
                    Some(false) => parts.broken.push(Broken {
                        rule: Rule::CyclicReference,
                        at: schema.pointer.clone(),
                        message: format!("`{reference}` contains itself"),
                        help: "break the cycle of `allOf` and `$ref`",
                    }),
                    None => {
                        entered.insert(&definition.pointer, false);
                        steps.push(Step::Leave(&definition.pointer));
                        steps.push(Step::Enter(&definition.schema));
                    }
                },
            }
        }
        parts
    }

    /// Returns whether so many more parts and properties may be merged; reports the first excess, because there may be thousands.
    pub(super) fn can_merge(&self, count: usize, at: &Pointer) -> bool {
        let Some(left) = self.left.get() else {
            return false;
        };
        self.left.set(left.checked_sub(count));
        if left < count {
            let message = format!(
                "more than {MOST_MERGED} parts and properties, counted again wherever they are merged"
            );
            let help = "compose objects of fewer parts";
            self.diagnostics.error(Rule::TooLarge, at, message, help);
        }
        left >= count
    }
}
