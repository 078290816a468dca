//! `$ref` -> the node that it names.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Definition, Document, OrReference, Parameter, Reference, Schema};
use crate::pointer::Pointer;

/// What references can name, by pointer.
pub(super) struct Index<'a> {
    definitions: BTreeMap<&'a Pointer, &'a Definition<'a>>,
    parameters: BTreeMap<&'a Pointer, &'a OrReference<'a, Parameter<'a>>>,
    responses: BTreeMap<&'a Pointer, &'a OrReference<'a, Option<Schema<'a>>>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self {
            definitions: document
                .definitions
                .iter()
                .map(|found| (&found.pointer, found))
                .collect(),
            parameters: document
                .parameters
                .iter()
                .map(|(pointer, found)| (pointer, found))
                .collect(),
            responses: document
                .responses
                .iter()
                .map(|(pointer, found)| (pointer, found))
                .collect(),
        }
    }

    pub(super) fn definition(&self, reference: &str) -> Option<&'a Definition<'a>> {
        self.definitions
            .get(&Pointer::from_reference(reference)?)
            .copied()
    }

    /// A parameter, its reference followed; one that leads nowhere is an error, for the request would lack it.
    pub(super) fn parameter(
        &self,
        found: &'a OrReference<'a, Parameter<'a>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Parameter<'a>> {
        let broken = match follow(found, &self.parameters, "shared parameter") {
            Ok(parameter) => return Some(parameter),
            Err(broken) => broken,
        };
        let help =
            "define the parameter under `parameters` at the document's top, or write it out here";
        diagnostics.error(broken.rule, &broken.at.pointer, broken.message, help);
        None
    }

    /// A response's schema, if it has one, its reference followed. A broken one gives untyped JSON.
    pub(super) fn response(
        &self,
        found: &'a OrReference<'a, Option<Schema<'a>>>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<&'a Schema<'a>>, Broken<'a>> {
        let broken = match follow(found, &self.responses, "shared response") {
            Ok(schema) => return Ok(schema.as_ref()),
            Err(broken) => broken,
        };
        let message = format!("{}: the response is free JSON", broken.message);
        let help =
            "define the response under `responses` at the document's top, or write it out here";
        diagnostics.warning(broken.rule, &broken.at.pointer, message, help);
        Err(broken)
    }
}

/// A reference that leads to no node, and why.
pub(super) struct Broken<'a> {
    at: &'a Reference<'a>,
    rule: Rule,
    message: String,
}

/// The node that references lead to, one after the other.
fn follow<'a, T>(
    found: &'a OrReference<'a, T>,
    shared: &BTreeMap<&'a Pointer, &'a OrReference<'a, T>>,
    wanted: &str,
) -> Result<&'a T, Broken<'a>> {
    let mut found = found;
    let mut seen = BTreeSet::new();
    loop {
        let at = match found {
            OrReference::Here(node) => return Ok(node),
            OrReference::Reference(reference) => reference,
        };
        if !seen.insert(at.target) {
            let message = format!("`{}` leads back to itself", at.target);
            let rule = Rule::CyclicReference;
            return Err(Broken { at, rule, message });
        }
        let target = Pointer::from_reference(at.target);
        let Some(next) = target.and_then(|target| shared.get(&target)) else {
            let message = Pointer::dangling(at.target, wanted);
            let rule = Rule::DanglingReference;
            return Err(Broken { at, rule, message });
        };
        found = next;
    }
}
