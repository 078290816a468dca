//! What a struct is made of, the same view of a parameter and of a model's field.

use statuspage_codegen_core::RustType;
use statuspage_codegen_core::api::{Constraints, Field, ListStyle, Location, Parameter, Type};

use super::change::{code, wire};
use super::matching::{self, Pair};

/// A field of a generated struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    /// The name on the wire.
    name: &'a str,
    /// Where a parameter goes; `None` for a field of a model.
    pub(super) location: Option<&'a Location>,
    /// How a list is written outside JSON.
    pub(super) list: Option<ListStyle>,
    /// The name in Rust.
    pub(super) field: &'a str,
    pub(super) ty: &'a Type,
    pub(super) required: bool,
    nullable: bool,
    pub(super) boxed: bool,
    pub(super) description: Option<&'a str>,
    constraints: &'a Constraints,
}

pub(super) fn parameters(parameters: &[Parameter]) -> Vec<Member<'_>> {
    parameters
        .iter()
        .map(|parameter| Member {
            name: &parameter.name,
            location: Some(&parameter.location),
            list: list(parameter),
            field: &parameter.field,
            ty: &parameter.ty,
            required: parameter.required,
            nullable: parameter.nullable,
            boxed: false,
            description: parameter.description.as_deref(),
            constraints: &parameter.constraints,
        })
        .collect()
}

fn list(parameter: &Parameter) -> Option<ListStyle> {
    let in_json = matches!(
        parameter.location,
        Location::Body { .. } | Location::WholeBody | Location::RawBody
    );
    (!in_json && matches!(parameter.ty, Type::Array(_))).then_some(parameter.list)
}

pub(super) fn fields(fields: &[Field]) -> Vec<Member<'_>> {
    fields
        .iter()
        .map(|field| Member {
            name: &field.name,
            location: None,
            list: None,
            field: &field.field,
            ty: &field.ty,
            required: field.required,
            nullable: false,
            boxed: field.boxed,
            description: field.description.as_deref(),
            constraints: &field.constraints,
        })
        .collect()
}

/// Pairs members by place and wire name; then by the Rust name, which is what a user has written; then by the wire
/// name wherever it moved; and what is left of a path in its order, since its names are the description's own.
pub(super) fn pair<'p, 'a>(
    old: &'p [Member<'a>],
    new: &'p [Member<'a>],
) -> Vec<Pair<'p, Member<'a>>> {
    let in_path = |member: &Member| member.location == Some(&Location::Path);
    matching::pair(
        old,
        new,
        &[
            &|old, new| old.is_sent_as(new),
            &|old, new| old.field == new.field,
            &|old, new| old.name == new.name,
            &|old, new| in_path(old) && in_path(new),
        ],
    )
}

impl Member<'_> {
    /// Whether place and wire name are the same.
    pub(super) fn is_sent_as(&self, other: &Self) -> bool {
        (self.name, self.location) == (other.name, other.location)
    }

    /// The type of the struct's field.
    pub(super) fn type_text(&self) -> String {
        let ty = match self.location {
            Some(_) => RustType::of_parameter(self.ty, self.required, self.nullable),
            None => RustType::of_field(self.ty, self.required, self.boxed),
        };
        ty.to_string()
    }

    /// Whether the same values may be sent.
    pub(super) fn is_held_like(&self, other: &Self) -> bool {
        (self.boxed, self.nullable) == (other.boxed, other.nullable)
    }

    /// What the description says about the values beyond their type.
    pub(super) fn constraints_text(&self) -> String {
        let entries = self.constraints.entries();
        let texts: Vec<_> = entries
            .map(|(keyword, value)| format!("{keyword} {value}"))
            .collect();
        texts.join(", ")
    }

    /// Where it stands on the wire, and under which name.
    pub(super) fn wire_text(&self) -> String {
        let name = wire(self.name);
        match self.location {
            None => name,
            Some(Location::Path) => format!("path parameter {name}"),
            Some(Location::Query) => format!("query parameter {name}"),
            Some(Location::Header) => format!("header {name}"),
            Some(Location::Form) => format!("form field {name}"),
            Some(Location::Body { envelope: None }) => format!("field {name} of the body"),
            Some(Location::Body {
                envelope: Some(envelope),
            }) => format!("field {name} of {} in the body", wire(envelope)),
            Some(Location::WholeBody | Location::RawBody) => "the whole body".to_owned(),
        }
    }
}

/// The call of the function that takes what is required.
pub(super) fn constructor<'a>(members: impl IntoIterator<Item = &'a Member<'a>>) -> String {
    let required = members.into_iter().filter(|member| member.required);
    let names: Vec<&str> = required.map(|member| member.field).collect();
    code(&format!("new({})", names.join(", ")))
}
