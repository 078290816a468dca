//! What a description says of a value, as far as it matters on the wire, in a form in which two descriptions can be compared.

use std::collections::BTreeMap;

use statuspage_codegen_core::Api;
use statuspage_codegen_core::api::{
    Constraints, Field, Location, Model, Operation, Parameter, Shape, Type,
};

use crate::document::location;

/// One of the two descriptions.
pub(super) struct Side<'a>(BTreeMap<&'a str, &'a Model>);

/// A parameter, or a field of an object.
#[derive(Clone)]
pub(super) struct Member<'a> {
    /// The name on the wire; that of a parameter with where it goes: `query page`.
    pub(super) name: String,
    pub(super) value: Value<'a>,
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) deprecated: bool,
    pub(super) constraints: Option<&'a Constraints>,
    pub(super) text: Option<&'a str>,
    /// Where the description has it; `None` for an envelope, which the generator has removed.
    pub(super) origin: Option<Origin<'a>>,
}

/// Where a member comes from.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    Parameter(&'a Parameter),
    Field(&'a Field),
}

/// The type of a member.
#[derive(Clone)]
pub(super) enum Value<'a> {
    Type(&'a Type),
    /// The object around the fields of a body.
    Envelope(Vec<Member<'a>>),
}

/// A type, one level deep.
pub(super) enum Form<'a> {
    Plain(&'static str),
    List(&'a Type),
    Map(&'a Type),
    Object(Option<&'a Model>, Vec<Member<'a>>),
    Enum(&'a Model, Vec<&'a str>),
    OneOf(Vec<&'a Type>),
}

impl<'a> Side<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let models = api.models.iter().map(|model| (&*model.type_name, model));
        Self(models.collect())
    }

    /// Returns the form of a value, without `Optional`, which is nullability.
    pub(super) fn form(&self, value: &Value<'a>) -> Form<'a> {
        let ty = match value {
            Value::Type(ty) => *ty,
            Value::Envelope(fields) => return Form::Object(None, fields.clone()),
        };
        match ty {
            Type::Unit => Form::Plain("nothing"),
            Type::Any => Form::Plain("any"),
            Type::String => Form::Plain("string"),
            Type::Integer | Type::Unsigned | Type::UnixSeconds => Form::Plain("integer"),
            Type::Number => Form::Plain("number"),
            Type::Boolean => Form::Plain("boolean"),
            Type::DateTime => Form::Plain("date-time"),
            Type::Date => Form::Plain("date"),
            Type::PartialDate => Form::Plain("partial date"),
            Type::Secret => Form::Plain("password"),
            Type::File => Form::Plain("file"),
            Type::Bytes => Form::Plain("bytes"),
            Type::Array(item) | Type::Selection { item, .. } => Form::List(item),
            Type::Map { value, .. } => Form::Map(value),
            Type::Optional(inner) => self.form(&Value::Type(inner)),
            Type::Model(name) => self.model(name),
        }
    }

    fn model(&self, name: &str) -> Form<'a> {
        let Some(&model) = self.0.get(name) else {
            return Form::Plain("any");
        };
        match &model.shape {
            Shape::Newtype => Form::Plain("string"),
            Shape::Struct(fields) => Form::Object(Some(model), fields.iter().map(field).collect()),
            Shape::Enum(variants) => {
                let values = variants.iter().map(|variant| &*variant.value);
                Form::Enum(model, values.collect())
            }
            Shape::Union(union) => {
                Form::OneOf(union.alternatives.iter().map(|found| &found.ty).collect())
            }
        }
    }

    /// Returns the type in words, without what is inside of objects.
    pub(super) fn describe(&self, value: &Value<'a>) -> String {
        match self.form(value) {
            Form::Plain(name) => name.to_owned(),
            Form::List(item) => format!("list of {}", self.describe(&Value::Type(item))),
            Form::Map(item) => format!("map of {}", self.describe(&Value::Type(item))),
            Form::Object(..) => "object".to_owned(),
            Form::Enum(..) => "enum".to_owned(),
            Form::OneOf(types) => {
                let mut words: Vec<String> = types
                    .iter()
                    .map(|ty| self.describe(&Value::Type(ty)))
                    .collect();
                words.sort();
                format!("one of {}", words.join(", "))
            }
        }
    }
}

impl Member<'_> {
    /// Whether it has the properties without a name: their schema is `additionalProperties`.
    pub(super) fn is_rest(&self) -> bool {
        match self.origin {
            Some(Origin::Field(found)) => found.rest,
            Some(Origin::Parameter(found)) => {
                matches!(found.location, Location::RestOfBody { .. })
            }
            None => false,
        }
    }
}

/// Returns what an operation is sent. The parameters of its path are numbered, because their names are not sent.
pub(super) fn parameters(operation: &Operation) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let place = location(&parameter.location);
        let name = match &parameter.location {
            Location::Path => format!("path {}", index + 1),
            Location::WholeBody | Location::RawBody => place.to_owned(),
            Location::Body {
                envelope: Some(envelope),
            }
            | Location::RestOfBody {
                envelope: Some(envelope),
            } => {
                let (name, field) = (
                    format!("{place} {envelope}"),
                    member(parameter.name.clone(), parameter),
                );
                match members.iter_mut().find(|found| found.name == name) {
                    Some(Member {
                        value: Value::Envelope(fields),
                        ..
                    }) => fields.push(field),
                    _ => members.push(envelope_of(name, field)),
                }
                continue;
            }
            _ => format!("{place} {}", parameter.name),
        };
        members.push(member(name, parameter));
    }
    members
}

fn envelope_of(name: String, field: Member<'_>) -> Member<'_> {
    Member {
        name,
        value: Value::Envelope(vec![field]),
        required: false,
        nullable: false,
        deprecated: false,
        constraints: None,
        text: None,
        origin: None,
    }
}

fn member(name: String, parameter: &Parameter) -> Member<'_> {
    Member {
        name,
        value: Value::Type(&parameter.ty),
        required: parameter.required,
        nullable: parameter.nullable,
        deprecated: parameter.deprecated,
        constraints: Some(&parameter.constraints),
        text: parameter.description.as_deref(),
        origin: Some(Origin::Parameter(parameter)),
    }
}

fn field(field: &Field) -> Member<'_> {
    Member {
        name: field.name.clone(),
        value: Value::Type(&field.ty),
        required: field.required,
        nullable: matches!(field.ty, Type::Optional(_)),
        deprecated: field.deprecated,
        constraints: Some(&field.constraints),
        text: field.description.as_deref(),
        origin: Some(Origin::Field(field)),
    }
}
