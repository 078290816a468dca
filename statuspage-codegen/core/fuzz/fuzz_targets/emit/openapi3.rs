//! A description in Swagger 2.0 -> nearly the same in OpenAPI 3.

use serde_json::{Map, Value, json};

/// Converts a description that [`Document`](crate::document::Document) wrote.
pub(crate) fn converted(mut document: Value, version: &str) -> Value {
    let schemas = document["definitions"].take();
    let parameters: Map<_, _> = document["parameters"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, found)| (name.clone(), parameter(found)))
        .collect();
    let mut paths = document["paths"].take();
    let items = paths.as_object_mut().into_iter().flatten();
    let operations = items.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten());
    for (_, node) in operations {
        operation(node);
    }
    let text = json!({
        "openapi": version,
        "info": document["info"],
        "servers": [{"url": document["host"]}],
        "tags": document["tags"],
        "paths": paths,
        "components": {"schemas": schemas, "parameters": parameters},
    })
    .to_string();
    let text = text
        .replace("\"#/definitions/", "\"#/components/schemas/")
        .replace("\"#/parameters/", "\"#/components/parameters/")
        .replace("\"x-nullable\"", "\"nullable\"");
    serde_json::from_str(&text).expect("names are the same")
}

fn operation(node: &mut Value) {
    let types = |key: &str| node[key][0].as_str().unwrap_or("application/json").to_owned();
    let (sent, received) = (types("consumes"), types("produces"));
    let (mut plain, mut fields) = (Vec::new(), Map::new());
    let mut body = None;
    for found in node["parameters"].as_array().into_iter().flatten() {
        match found["in"].as_str() {
            Some("body") => body = Some(found["schema"].clone()),
            Some("formData") => {
                let name = found["name"].as_str().unwrap_or_default();
                fields.insert(name.to_owned(), schema(found));
            }
            _ => plain.push(parameter(found)),
        }
    }
    let form = || (!fields.is_empty()).then(|| json!({"type": "object", "properties": fields}));
    if let Some(schema) = body.or_else(form) {
        node["requestBody"] = json!({"content": {(sent): {"schema": schema}}});
    }
    node["parameters"] = plain.into();
    for (_, response) in node["responses"].as_object_mut().into_iter().flatten() {
        let schema = response["schema"].take();
        *response = json!({"content": {(received.as_str()): {"schema": schema}}});
    }
}

/// A parameter outside the body; its style is often not one of those that it can have.
fn parameter(found: &Value) -> Value {
    if found.get("$ref").is_some() {
        return found.clone();
    }
    let style = match found["collectionFormat"].as_str() {
        Some("csv") => "label",
        Some("multi") => "deepObject",
        Some(_) => "pipeDelimited",
        None => "form",
    };
    json!({
        "name": found["name"], "in": found["in"], "required": found["required"], "style": style,
        "explode": found["required"], "schema": schema(found),
    })
}

fn schema(found: &Value) -> Value {
    let mut schema = found.clone();
    for key in ["name", "in", "required", "collectionFormat"] {
        schema.as_object_mut().and_then(|schema| schema.remove(key));
    }
    schema
}
