//! Arguments for an operation, generated from the types of its parameters, and the values that they stand for.

use serde_json::{Map, Value, json};
use statuspage_codegen_core::api::{Api, Location, Operation, Parameter, Shape, Type};

use super::state::Ids;

/// A parameter with the words that set it, and the value that the service must receive.
#[derive(Debug)]
pub(crate) struct Argument<'a> {
    pub(crate) parameter: &'a Parameter,
    pub(crate) words: Vec<String>,
    pub(crate) value: Value,
}

/// What an operation needs beyond the parameters that the description requires: the name of the operation and a parameter.
const ALSO_NEEDED: [(&str, &str, &str); 6] = [
    ("create-subscriber", "email", "new@example.com"),
    ("create-incident-subscriber", "email", "new@example.com"),
    ("create-a-user", "email", "new@example.com"),
    ("create-metrics-provider", "type", "Self"),
    (
        "create-a-user-who-can-view-your-status-page",
        "email",
        "new@example.com",
    ),
    ("create-page-access-group", "name", "New"),
];

/// Returns the arguments that the operation needs to be carried out.
pub(crate) fn arguments<'a>(
    api: &'a Api,
    operation: &'a Operation,
    ids: &Ids,
) -> Vec<Argument<'a>> {
    let is_of_incident = operation.path.to_string().contains("/incidents/");
    let mut arguments = Vec::new();
    for parameter in &operation.parameters {
        let name = &*parameter.name;
        let mut also = ALSO_NEEDED.iter();
        let also = also.find(|(id, parameter, _)| *id == operation.id && *parameter == name);
        let paging = operation.paging.as_ref();
        let paging = paging.filter(|paging| paging.page == name || paging.size == name);
        let id = match name {
            "subscriber_id" if is_of_incident => "incident_subscriber_id",
            other => other,
        };
        if parameter.location == Location::Path {
            let id = ids.of(id);
            // These two are in the environment.
            let words = match name {
                "page_id" | "organization_id" => vec![],
                _ => vec![id.to_owned()],
            };
            let value = id.into();
            arguments.push(Argument {
                parameter,
                words,
                value,
            });
        } else if let Some((_, _, text)) = also {
            let words = vec![format!("--{}", option(name)), (*text).to_owned()];
            let value = (*text).into();
            arguments.push(Argument {
                parameter,
                words,
                value,
            });
        } else if let Some(paging) = paging.filter(|paging| paging.is_preset) {
            // Sent without being given.
            let value = if paging.page == name {
                paging.first_page.into()
            } else {
                paging.max_page_size.into()
            };
            arguments.push(Argument {
                parameter,
                words: vec![],
                value,
            });
        } else if parameter.required {
            arguments.push(given(api, parameter, Some(ids)));
        }
    }
    arguments
}

/// Returns an argument for each parameter.
pub(crate) fn all<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Argument<'a>> {
    let mut arguments = Vec::new();
    for parameter in &operation.parameters {
        let paging = operation.paging.as_ref();
        let mut argument = match (&parameter.location, &*parameter.name) {
            (Location::Path, name) => {
                let words = match name {
                    "page_id" => vec!["--page".to_owned(), "x/y".to_owned()],
                    "organization_id" => vec!["--organization".to_owned(), "x/y".to_owned()],
                    _ => vec!["x/y".to_owned()],
                };
                Argument {
                    parameter,
                    words,
                    value: "x/y".into(),
                }
            }
            _ => given(api, parameter, None),
        };
        if let (Some(paging), Some(word)) = (paging, argument.words.first_mut()) {
            if paging.page == parameter.name {
                "--page-number".clone_into(word);
            } else if paging.size == parameter.name {
                "--per-page".clone_into(word);
            }
        }
        arguments.push(argument);
    }
    arguments
}

fn given<'a>(api: &'a Api, parameter: &'a Parameter, ids: Option<&Ids>) -> Argument<'a> {
    let shape = shape(api, &parameter.ty);
    if let (Some(Shape::Struct(fields)), Location::Body { .. }) = (shape, &parameter.location) {
        let mut words = Vec::new();
        let mut object = Map::new();
        for field in fields {
            let (of_field, value) = words_of(api, &option(&field.name), &field.ty, ids);
            words.extend(of_field);
            object.insert(field.name.clone(), value);
        }
        return Argument {
            parameter,
            words,
            value: object.into(),
        };
    }
    let (words, value) = words_of(api, &option(&parameter.name), &parameter.ty, ids);
    Argument {
        parameter,
        words,
        value,
    }
}

/// Returns the words that set an option of this type, and the value.
fn words_of(api: &Api, name: &str, ty: &Type, ids: Option<&Ids>) -> (Vec<String>, Value) {
    let option = format!("--{name}");
    let one = |text: &str, value: Value| (vec![option.clone(), text.to_owned()], value);
    match ty {
        Type::Boolean => (vec![option], true.into()),
        Type::Array(item) | Type::Selection { item, .. } => {
            let (text, value) = text(api, item, ids);
            one(&text, json!([value]))
        }
        Type::Map { key, value } => {
            let (key, _) = text(api, key, ids);
            let (text, value) = text(api, value, ids);
            one(&format!("{key}={text}"), json!({key: value}))
        }
        Type::Optional(inner) => words_of(api, name, inner, ids),
        other => {
            let (text, value) = text(api, other, ids);
            one(&text, value)
        }
    }
}

/// Returns a text of the type, and the value that it stands for.
fn text(api: &Api, ty: &Type, ids: Option<&Ids>) -> (String, Value) {
    let same = |text: &str| (text.to_owned(), text.into());
    let json = |value: Value| (value.to_string(), value);
    match ty {
        Type::String | Type::Secret => same("text"),
        Type::Integer | Type::Unsigned => json(json!(7)),
        Type::Number => json(json!(1.5)),
        Type::DateTime => same("2026-01-31T08:00:00Z"),
        Type::Date => same("2026-01-31"),
        Type::PartialDate => same("2026-01"),
        Type::UnixSeconds => ("2023-11-14T22:13:20Z".to_owned(), json!(1_700_000_000)),
        Type::Any => json(json!({"ci": {"job": [1, null]}})),
        Type::Array(item) => json(json!([text(api, item, ids).1])),
        Type::Model(model) => match shape(api, ty) {
            Some(Shape::Newtype) => {
                let mut words = String::new();
                for sign in model.chars() {
                    if sign.is_uppercase() && !words.is_empty() {
                        words.push('_');
                    }
                    words.extend(sign.to_lowercase());
                }
                same(ids.map_or("x", |ids| ids.of(&words)))
            }
            Some(Shape::Enum(variants)) => {
                let mut values = variants.iter().map(|variant| &variant.value);
                same(values.find(|value| !value.is_empty()).unwrap())
            }
            Some(Shape::Struct(fields)) => {
                let fields = fields.iter();
                let fields = fields.map(|field| {
                    let value = match field.ty {
                        Type::Boolean => true.into(),
                        Type::UnixSeconds => 1_700_000_000.into(),
                        ref other => text(api, other, ids).1,
                    };
                    (field.name.clone(), value)
                });
                json(Value::Object(fields.collect()))
            }
            other => panic!("{model}: {other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn shape<'a>(api: &'a Api, ty: &Type) -> Option<&'a Shape> {
    let Type::Model(name) = ty else { return None };
    let mut models = api.models.iter();
    models
        .find(|model| model.type_name == *name)
        .map(|model| &model.shape)
}

fn option(name: &str) -> String {
    name.trim_end_matches("[]").replace('_', "-")
}
