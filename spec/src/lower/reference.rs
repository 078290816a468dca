//! `$ref` -> the node that it names.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Definition, Document, OrReference, Parameter, Reference, Schema};
use crate::pointer::Pointer;

/// What references can name, by pointer.
pub(super) struct Index<'a> {
    definitions: BTreeMap<&'a Pointer, &'a Definition>,
    parameters: BTreeMap<&'a Pointer, &'a Parameter>,
    responses: BTreeMap<&'a Pointer, &'a Option<Schema>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
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

    pub(super) fn definition(&self, reference: &str) -> Option<&'a Definition> {
        self.definitions
            .get(&Pointer::from_reference(reference)?)
            .copied()
    }

    /// A parameter, its reference followed; one that leads nowhere is an error, for the request would lack it.
    pub(super) fn parameter(
        &self,
        found: &'a OrReference<Parameter>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Parameter> {
        match found {
            OrReference::Here(parameter) => Some(parameter),
            OrReference::Reference(reference) => {
                let target = Pointer::from_reference(&reference.target);
                let parameter = target.and_then(|target| self.parameters.get(&target).copied());
                if parameter.is_none() {
                    let message = dangling(reference);
                    let help = "define the parameter under `parameters` at the document's top, or write it out here";
                    diagnostics.error(Rule::DanglingReference, &reference.pointer, message, help);
                }
                parameter
            }
        }
    }

    /// A response's schema, its reference followed; one that leads nowhere gives free JSON.
    pub(super) fn response(
        &self,
        found: &'a OrReference<Option<Schema>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'a Schema> {
        match found {
            OrReference::Here(schema) => schema.as_ref(),
            OrReference::Reference(reference) => {
                let target = Pointer::from_reference(&reference.target);
                let schema = target.and_then(|target| self.responses.get(&target).copied());
                if schema.is_none() {
                    let message = format!("{}: the response is free JSON", dangling(reference));
                    let help = "define the response under `responses` at the document's top, or write it out here";
                    diagnostics.warning(Rule::DanglingReference, &reference.pointer, message, help);
                }
                schema.and_then(Option::as_ref)
            }
        }
    }
}

fn dangling(reference: &Reference) -> String {
    dangling_target(&reference.target)
}

/// How a reference that leads nowhere is told.
pub(super) fn dangling_target(target: &str) -> String {
    if target.starts_with('#') {
        format!("`{target}` is not in the document")
    } else {
        format!("`{target}` leads out of the document, and no other document is read")
    }
}
