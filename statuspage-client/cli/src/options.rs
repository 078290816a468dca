//! The options of an operation's command: one for each parameter and each field of the body.

use statuspage_codegen_core::api::{Field, Location, Operation, Parameter, Shape, Type};

use crate::description::Description;
use crate::names::{kebab, singular};

/// What an option of a command sets.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) parameter: &'a Parameter,
    /// The field of the parameter's object, for a parameter that is an object with known fields.
    pub(crate) field: Option<&'a Field>,
    pub(crate) role: Role,
}

/// How the value of a setting is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// `--page`, or its environment variable.
    Page,
    /// `--organization`, or its environment variable.
    Organization,
    /// By position: another id in the path.
    Positional,
    /// `--page-number`: the number of a page of a list.
    PageNumber,
    /// `--per-page`: the number of items on a page of a list.
    PageSize,
    /// An option with the name of the parameter.
    Named,
}

/// How many values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    One,
    /// A boolean, whose option without a value means true.
    Flag,
    /// Several values.
    List,
    /// Several values, or the word `all`.
    Selection,
    /// Several pairs `KEY=VALUE`.
    Map,
}

impl<'a> Setting<'a> {
    pub(crate) fn ty(&self) -> &'a Type {
        let ty = self.field.map_or(&self.parameter.ty, |field| &field.ty);
        match ty {
            Type::Optional(inner) => inner,
            other => other,
        }
    }

    pub(crate) fn form(&self) -> Form {
        match self.ty() {
            Type::Boolean => Form::Flag,
            Type::Array(_) => Form::List,
            Type::Selection { .. } => Form::Selection,
            Type::Map { .. } => Form::Map,
            _ => Form::One,
        }
    }

    /// Returns the name of the option without hyphens before it; that of clap's argument, too.
    pub(crate) fn name(&self) -> String {
        match self.role {
            Role::Page => "page".to_owned(),
            Role::Organization => "organization".to_owned(),
            Role::PageNumber => "page-number".to_owned(),
            Role::PageSize => "per-page".to_owned(),
            Role::Positional | Role::Named => kebab(
                self.field
                    .map_or(&self.parameter.field, |field| &field.field),
            ),
        }
    }

    /// Returns another name of the option: the singular for what is given several times, and the API's name of a page's size.
    pub(crate) fn other_name(&self) -> Option<String> {
        let other = match (self.role, self.form()) {
            (Role::PageSize, _) => kebab(&self.parameter.name),
            (_, Form::List | Form::Selection | Form::Map) => singular(&self.name()),
            _ => return None,
        };
        (other != self.name()).then_some(other)
    }

    /// Returns the name of the flag that sets the field to null, if it may be null.
    pub(crate) fn clearing(&self) -> Option<String> {
        let nullable = self.parameter.nullable && !self.parameter.required && self.field.is_none();
        nullable.then(|| format!("clear-{}", self.name()))
    }

    pub(crate) fn is_required(&self) -> bool {
        self.parameter.required && self.field.is_none_or(|field| field.required)
    }

    pub(crate) fn is_in_body(&self) -> bool {
        is_in_body(self.parameter)
    }

    pub(crate) fn description(&self) -> &'a str {
        let description = match self.field {
            Some(field) => &field.description,
            None => &self.parameter.description,
        };
        description.as_deref().unwrap_or_default()
    }
}

/// Returns whether it is a field of a JSON body.
pub(crate) fn is_in_body(parameter: &Parameter) -> bool {
    matches!(parameter.location, Location::Body { .. })
}

/// Returns the settings of an operation in the order of its parameters.
///
/// Parameters of kinds that the API does not have, such as files, get none. A test checks that every parameter has a setting.
pub(crate) fn settings<'a>(
    description: &'a Description,
    operation: &'a Operation,
) -> Vec<Setting<'a>> {
    let mut settings = Vec::new();
    for parameter in &operation.parameters {
        let role = role(operation, parameter);
        let Some(role) = role else { continue };
        let one = Setting {
            parameter,
            field: None,
            role,
        };
        match description.shape(one.ty()) {
            Some(Shape::Struct(fields)) if is_in_body(parameter) => {
                settings.extend(fields.iter().map(|field| Setting {
                    field: Some(field),
                    ..one
                }));
            }
            _ => settings.push(one),
        }
    }
    settings
}

fn role(operation: &Operation, parameter: &Parameter) -> Option<Role> {
    let paging = operation.paging.as_ref();
    Some(match (&parameter.location, &*parameter.name) {
        (Location::Path, "page_id") => Role::Page,
        (Location::Path, "organization_id") => Role::Organization,
        (Location::Path, _) => Role::Positional,
        (Location::Query, name) if paging.is_some_and(|paging| paging.page == name) => {
            Role::PageNumber
        }
        (Location::Query, name) if paging.is_some_and(|paging| paging.size == name) => {
            Role::PageSize
        }
        (Location::Query | Location::Form | Location::Body { .. }, _) => Role::Named,
        _ => return None,
    })
}
