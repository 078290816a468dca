//! References in schemas: what they resolve to, and the parts of objects.

use std::cell::Cell;

use super::reference::{Broken, Reference};
use super::{ANY, Definition, Schema, SchemaId, Terms};
use crate::diagnostic::{Diagnostics, Rule};
use crate::hashed::Map;
use crate::pointer::Pointer;

/// The maximum number of schemas that are followed from one to the next. Inline schemas alone cannot be nested deeper, because
/// the parsers of YAML and JSON have the same limit; references can.
pub(crate) const DEEPEST: usize = 128;

/// The maximum number of parts and properties merged for a whole document: `allOf` lets a short text repeat the same ones any
/// number of times.
const MOST_MERGED: usize = 1_000_000;

/// The schemas of a document, by the pointers that references have.
pub(crate) struct Index<'d, 'a> {
    definitions: Map<&'d Pointer, &'d Definition<'a>>,
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
        reference: &Reference<'_>,
    ) -> Result<&'d Definition<'a>, Broken> {
        let Reference { text, target } = reference;
        let dangling = || {
            self.terms
                .definition
                .dangling(&schema.pointer, text, target)
        };
        self.find(reference).ok_or_else(dangling)
    }

    fn find(&self, reference: &Reference<'_>) -> Option<&'d Definition<'a>> {
        let target = reference.target.as_ref().ok()?;
        self.definitions.get(target).copied()
    }

    /// Returns the schemas from one to the next: from a reference to its definition, and from a composition to the part that is
    /// its whole type. A longer chain is a cycle, or as good as one.
    pub(crate) fn chain(&self, schema: &'d Schema<'a>) -> impl Iterator<Item = &'d Schema<'a>> {
        let next = |schema: &&'d Schema<'a>| match &schema.reference {
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
        let mut entered: Map<&Pointer, bool> = Map::default();
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
            let Some(reference) = &schema.reference else {
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
                        message: format!("`{}` contains itself", reference.text),
                        help: "break the cycle of `allOf` and `$ref`",
                        is_file: false,
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
