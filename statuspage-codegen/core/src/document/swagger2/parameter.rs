//! Parameters of Swagger 2.0, and how their lists and places are corrected. Those of a body become the request's body.

use std::collections::BTreeMap;

use super::super::extension::{self, Owner};
use super::super::reference::follow;
use super::super::{Body, Content, Parameter, Place, node::Node};
use super::schema::list_format;
use super::{Reader, keys, media, terms};
use crate::diagnostic::Rule;
use crate::method::Method;
use crate::name;
use crate::pointer::Pointer;
use crate::value::Value;

/// The values of `in`.
const PLACES: [&str; 5] = ["path", "query", "header", "formData", "body"];

/// A parameter, with its `in`.
#[derive(Clone)]
pub(super) struct Declared<'a> {
    place: &'a str,
    parameter: Parameter<'a>,
}

/// A parameter of an operation, and the node in the operation or in its path that declares it.
type Use<'a> = (Declared<'a>, Pointer);

impl<'a> Reader<'a> {
    /// The parameters of an operation, and its body.
    pub(super) fn parameters(
        &mut self,
        item: &Node<'a>,
        operation: &Node<'a>,
        method: Method,
        path: &str,
    ) -> (Vec<(Place, Parameter<'a>)>, Option<Body<'a>>) {
        let mut uses = Vec::new();
        for owner in [item, operation] {
            for node in nodes(owner) {
                let pointer = node.pointer.clone();
                uses.extend(self.used(node).map(|declared| (declared, pointer)));
            }
        }
        let uses = without_repeated(uses, operation);
        report_alike(&uses, operation);
        let (mut parameters, mut form, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
        for Declared { place, parameter } in uses {
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
            let help =
                "a request has only one body: keep one `in: body`, or the `in: formData` fields";
            operation.error(Rule::TwoBodies, message, help);
        }
        let body = bodies.into_iter().next().map(Content::Value);
        let body = body.or_else(|| (!form.is_empty()).then_some(Content::Form(form)));
        (
            parameters,
            body.map(|content| self.body(content, operation)),
        )
    }

    fn body(&self, content: Content<'a>, operation: &Node<'a>) -> Body<'a> {
        let own = media::types(operation, "consumes");
        Body {
            content,
            media_pointer: if own.is_some() {
                operation.pointer.child("consumes")
            } else {
                operation.pointer.clone()
            },
            media: own.unwrap_or(self.defaults.consumes),
        }
    }

    /// Returns the parameter at a node of an operation or a path, or the one that it refers to.
    fn used(&mut self, node: Node<'a>) -> Option<Declared<'a>> {
        if !node.check() {
            return None;
        }
        if node.text("$ref").is_none() {
            return self.read_parameter(&node);
        }
        let (at, diagnostics) = (node.clone(), node.diagnostics);
        // The request would lack the parameter.
        let target = follow(node, &mut self.finder, &terms::PARAMETER)
            .map_err(|broken| broken.error(diagnostics, ""))
            .ok()?;
        let shared = self.shared_parameter(target);
        if shared.is_none() {
            let reference = at.text("$ref").unwrap_or_default();
            terms::PARAMETER
                .dangling(&at.pointer, reference)
                .error(diagnostics, "");
        }
        shared
    }

    /// Reads a shared parameter once. One that could not be sent is not an error by itself, because perhaps no operation uses
    /// it.
    pub(super) fn shared_parameter(&mut self, node: Node<'a>) -> Option<Declared<'a>> {
        if let Some(known) = self.parameters.get(&node.pointer) {
            return known.clone();
        }
        let read = self.read_shared(&node);
        self.parameters.insert(node.pointer, read.clone());
        read
    }

    fn read_shared(&mut self, node: &Node<'a>) -> Option<Declared<'a>> {
        let has = |key| node.peek(key).is_some();
        if !node.check() || has("$ref") {
            return None;
        }
        let is_body = node.peek("in").and_then(Value::scalar) == Some("body");
        if !(has("in") && (has("name") || is_body)) {
            let message = "a parameter without `name` or `in` cannot be sent: it is ignored";
            let help = "add both, or remove the parameter";
            node.warn(Rule::BadParameter, message, help);
            return None;
        }
        self.read_parameter(node)
    }

    fn read_parameter(&mut self, node: &Node<'a>) -> Option<Declared<'a>> {
        keys::report_of_parameter(node);
        let place = place(node);
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
            schema: self.schemas.add(own.as_ref().unwrap_or(node)),
            list: list_format(node),
        };
        Some(Declared { place, parameter })
    }
}

/// The nodes of the parameters of a path or an operation.
fn nodes<'a>(owner: &Node<'a>) -> Vec<Node<'a>> {
    let found = owner.get("parameters");
    if found.is_some_and(|node| ignore_operation(&node)) {
        return Vec::new();
    }
    let mut items = owner.lenient_list("parameters", &["name", "in", "$ref"]);
    items.retain(|node| !ignore_operation(node));
    items
}

/// Returns whether there is an operation in place of a parameter or of the list of parameters; warns of it.
fn ignore_operation(node: &Node<'_>) -> bool {
    let has = |key| node.peek(key).is_some();
    let is_operation = (has("operationId") || has("responses")) && !has("in") && !has("$ref");
    if is_operation {
        let message = "there is an operation under `parameters`; it is ignored";
        let help = "move it under a method of its path, or remove it";
        node.warn(Rule::WrongKind, message, help);
    }
    is_operation
}

/// Returns each parameter once. An operation's own parameter replaces the path's of the same name and place; of two of the operation's
/// own, the first is used.
fn without_repeated<'a>(uses: Vec<Use<'a>>, operation: &Node<'a>) -> Vec<Declared<'a>> {
    let mut found: Vec<Use<'a>> = Vec::new();
    let mut positions = BTreeMap::new();
    let is_own = |(_, pointer): &Use<'_>| pointer.is_within(&operation.pointer);
    for used in uses {
        let (Declared { place, parameter }, pointer) = &used;
        // Headers have no case.
        let name = match *place {
            "header" => parameter.name.to_ascii_lowercase(),
            _ => parameter.name.to_owned(),
        };
        let at = *positions.entry((*place, name)).or_insert(found.len());
        match found.get_mut(at) {
            None => found.push(used),
            Some(slot) if is_own(&used) && !is_own(slot) => *slot = used,
            Some(_) => {
                let message = format!(
                    "`{}` occurs twice in {place}; using the first",
                    parameter.name
                );
                let (rule, help) = (Rule::RepeatedParameter, "remove one of them");
                operation.diagnostics.warning(rule, pointer, message, help);
            }
        }
    }
    found.into_iter().map(|(declared, _)| declared).collect()
}

/// Warns of names that differ only in case or punctuation: most are two spellings of one.
fn report_alike(found: &[Declared<'_>], operation: &Node<'_>) {
    let mut firsts = BTreeMap::new();
    // Path parameters are compared with the path.
    for Declared { place, parameter } in found.iter().filter(|found| found.place != "path") {
        let key = (place, name::snake(parameter.name));
        let first: &&Parameter<'_> = firsts.entry(key).or_insert(parameter);
        if first.name != parameter.name {
            let message = format!(
                "`{}` and `{}` differ only in case or punctuation; both can be sent, and their fields differ by a number",
                parameter.name, first.name
            );
            let help = "remove one of them, unless the service distinguishes them";
            let (rule, at) = (Rule::RepeatedParameter, &parameter.pointer);
            operation.diagnostics.warning(rule, at, message, help);
        }
    }
}

fn report_incomplete(node: &Node<'_>, name: Option<&str>, place: Option<&str>) {
    let (which, lacks) = match (name, place) {
        (Some(name), _) => (format!("the parameter `{name}`"), "`in`"),
        (None, Some(place)) => (format!("a parameter with `in: {place}`"), "`name`"),
        (None, None) => ("a parameter".to_owned(), "`name` and no `in`"),
    };
    let message = format!("{which} has no {lacks}, so it cannot be sent");
    let help = "add a `name` and an `in`, or remove the parameter";
    node.error(Rule::BadParameter, message, help);
}

/// Returns the `in`, in the format's spelling if only case and spaces differ.
fn place<'a>(node: &Node<'a>) -> Option<&'a str> {
    let written = node.text("in")?;
    let is_meant = |place: &&&str| place.eq_ignore_ascii_case(written.trim());
    match PLACES.iter().find(is_meant) {
        Some(place) if *place != written => {
            let message = format!("`in: {written}` is read as `in: {place}`");
            let help = format!("write `in: {place}`");
            node.at("in").warn(Rule::BadParameter, message, help);
            Some(place)
        }
        _ => Some(written),
    }
}
