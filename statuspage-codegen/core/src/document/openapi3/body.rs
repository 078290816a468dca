//! Bodies of requests in `OpenAPI` 3: one value, or the fields of a form.

use super::super::index::DEEPEST;
use super::super::reader::Reader;
use super::super::reference::follow;
use super::super::{Body, Content as BodyContent, ListFormat, ObjectFormat, Parameter, media};
use super::content::Content;
use super::{OpenApi3, style, terms};
use crate::diagnostic::Rule;
use crate::hashed::{Map, Set};
use crate::pointer::Pointer;

use super::super::node::Node;

/// The maximum number of fields of all forms of a document, counted again wherever they are used.
pub(super) const MOST_FIELDS: usize = 1_000_000;

/// The fields of an object, found in its parts.
#[derive(Default)]
struct Fields<'a> {
    found: Map<&'a str, Node<'a>>,
    required: Set<&'a str>,
    seen: Set<Pointer>,
}

impl<'a> OpenApi3<'a> {
    /// The body of an operation's request.
    pub(super) fn body(&self, operation: &Node<'a>, reader: &mut Reader<'a>) -> Option<Body<'a>> {
        let node = operation.get("requestBody")?;
        let diagnostics = node.diagnostics;
        // The request would have no body.
        let node = follow(node, &mut reader.finder, &terms::BODY)
            .map_err(|broken| broken.error(diagnostics, ""))
            .ok()?;
        let known = self.bodies.borrow().get(&node.pointer).cloned();
        let body = known.unwrap_or_else(|| {
            let body = read(&node, reader);
            let mut bodies = self.bodies.borrow_mut();
            bodies.insert(node.pointer.clone(), body.clone());
            body
        })?;
        if let BodyContent::Form(fields) = &body.content {
            let left = self.fields.get().checked_sub(fields.len());
            self.fields.set(left.unwrap_or_default());
            if left.is_none() {
                let message = format!("all forms together have more than {MOST_FIELDS} fields");
                node.error(Rule::TooLarge, message, "describe forms with fewer fields");
                return None;
            }
        }
        Some(body)
    }
}

/// Reads a body that is not a reference.
fn read<'a>(node: &Node<'a>, reader: &mut Reader<'a>) -> Option<Body<'a>> {
    if !node.check() {
        return None;
    }
    let Some(content) = Content::of(node).filter(|content| !content.is_empty()) else {
        let message = "the body has no `content`; it is untyped JSON";
        let help = "list its media types under `content`, or remove `requestBody`";
        node.warn(Rule::MediaType, message, help);
        return Some(Body {
            content: BodyContent::Value(whole(node, node, None, reader)),
            media: media::of([]),
            media_pointer: node.pointer.clone(),
        });
    };
    let is_form = |essence: &str| media::MULTIPART == essence || media::URLENCODED == essence;
    let form = content
        .entry(|essence| essence == media::MULTIPART)
        .or_else(|| content.entry(is_form))
        .filter(|_| content.types.json.is_none());
    let body = if let Some(entry) = form {
        let fields = form_fields(entry, reader);
        if fields.is_empty() {
            // Its fields are not known: an object has them.
            let body = whole(node, entry, Some(ObjectFormat::Properties), reader);
            BodyContent::Form(vec![body])
        } else {
            BodyContent::Form(fields)
        }
    } else {
        let entry = content.value().unwrap_or(node);
        BodyContent::Value(whole(node, entry, None, reader))
    };
    Some(Body {
        content: body,
        media: content.types,
        media_pointer: node.pointer.child("content"),
    })
}

/// A body that is one value.
fn whole<'a>(
    node: &Node<'a>,
    entry: &Node<'a>,
    object: Option<ObjectFormat<'a>>,
    reader: &mut Reader<'a>,
) -> Parameter<'a> {
    let schema = entry.get("schema");
    Parameter {
        pointer: node.pointer.clone(),
        // It is not sent.
        name: "body",
        description: node.text("description"),
        required: node.flag("required"),
        deprecated: false,
        schema: reader.schemas.add_or_any(schema.as_ref(), entry),
        list: ListFormat::Unstated,
        object: object.unwrap_or_default(),
    }
}

/// The fields of a form: the properties of its object, without those that only responses have.
fn form_fields<'a>(entry: &Node<'a>, reader: &mut Reader<'a>) -> Vec<Parameter<'a>> {
    let Some(schema) = entry.get("schema").filter(Node::check) else {
        return Vec::new();
    };
    let mut fields = Fields::default();
    collect(schema, &mut fields, 0, reader);
    let encoding = entry.get("encoding").filter(Node::is_mapping);
    let mut parameters = Vec::with_capacity(fields.found.len());
    for (name, property) in fields.found.into_entries() {
        if property.is_mapping() && property.flag("readOnly") {
            continue;
        }
        let encoding = encoding.as_ref().and_then(|encoding| encoding.get(name));
        let encoding = encoding.filter(Node::is_mapping);
        let (list, object) = field_formats(encoding.as_ref());
        parameters.push(Parameter {
            pointer: property.pointer.clone(),
            name,
            description: property.text("description"),
            required: fields.required.contains(name),
            deprecated: false,
            schema: reader.schemas.add(&property),
            list,
            object,
        });
    }
    parameters
}

/// How the lists and objects of a field are written: by its `style`, or else each item in a pair or part, as JSON if it is an
/// object.
fn field_formats<'a>(encoding: Option<&Node<'a>>) -> (ListFormat<'a>, ObjectFormat<'a>) {
    let default = (ListFormat::Repeated("explode"), ObjectFormat::Json);
    let Some(encoding) = encoding else {
        return default;
    };
    // In multipart, OpenAPI 3.0.0 to 3.0.3 ignore it, and the other versions do not; documents mean what they say.
    if encoding.peek("style").is_some() || encoding.peek("explode").is_some() {
        return style::formats(encoding, "query");
    }
    let is_json = encoding
        .text("contentType")
        .is_some_and(|text| media::is_json(&media::essence(text)));
    if is_json {
        (ListFormat::Json, ObjectFormat::Json)
    } else {
        default
    }
}

/// Collects the properties of an object, references followed, the parts of `allOf` before what adds to them.
fn collect<'a>(node: Node<'a>, fields: &mut Fields<'a>, depth: usize, reader: &mut Reader<'a>) {
    if depth > DEEPEST {
        let message = format!("`allOf` and `$ref` are nested more than {DEEPEST} levels deep");
        return node.error(Rule::TooLarge, message, "compose objects of fewer parts");
    }
    let diagnostics = node.diagnostics;
    let node = match follow(node, &mut reader.finder, &terms::TERMS.definition) {
        Ok(node) => node,
        Err(broken) => return broken.error(diagnostics, "; its fields are unknown"),
    };
    if !node.is_mapping() || !fields.seen.insert(node.pointer.clone()) {
        return;
    }
    for part in node.list("allOf") {
        collect(part, fields, depth + 1, reader);
    }
    for (name, property) in node.mapping("properties") {
        fields.found.insert(name, property);
    }
    if let Some(crate::value::Value::Sequence(_)) = node.peek("required") {
        fields.required.extend(node.texts("required"));
    }
}
