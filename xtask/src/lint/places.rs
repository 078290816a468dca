//! The parameters and fields of an API, each once, with their nodes.

use std::collections::BTreeSet;

use statuspage_codegen_core::api::{Location, Parameter, Shape};
use statuspage_codegen_core::{Api, Pointer};

use super::node::Node;

/// A parameter or a field.
pub(super) struct Place<'a> {
    pub(super) node: Node<'a>,
    pub(super) name: &'a str,
    /// A parameter that is declared as such; `None` for a field, that of a body among them.
    pub(super) parameter: Option<&'a Parameter>,
    /// The node that does not state a type.
    pub(super) guessed: Option<&'a Pointer>,
}

/// The parameters that are declared, in the order of the operations, and the fields.
pub(super) fn places<'a>(api: &'a Api, root: &Node<'a>) -> Vec<Place<'a>> {
    let parameters = api.operations.iter().flat_map(|found| &found.parameters);
    let parameters = parameters.map(|parameter| Place {
        node: root.nearest(&parameter.pointer),
        name: &parameter.name,
        parameter: Some(parameter).filter(|found| !is_field(found)),
        guessed: parameter.guessed.as_ref(),
    });
    let fields = api.models.iter().flat_map(|model| match &model.shape {
        Shape::Struct(fields) => fields.as_slice(),
        Shape::Newtype | Shape::Enum(_) => &[],
    });
    let fields = fields.map(|field| Place {
        node: root.nearest(&field.pointer),
        name: &field.name,
        parameter: None,
        guessed: field.guessed.as_ref(),
    });
    let mut seen = BTreeSet::new();
    parameters
        .filter(|place| place.parameter.is_none_or(|_| place.node.has("in")))
        .chain(fields)
        .filter(|place| seen.insert(place.node.pointer.clone()))
        .collect()
}

fn is_field(parameter: &Parameter) -> bool {
    matches!(parameter.location, Location::Body { .. })
}

/// Whether it is a body as a whole.
pub(super) fn is_body(parameter: &Parameter) -> bool {
    matches!(parameter.location, Location::WholeBody | Location::RawBody)
}
