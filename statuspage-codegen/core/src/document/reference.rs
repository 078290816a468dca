//! References: the nodes to which they resolve, and the ways in which that fails.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definition, Document, OrReference, Parameter, Reference, Schema};
use crate::diagnostic::Rule;
use crate::pointer::Pointer;

/// The maximum number of schemas that are followed from one to the next. Inline schemas alone cannot be nested deeper, because
/// the parsers of YAML and JSON have the same limit; references can.
pub(crate) const DEEPEST: usize = 128;

/// The nodes that references can name, by pointer.
pub(crate) struct Index<'a> {
    definitions: BTreeMap<&'a Pointer, &'a Definition<'a>>,
    parameters: BTreeMap<&'a Pointer, &'a OrReference<'a, Parameter<'a>>>,
    responses: BTreeMap<&'a Pointer, &'a OrReference<'a, Option<Schema<'a>>>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        let definitions = document.definitions.iter();
        let parameters = document.parameters.iter();
        let responses = document.responses.iter();
        Self {
            definitions: definitions.map(|found| (&found.pointer, found)).collect(),
            parameters: parameters.map(|(at, found)| (at, found)).collect(),
            responses: responses.map(|(at, found)| (at, found)).collect(),
        }
    }

    pub(crate) fn definition(&self, reference: &str) -> Option<&'a Definition<'a>> {
        let target = Pointer::from_reference(reference)?;
        self.definitions.get(&target).copied()
    }

    /// Returns the schemas from one to the next: from a reference to its definition, and from a composition of one part to
    /// that part. The last one is not followed any further, or its reference is dangling.
    pub(crate) fn chain(
        &self,
        schema: &'a Schema<'a>,
        only_part: impl Fn(&'a Schema<'a>) -> Option<&'a Schema<'a>>,
    ) -> impl Iterator<Item = &'a Schema<'a>> {
        let next = move |schema: &&'a Schema<'a>| match schema.reference {
            Some(reference) => Some(&self.definition(reference)?.schema),
            None => only_part(schema),
        };
        std::iter::successors(Some(schema), next)
    }

    pub(crate) fn parameter(
        &self,
        found: &'a OrReference<'a, Parameter<'a>>,
    ) -> Result<&'a Parameter<'a>, Broken> {
        resolve(found, &self.parameters, "shared parameter")
    }

    pub(crate) fn response(
        &self,
        found: &'a OrReference<'a, Option<Schema<'a>>>,
    ) -> Result<Option<&'a Schema<'a>>, Broken> {
        resolve(found, &self.responses, "shared response").map(Option::as_ref)
    }
}

/// A reference that does not resolve.
pub(crate) struct Broken {
    pub(crate) rule: Rule,
    /// The node that has the reference.
    pub(crate) at: Pointer,
    pub(crate) message: String,
}

fn resolve<'a, T>(
    found: &'a OrReference<'a, T>,
    shared: &BTreeMap<&'a Pointer, &'a OrReference<'a, T>>,
    wanted: &str,
) -> Result<&'a T, Broken> {
    let reference = |found: &&'a OrReference<'a, T>| match found {
        OrReference::Here(_) => None,
        OrReference::Reference(reference) => Some(reference.clone()),
    };
    let find = |target: &Pointer| shared.get(target).copied();
    match follow(found, reference, find, wanted)? {
        OrReference::Here(node) => Ok(node),
        // Only a node without a reference is the end.
        OrReference::Reference(Reference { pointer, target }) => {
            Err(Broken::dangling(pointer.clone(), target, wanted))
        }
    }
}

/// Follows references from one node to the next, to one that has none.
pub(super) fn follow<'a, T>(
    start: T,
    reference: impl Fn(&T) -> Option<Reference<'a>>,
    mut find: impl FnMut(&Pointer) -> Option<T>,
    wanted: &str,
) -> Result<T, Broken> {
    let mut node = start;
    let mut seen = BTreeSet::new();
    while let Some(Reference { pointer, target }) = reference(&node) {
        if !seen.insert(target) {
            return Err(Broken {
                rule: Rule::CyclicReference,
                at: pointer,
                message: format!("`{target}` refers back to itself"),
            });
        }
        match Pointer::from_reference(target).and_then(|target| find(&target)) {
            Some(next) => node = next,
            None => return Err(Broken::dangling(pointer, target, wanted)),
        }
    }
    Ok(node)
}

impl Broken {
    fn dangling(at: Pointer, target: &str, wanted: &str) -> Self {
        Self {
            rule: Rule::DanglingReference,
            at,
            message: dangling(target, wanted),
        }
    }
}

/// Returns the message about a reference that does not resolve to a node of the wanted kind.
pub(crate) fn dangling(reference: &str, wanted: &str) -> String {
    if reference.starts_with('#') {
        format!("`{reference}` does not resolve to a {wanted} of the document")
    } else {
        format!("`{reference}` is outside the document, and no other document is read")
    }
}
