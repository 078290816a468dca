//! The parameters in a path, matched with those that are declared for it.

use super::context::Context;
use super::parameter::Draft;
use crate::api::{Constraints, ListStyle, Location, Type};
use crate::diagnostic::Rule;
use crate::document::{self, Place};
use crate::name;
use crate::path::PathTemplate;
use crate::pointer::Pointer;

/// Finds the declaration of a parameter of the path: one with its name, or else one that differs only in case or punctuation.
pub(super) fn declaration<'a>(
    name: &str,
    path: &PathTemplate,
    declared: &'a [(Place, document::Parameter<'a>)],
) -> Option<&'a document::Parameter<'a>> {
    let of_path = |(place, found): &'a (Place, _)| (*place == Place::Path).then_some(found);
    let declared = || declared.iter().filter_map(of_path);
    let alike = |found: &&document::Parameter<'_>| {
        name::snake(found.name) == name::snake(name) && !has(path, found.name)
    };
    declared()
        .find(|found| found.name.trim() == name)
        .or_else(|| declared().find(alike))
}

fn has(path: &PathTemplate, name: &str) -> bool {
    path.parameters().any(|found| found == name.trim())
}

/// Warns of a path parameter that the path does not have, at least not under this name.
pub(super) fn report_unused(
    parameter: &document::Parameter<'_>,
    path: &PathTemplate,
    declared: &[(Place, document::Parameter<'_>)],
    context: &Context<'_>,
) {
    let written = &parameter.name;
    if has(path, written) {
        return;
    }
    let is_declared_here = |name: &&str| {
        declaration(name, path, declared).is_some_and(|found| std::ptr::eq(found, parameter))
    };
    let (message, help) = match path.parameters().find(is_declared_here) {
        Some(name) => (
            format!("the path has no `{written}`; using it for `{name}`"),
            "use the name in the path",
        ),
        None => (
            format!("the path has no `{written}`; the parameter is ignored"),
            "remove it, or add it to the path",
        ),
    };
    let pointer = &parameter.pointer;
    let diagnostics = context.diagnostics;
    diagnostics.warning(Rule::UnusedPathParameter, pointer, message, help);
}

/// Creates a draft of a parameter that is in the path but not declared.
pub(super) fn undeclared(path: &Pointer) -> Draft {
    Draft {
        name: String::new(),
        location: Location::Path,
        ty: Type::String,
        required: true,
        nullable: false,
        deprecated: false,
        list: ListStyle::Joined(','),
        description: None,
        constraints: Constraints::default(),
        pointer: path.clone(),
        guessed: Some(path.clone()),
    }
}
