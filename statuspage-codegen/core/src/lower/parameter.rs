//! Parameters outside JSON bodies: typed, and given the names of their fields.

use std::collections::BTreeMap;

use super::context::Context;
use super::nullable::never_null;
use super::schema::Types;
use super::{constraint, header, list, path_parameter};
use crate::api::{Location, Parameter};
use crate::diagnostic::Diagnostics;
use crate::document::{self, Place};
use crate::name::{self, Scope};
use crate::path::PathTemplate;

/// The parameters of path, query and headers; those of the path in its order, whether declared or not. `of_query` has the
/// names of those that are of the query though they are declared for the path.
pub(super) fn lower_all(
    operation: &document::Operation<'_>,
    path: &PathTemplate,
    of_query: &[&str],
    context: &Context<'_>,
    types: &mut Types<'_>,
    diagnostics: &Diagnostics,
) -> Vec<Parameter> {
    let plain = &operation.parameters;
    let mut drafts = Vec::new();
    for name in path.parameters() {
        let mut draft = match path_parameter::declaration(name, path, plain) {
            Some(parameter) => lower(parameter, Location::Path, context, types, diagnostics),
            None => path_parameter::undeclared(name, &operation.path_pointer),
        };
        name.clone_into(&mut draft.name);
        drafts.push(draft);
    }
    for (place, parameter) in plain {
        let location = match place {
            Place::Query => Location::Query,
            Place::Path if of_query.contains(&parameter.name) => Location::Query,
            Place::Header if header::is_sent(parameter, diagnostics) => Location::Header,
            Place::Header => continue,
            Place::Path => {
                path_parameter::report_unused(parameter, path, plain, diagnostics);
                continue;
            }
        };
        drafts.push(lower(parameter, location, context, types, diagnostics));
    }
    drafts
}

/// Lowers a parameter that is not a JSON body. Its field is named later, when all fields are known.
pub(super) fn lower(
    parameter: &document::Parameter<'_>,
    location: Location,
    context: &Context<'_>,
    types: &mut Types<'_>,
    diagnostics: &Diagnostics,
) -> Parameter {
    let required = parameter.required || location == Location::Path;
    let context = context.of_parameter(parameter);
    let schema = types.index.schema(parameter.schema);
    let ty = never_null(types.lower(schema, &context, diagnostics));
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
        constraints: constraint::lower(schema),
        pointer: parameter.pointer.clone(),
        guessed: types.guessed(schema),
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
