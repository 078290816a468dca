//! Parameters of `OpenAPI` 3: of the path, the query and headers, with a schema or a content.

use std::borrow::Cow;

use super::super::extension::{self, Owner};
use super::super::parameter::{Declared, place, report_incomplete};
use super::super::reader::At;
use super::super::schema::Schemas;
use super::super::{ListFormat, ObjectFormat, Parameter, Place, node::Node};
use super::content::Content;
use super::{keys, style};
use crate::diagnostic::Rule;

const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// The parameters of an operation, and its path with what the styles of its parameters add.
pub(super) fn split<'a>(
    uses: Vec<Declared<'a>>,
    at: &At<'a, '_>,
) -> (Cow<'a, str>, Vec<(Place, Parameter<'a>)>) {
    let mut path = Cow::Borrowed(at.path);
    let mut parameters = Vec::new();
    for Declared {
        place,
        style,
        parameter,
    } in uses
    {
        match place {
            "path" => {
                if let Some(prefix) = style::prefix(style, parameter.name) {
                    let slot = format!("{{{}}}", parameter.name);
                    path = path.replace(&slot, &format!("{prefix}{slot}")).into();
                }
                parameters.push((Place::Path, parameter));
            }
            "query" => parameters.push((Place::Query, parameter)),
            "header" => parameters.push((Place::Header, parameter)),
            other => report_place(other, &parameter, at.node),
        }
    }
    (path, parameters)
}

/// Reports a parameter that is not sent: without one that is optional, a request is correct.
fn report_place(place: &str, parameter: &Parameter<'_>, operation: &Node<'_>) {
    let diagnostics = operation.diagnostics;
    let (rule, at) = (Rule::BadParameter, &parameter.pointer);
    if place == "cookie" {
        let name = parameter.name;
        if parameter.required {
            let message = format!("the cookie `{name}` is required, but the client has no cookies");
            let help = "remove the parameter if the service accepts requests without it";
            diagnostics.error(rule, at, message, help);
        } else {
            let message = format!("the client has no cookies: `{name}` is ignored");
            diagnostics.warning(rule, at, message, "remove the parameter");
        }
        return;
    }
    let message = format!("`in: {place}` is not a place for a parameter");
    let help = "use path, query or header, and `requestBody` for a body, or remove the parameter";
    diagnostics.error(rule, at, message, help);
}

/// Reads a parameter that is not a reference.
pub(super) fn read<'a>(node: &Node<'a>, schemas: &mut Schemas<'a>) -> Option<Declared<'a>> {
    let place = place(node, &PLACES);
    let (Some(name), Some(place)) = (node.text("name"), place) else {
        report_incomplete(node, node.text("name"), place);
        return None;
    };
    let (mut list, mut object) = style::formats(node, place);
    let content = Content::of(node).filter(|content| !content.is_empty());
    let (at, schema) = if let Some(content) = &content {
        let entry = content.value().unwrap_or(node);
        (list, object) = if content.types.json.is_some() {
            (ListFormat::Json, ObjectFormat::Json)
        } else {
            (ListFormat::Separated(','), ObjectFormat::Json)
        };
        (entry, entry.get("schema"))
    } else {
        (node, node.get("schema"))
    };
    let is_schema = content.is_none() && schema.is_none() && node.peek("type").is_some();
    let schema = if is_schema {
        let message = "found a type instead of a `schema`; using it as the schema";
        let help = "write it under `schema`";
        node.at("type").warn(Rule::BadParameter, message, help);
        schemas.add(node)
    } else {
        keys::report_of_parameter(node);
        extension::report_misplaced(node, Owner::Parameter);
        schemas.add_or_any(schema.as_ref(), at)
    };
    Some(Declared {
        place,
        style: node.text("style"),
        parameter: Parameter {
            pointer: node.pointer.clone(),
            name,
            description: node.text("description"),
            required: node.flag("required"),
            deprecated: node.flag("deprecated"),
            schema,
            list,
            object,
        },
    })
}
