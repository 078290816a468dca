//! Parameters outside JSON bodies: sorted by place, typed, and given the names of their fields.

use std::collections::BTreeMap;

use super::context::Context;
use super::nullable::never_null;
use super::schema::Types;
use super::{constraint, header, list, path_parameter};
use crate::api::{Location, Parameter};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::reference::Index;
use crate::document::{self, OrReference};
use crate::name::{self, Scope};
use crate::path::PathTemplate;

/// The operation's parameters, references followed: those outside a JSON body, and the bodies.
///
/// An operation's own parameter replaces the path's of the same name and place; two of the operation's own are
/// an oversight, and the first is taken.
pub(super) fn sort<'a>(
    operation: &'a document::Operation<'a>,
    index: &Index<'a>,
    diagnostics: &mut Diagnostics,
) -> (
    Vec<&'a document::Parameter<'a>>,
    Vec<&'a document::Parameter<'a>>,
) {
    // Each with whether it stands at the operation itself.
    let mut found: Vec<(&document::Parameter<'_>, bool)> = Vec::new();
    let mut positions = BTreeMap::new();
    for entry in &operation.parameters {
        let parameter = match index.parameter(entry) {
            Ok(parameter) => parameter,
            // The request would lack it.
            Err(broken) => {
                let help = "define the parameter under `parameters` at the top of the document, or replace the reference with its content";
                diagnostics.error(broken.rule, &broken.at, broken.message, help);
                continue;
            }
        };
        let pointer = match entry {
            OrReference::Here(parameter) => &parameter.pointer,
            OrReference::Reference(reference) => &reference.pointer,
        };
        let own = pointer.is_within(&operation.pointer);
        let at = *positions
            .entry((parameter.place, header::folded(parameter)))
            .or_insert(found.len());
        match found.get_mut(at) {
            None => found.push((parameter, own)),
            Some(slot) if own && !slot.1 => *slot = (parameter, own),
            Some(_) => {
                let message = format!(
                    "`{}` occurs twice in {}; using the first",
                    parameter.name, parameter.place
                );
                let help = "remove one of them";
                diagnostics.warning(Rule::RepeatedParameter, pointer, message, help);
            }
        }
    }
    let found: Vec<_> = found.into_iter().map(|(parameter, _)| parameter).collect();
    report_alike(&found, diagnostics);
    found
        .into_iter()
        .partition(|parameter| parameter.place != "body")
}

/// Warns of names that differ only by case or punctuation: most are two spellings of one.
fn report_alike(found: &[&document::Parameter], diagnostics: &mut Diagnostics) {
    let mut firsts = BTreeMap::new();
    // Those of the path are held against the path.
    for parameter in found.iter().filter(|found| found.place != "path") {
        let key = (parameter.place, name::snake(parameter.name));
        let first: &&document::Parameter<'_> = firsts.entry(key).or_insert(parameter);
        if first.name != parameter.name {
            let message = format!(
                "`{}` and `{}` differ only in case or punctuation; both can be sent, and their fields differ by a number",
                parameter.name, first.name
            );
            let help = "remove one of them, unless the service distinguishes them";
            diagnostics.warning(Rule::RepeatedParameter, &parameter.pointer, message, help);
        }
    }
}

/// The parameters of path, query and headers; those of the path in its order, whether declared or not. `of_query` has the
/// names of those that are of the query though they are declared for the path.
pub(super) fn lower_all<'a>(
    operation: &document::Operation<'_>,
    path: &PathTemplate,
    plain: &[&'a document::Parameter<'a>],
    of_query: &[&str],
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let mut drafts = Vec::new();
    for name in path.parameters() {
        let mut draft = match path_parameter::declaration(name, path, plain) {
            Some(parameter) => lower(parameter, Location::Path, context, types, diagnostics),
            None => path_parameter::undeclared(name, &operation.path_pointer),
        };
        name.clone_into(&mut draft.name);
        drafts.push(draft);
    }
    for parameter in plain {
        let location = match parameter.place {
            "query" => Location::Query,
            "path" if of_query.contains(&parameter.name) => Location::Query,
            "header" if header::is_sent(parameter, diagnostics) => Location::Header,
            // The former cannot be sent as a header, and the latter belongs to the body.
            "header" | "formData" => continue,
            "path" => {
                path_parameter::report_unused(parameter, path, plain, diagnostics);
                continue;
            }
            other => {
                let message = format!("`in: {other}` is not a place for a parameter");
                let help = "use path, query, header, formData or body, or remove the parameter";
                diagnostics.error(Rule::BadParameter, &parameter.pointer, message, help);
                continue;
            }
        };
        drafts.push(lower(parameter, location, context, types, diagnostics));
    }
    drafts
}

/// Lowers a parameter that is not a JSON body. Its field is named later, when all fields are known.
pub(super) fn lower<'a>(
    parameter: &'a document::Parameter<'a>,
    location: Location,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Parameter {
    let required = parameter.required || location == Location::Path;
    let context = context.of_parameter(parameter);
    let ty = never_null(types.lower(&parameter.schema, &context, diagnostics));
    let (ty, list) = list::style(parameter, &location, ty, types, diagnostics);
    Parameter {
        name: parameter.name.to_owned(),
        field: String::new(),
        list,
        location,
        ty,
        required,
        nullable: false,
        clear: None,
        description: parameter.description.map(str::to_owned),
        constraints: constraint::lower(&parameter.schema),
        pointer: parameter.pointer.clone(),
        guessed: types.guessed(&parameter.schema),
    }
}

/// Names the fields: the last name in the brackets, or the whole name where two would be equal.
pub(super) fn name_fields(mut parameters: Vec<Parameter>) -> Vec<Parameter> {
    let short = |parameter: &Parameter| match name::last_in_brackets(&parameter.name) {
        Some(last) => name::snake(last),
        None => name::snake(&parameter.name),
    };
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for parameter in &parameters {
        *uses.entry(short(parameter)).or_default() += 1;
    }
    let mut scope = Scope::new(&["new"]);
    for parameter in &mut parameters {
        let preferred = short(parameter);
        let preferred = match (&parameter.location, uses.get(&preferred)) {
            (
                Location::Body {
                    envelope: Some(envelope),
                },
                Some(2..),
            ) => name::snake(&format!("{envelope} {}", parameter.name)),
            (_, Some(2..)) => name::snake(&parameter.name),
            _ => preferred,
        };
        parameter.field = scope.claim(&preferred);
    }
    // After all fields, whose names are what users rely on.
    for parameter in &mut parameters {
        if parameter.nullable && !parameter.required {
            let plain = parameter.field.trim_start_matches("r#");
            parameter.clear = Some(scope.claim(&format!("clear_{plain}")));
        }
    }
    parameters
}
