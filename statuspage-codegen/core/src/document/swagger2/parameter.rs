//! Parameters of Swagger 2.0. Those of a body become the request's body.

use super::super::extension::{self, Owner};
use super::super::media;
use super::super::parameter::{Declared, place, report_incomplete};
use super::super::reader::At;
use super::super::schema::{self, Schemas};
use super::super::{Body, Content, ObjectFormat, Parameter, Place, node::Node};
use super::{Defaults, keys};
use crate::diagnostic::Rule;

/// The places that a parameter can have.
const PLACES: [&str; 5] = ["path", "query", "header", "formData", "body"];

/// The parameters outside the body, and the body.
pub(super) fn split<'a>(
    uses: Vec<Declared<'a>>,
    at: &At<'a, '_>,
    defaults: &Defaults<'a>,
) -> (Vec<(Place, Parameter<'a>)>, Option<Body<'a>>) {
    let At {
        path,
        method,
        node: operation,
        ..
    } = at;
    let (mut parameters, mut form, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
    for Declared {
        place, parameter, ..
    } in uses
    {
        match place {
            "path" => parameters.push((Place::Path, parameter)),
            "query" => parameters.push((Place::Query, parameter)),
            "header" => parameters.push((Place::Header, parameter)),
            "formData" => form.push(parameter),
            "body" => bodies.push(parameter),
            other => {
                let message = format!("`in: {other}` is not a place for a parameter");
                let help = "use path, query, header, formData or body, or remove the parameter";
                let (rule, at) = (Rule::BadParameter, &parameter.pointer);
                operation.diagnostics.error(rule, at, message, help);
            }
        }
    }
    if bodies.len() + usize::from(!form.is_empty()) > 1 {
        let message = format!("`{method} {path}` has two bodies");
        let help = "a request has only one body: keep one `in: body`, or the `in: formData` fields";
        operation.error(Rule::TwoBodies, message, help);
    }
    let body = bodies.into_iter().next().map(Content::Value);
    let body = body.or_else(|| (!form.is_empty()).then_some(Content::Form(form)));
    (
        parameters,
        body.map(|content| self::body(content, operation, defaults)),
    )
}

fn body<'a>(content: Content<'a>, operation: &Node<'a>, defaults: &Defaults<'a>) -> Body<'a> {
    let own = media::types(operation, "consumes");
    Body {
        content,
        media_pointer: if own.is_some() {
            operation.pointer.child("consumes")
        } else {
            operation.pointer.clone()
        },
        media: own.unwrap_or(defaults.consumes),
    }
}

/// Reads a parameter that is not a reference.
pub(super) fn read<'a>(node: &Node<'a>, schemas: &mut Schemas<'a>) -> Option<Declared<'a>> {
    keys::report_of_parameter(node);
    let place = place(node, &PLACES);
    let is_body = place == Some("body");
    let name = match node.text("name") {
        // The name of a body is not sent.
        None if is_body => {
            let message = "the body has no name; using `body`";
            node.warn(Rule::BadParameter, message, "add a `name`");
            Some("body")
        }
        name => name,
    };
    let (Some(name), Some(place)) = (name, place) else {
        report_incomplete(node, name, place);
        return None;
    };
    let own = node
        .get("schema")
        .filter(|_| is_body || node.peek("type").is_none());
    if let Some(own) = own.as_ref().filter(|_| !is_body) {
        let message = "`schema` is only valid for a body; using its type";
        let help = "write the `type` directly in the parameter";
        own.warn(Rule::BadParameter, message, help);
    }
    if own.is_some() {
        extension::report_misplaced(node, Owner::Parameter);
    }
    let parameter = Parameter {
        pointer: node.pointer.clone(),
        name,
        description: node.text("description"),
        required: node.flag("required"),
        deprecated: false,
        schema: schemas.add(own.as_ref().unwrap_or(node)),
        list: schema::list_format(node),
        object: ObjectFormat::Json,
    };
    Some(Declared {
        place,
        style: None,
        parameter,
    })
}
