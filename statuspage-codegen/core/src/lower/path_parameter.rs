//! The parameters that a path has against those that are declared for it.

use crate::api::{Constrained, ListStyle, Location, Parameter, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{self, Place};
use crate::name;
use crate::path::PathTemplate;
use crate::pointer::Pointer;

/// The declaration of a parameter of the path: of its name, or else of one that differs only by case or punctuation.
pub(super) fn declaration<'a>(
    name: &str,
    path: &PathTemplate,
    plain: &'a [(Place, document::Parameter<'a>)],
) -> Option<&'a document::Parameter<'a>> {
    let of_path = |(place, found): &'a (Place, _)| (*place == Place::Path).then_some(found);
    let declared = || plain.iter().filter_map(of_path);
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
    plain: &[(Place, document::Parameter<'_>)],
    diagnostics: &Diagnostics,
) {
    let written = &parameter.name;
    if has(path, written) {
        return;
    }
    let is_declared_here = |name: &&str| {
        declaration(name, path, plain).is_some_and(|found| std::ptr::eq(found, parameter))
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
    diagnostics.warning(Rule::UnusedPathParameter, pointer, message, help);
}

/// A parameter that the path has and nobody declared.
pub(super) fn undeclared(name: &str, path: &Pointer) -> Parameter {
    Parameter {
        name: name.to_owned(),
        field: String::new(),
        location: Location::Path,
        ty: Type::String,
        required: true,
        nullable: false,
        clear: None,
        list: ListStyle::Joined(','),
        description: None,
        constraints: Constrained::default(),
        pointer: path.clone(),
        guessed: Some(path.clone()),
    }
}
