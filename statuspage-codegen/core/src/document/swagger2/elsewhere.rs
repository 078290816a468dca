//! What references name outside of the places for shared nodes: it is read there, and shared like the others.
//!
//! Tools that put several files together write such references: into a definition, or to what stands at an operation.

use std::collections::BTreeSet;

use super::super::find::Finder;
use super::super::{Definition, Document, OrReference, Parameter, Response, Schema};
use super::schema::schema;
use super::{or_reference, parameter, response::response_schema};
use crate::diagnostic::{Diagnostics, Rule};
use crate::pointer::Pointer;
use crate::value::Value;

/// What a reference must lead to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Schema,
    Parameter,
    Response,
}

type Target = (Wanted, Pointer);

/// Adds to the document what its references name and is not shared yet, and what is named there in turn.
pub(super) fn read<'a>(
    document: &mut Document<'a>,
    root: &'a Value,
    finder: &mut Finder<'a>,
    diagnostics: &mut Diagnostics,
) {
    let mut known = shared(document);
    let mut open = Vec::new();
    of_document(document, &mut open);
    open.reverse();
    let mut left = None;
    while let Some((wanted, pointer)) = open.pop() {
        if !known.insert((wanted, pointer.clone())) {
            continue;
        }
        let Some(node) = finder.find(&pointer).filter(super::Node::is_mapping) else {
            // Whether that is an error is known where it is used.
            continue;
        };
        let size = count(node.value);
        let budget: &mut usize = left.get_or_insert_with(|| MOST * count(root));
        let Some(rest) = budget.checked_sub(size) else {
            let message =
                "the references point into each other's content, which is too much to read";
            let help = "move their targets to `definitions`";
            diagnostics.error(Rule::TooLarge, &pointer, message, help);
            return;
        };
        *budget = rest;
        match wanted {
            Wanted::Schema => {
                let schema = schema(&node, diagnostics);
                of_schema(&schema, &mut open);
                document.definitions.push(Definition {
                    name: None,
                    pointer,
                    schema,
                });
            }
            Wanted::Parameter => {
                if let Some(found) = parameter::shared(&node, diagnostics) {
                    of_parameter(&found, &mut open);
                    document.parameters.push((pointer, found));
                }
            }
            Wanted::Response => {
                let found = or_reference(&node, diagnostics, response_schema);
                of_response(&found, &mut open);
                document.responses.push((pointer, found));
            }
        }
    }
}

/// The maximum number of nodes that are read again, as a multiple of the whole document; nested nodes count each time.
const MOST: usize = 8;

/// The nodes of a tree, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Sequence(items) => items.iter().map(count).sum::<usize>(),
        Value::Mapping(entries) => entries.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}

/// What is shared already.
fn shared(document: &Document<'_>) -> BTreeSet<Target> {
    let definitions = document.definitions.iter();
    let parameters = document.parameters.iter();
    let responses = document.responses.iter();
    definitions
        .map(|found| (Wanted::Schema, found.pointer.clone()))
        .chain(parameters.map(|(pointer, _)| (Wanted::Parameter, pointer.clone())))
        .chain(responses.map(|(pointer, _)| (Wanted::Response, pointer.clone())))
        .collect()
}

fn of_document(document: &Document<'_>, open: &mut Vec<Target>) {
    for definition in &document.definitions {
        of_schema(&definition.schema, open);
    }
    for (_, found) in &document.parameters {
        of_parameter(found, open);
    }
    for (_, found) in &document.responses {
        of_response(found, open);
    }
    for operation in &document.operations {
        for found in &operation.parameters {
            of_parameter(found, open);
        }
        for Response { body, .. } in &operation.responses {
            of_response(body, open);
        }
    }
}

fn of_parameter(found: &OrReference<'_, Parameter<'_>>, open: &mut Vec<Target>) {
    match found {
        OrReference::Here(parameter) => of_schema(&parameter.schema, open),
        OrReference::Reference(reference) => push(Wanted::Parameter, reference.target, open),
    }
}

fn of_response(found: &OrReference<'_, Option<Schema<'_>>>, open: &mut Vec<Target>) {
    match found {
        OrReference::Here(schema) => {
            if let Some(schema) = schema {
                of_schema(schema, open);
            }
        }
        OrReference::Reference(reference) => push(Wanted::Response, reference.target, open),
    }
}

/// No deeper than a text can be nested.
fn of_schema(schema: &Schema<'_>, open: &mut Vec<Target>) {
    if let Some(target) = &schema.reference {
        push(Wanted::Schema, target, open);
    }
    let inline = [&schema.items, &schema.additional, &schema.property_names];
    for inside in inline.into_iter().flatten() {
        of_schema(inside, open);
    }
    for (_, property) in &schema.properties {
        of_schema(property, open);
    }
    for part in &schema.all_of {
        of_schema(part, open);
    }
}

fn push(wanted: Wanted, target: &str, open: &mut Vec<Target>) {
    open.extend(Pointer::from_reference(target).map(|pointer| (wanted, pointer)));
}
