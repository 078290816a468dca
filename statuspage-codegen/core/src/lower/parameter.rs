//! Parameters outside JSON bodies: typed, and given the names of their fields.

use super::context::Context;
use super::type_names::TypeNames;
use super::{constraint, header, list, path_parameter};
use crate::api::{Constraints, ListStyle, Location, Parameter, Type};
use crate::document::{self, Place};
use crate::hashed::Map;
use crate::name::{self, Scope};
use crate::path::PathTemplate;
use crate::pointer::Pointer;

/// A parameter without the name of its field: the fields of an operation are named together, when all are known.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) location: Location,
    pub(super) ty: Type,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) deprecated: bool,
    pub(super) list: ListStyle,
    pub(super) description: Option<String>,
    pub(super) constraints: Constraints,
    pub(super) pointer: Pointer,
    pub(super) guessed: Option<Pointer>,
}

impl Draft {
    /// Creates a draft of a declared parameter.
    pub(super) fn new(
        parameter: &document::Parameter<'_>,
        location: Location,
        ty: Type,
        context: &Context<'_>,
    ) -> Self {
        let schema = context.index.schema(parameter.schema);
        Self {
            name: parameter.name.to_owned(),
            location,
            ty,
            required: parameter.required,
            nullable: false,
            deprecated: parameter.deprecated || schema.deprecated,
            list: ListStyle::Repeated,
            description: parameter.description.map(str::to_owned),
            constraints: constraint::lower(schema),
            pointer: parameter.pointer.clone(),
            guessed: None,
        }
    }

    /// Returns the field's name if no other field has it: the last name in the brackets.
    fn short_name(&self) -> String {
        name::snake(name::last_in_brackets(&self.name).unwrap_or(&self.name))
    }

    /// Returns the field's name if others have the same short name.
    fn long_name(&self) -> String {
        match &self.location {
            Location::Body {
                envelope: Some(envelope),
            } => name::snake(&format!("{envelope} {}", self.name)),
            _ => name::snake(&self.name),
        }
    }
}

/// Lowers the parameters of path, query and headers; those of the path in its order, declared or not. `of_query` has the
/// names of parameters that belong to the query although they are declared for the path.
pub(super) fn lower_all(
    operation: &document::Operation<'_>,
    path: &PathTemplate,
    of_query: &[&str],
    names: &TypeNames<'_>,
    context: &mut Context<'_>,
) -> Vec<Draft> {
    let declared = &operation.parameters;
    let mut drafts = Vec::new();
    for name in path.parameters() {
        let mut draft = match path_parameter::declaration(name, path, declared) {
            Some(parameter) => lower(parameter, Location::Path, names, context),
            None => path_parameter::undeclared(&operation.item_pointer),
        };
        name.clone_into(&mut draft.name);
        drafts.push(draft);
    }
    for (place, parameter) in declared {
        let location = match place {
            Place::Query => Location::Query,
            Place::Path if of_query.contains(&parameter.name) => Location::Query,
            Place::Header if header::is_sent(parameter, context) => Location::Header,
            Place::Header => continue,
            Place::Path => {
                path_parameter::report_unused(parameter, path, declared, context);
                continue;
            }
        };
        drafts.push(lower(parameter, location, names, context));
    }
    drafts
}

/// Lowers a parameter that is not a JSON body.
pub(super) fn lower(
    parameter: &document::Parameter<'_>,
    location: Location,
    names: &TypeNames<'_>,
    context: &mut Context<'_>,
) -> Draft {
    let schema = context.index.schema(parameter.schema);
    let ty = never_null(context.lower(schema, &names.of_parameter(parameter)));
    let (ty, list) = list::style(parameter, &location, ty, context);
    Draft {
        required: parameter.required || location == Location::Path,
        list,
        guessed: context.guessed(schema),
        ..Draft::new(parameter, location, ty, context)
    }
}

/// Returns the type of a value outside JSON, where there is no null.
fn never_null(ty: Type) -> Type {
    let boxed = |ty: Box<Type>| Box::new(never_null(*ty));
    match ty {
        Type::Optional(value) => never_null(*value),
        Type::Array(item) => Type::Array(boxed(item)),
        Type::Map { key, value } => Type::Map {
            key,
            value: boxed(value),
        },
        other => other,
    }
}

/// Names the fields.
pub(super) fn name_fields(drafts: Vec<Draft>) -> Vec<Parameter> {
    let mut uses: Map<String, usize> = Map::default();
    for draft in &drafts {
        *uses.get_or_insert_with(draft.short_name(), || 0) += 1;
    }
    let mut scope = Scope::new(&["new"]);
    let named = drafts.into_iter().map(|draft| {
        let short = draft.short_name();
        let is_unique = uses.get(&short) == Some(&1);
        Parameter {
            field: scope.claim(&if is_unique { short } else { draft.long_name() }),
            name: draft.name,
            location: draft.location,
            ty: draft.ty,
            required: draft.required,
            nullable: draft.nullable,
            deprecated: draft.deprecated,
            clear: None,
            list: draft.list,
            description: draft.description,
            constraints: draft.constraints,
            pointer: draft.pointer,
            guessed: draft.guessed,
        }
    });
    let mut parameters: Vec<_> = named.collect();
    // After all fields, whose names are what users rely on.
    for parameter in &mut parameters {
        if parameter.nullable && !parameter.required {
            let field = parameter.field.trim_start_matches("r#");
            parameter.clear = Some(scope.claim(&format!("clear_{field}")));
        }
    }
    parameters
}
