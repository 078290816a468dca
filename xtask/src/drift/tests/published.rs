//! The document of the vendor's page, as far as facts about it are known: our description in OpenAPI 3.0, without what we added
//! and with the errors that we corrected.

use serde_json::{Map, Value, json};

/// What is published otherwise, by place: `METHOD /path` and the field of the body or the query, or a definition and its field.
const OTHERWISE: &[(&str, &str)] = &[
    // Wrong types.
    ("Page.favicon_logo", r#"{"type": "string"}"#),
    ("Page.transactional_logo", r#"{"type": "string"}"#),
    ("Page.hero_cover", r#"{"type": "string"}"#),
    ("Page.email_logo", r#"{"type": "string"}"#),
    ("Page.twitter_logo", r#"{"type": "string"}"#),
    ("Page.branding", r#"{"type": "string"}"#),
    (
        "PageAccessUser.page_access_group_ids",
        r#"{"type": "string"}"#,
    ),
    ("Subscriber.components", r#"{"type": "string"}"#),
    (
        "MetricsProvider.page_id",
        r#"{"type": "integer", "format": "int32"}"#,
    ),
    ("MetricsProvider.type", r#"{"type": "string"}"#),
    ("Incident.postmortem_published_at", r#"{"type": "boolean"}"#),
    ("Incident.metadata", r#"{"type": "Object"}"#),
    (
        "IncidentUpdate.affected_components",
        r#"{"type": "array", "items": {"type": "object"}}"#,
    ),
    ("GroupComponent.components", r#"{"type": "string"}"#),
    ("GroupComponent.position", r#"{"type": "string"}"#),
    ("ComponentUptime.warnings", r#"{"type": "string"}"#),
    (
        "ComponentUptime.range_start",
        r#"{"type": "string", "format": "date-time"}"#,
    ),
    (
        "ComponentUptime.range_end",
        r#"{"type": "string", "format": "date-time"}"#,
    ),
    (
        "ComponentGroupUptime.range_start",
        r#"{"type": "string", "format": "date-time"}"#,
    ),
    (
        "ComponentGroupUptime.range_end",
        r#"{"type": "string", "format": "date-time"}"#,
    ),
    ("Metric.backfill_percentage", r#"{"type": "integer"}"#),
    (
        "POST /pages/{}/metrics_providers/{}/metrics body metric.y_axis_min",
        r#"{"type": "integer"}"#,
    ),
    (
        "POST /pages/{}/metrics_providers/{}/metrics body metric.y_axis_max",
        r#"{"type": "integer"}"#,
    ),
    (
        "POST /pages/{}/metrics_providers/{}/metrics body metric.transform",
        r#"{"type": "string"}"#,
    ),
    (
        "POST /pages/{}/metrics_providers body metrics_provider.type",
        r#"{"type": "string"}"#,
    ),
    (
        "PATCH /pages/{}/metrics_providers/{} body metrics_provider.type",
        r#"{"type": "string"}"#,
    ),
    (
        "PUT /pages/{}/metrics_providers/{} body metrics_provider.type",
        r#"{"type": "string"}"#,
    ),
    (
        "POST /pages/{}/subscribers/reactivate body subscribers",
        r#"{"type": "string"}"#,
    ),
    (
        "POST /pages/{}/subscribers/resend_confirmation body subscribers",
        r#"{"type": "string"}"#,
    ),
    (
        "POST /pages/{}/subscribers/unsubscribe body subscribers",
        r#"{"type": "string"}"#,
    ),
    // Illegal types.
    (
        "GET /pages/{}/components/{}/uptime query start",
        r#"{"type": "PartialStartDate"}"#,
    ),
    (
        "GET /pages/{}/components/{}/uptime query end",
        r#"{"type": "PartialEndDate"}"#,
    ),
    (
        "GET /pages/{}/component-groups/{}/uptime query start",
        r#"{"type": "PartialStartDate"}"#,
    ),
    (
        "GET /pages/{}/component-groups/{}/uptime query end",
        r#"{"type": "PartialEndDate"}"#,
    ),
    // Limits.
    (
        "GET /pages/{}/components query per_page",
        r#"{"type": "integer", "minimum": 1, "maximum": 1100, "default": 100}"#,
    ),
    // What the page does not have.
    ("GET /metrics_providers", ""),
    ("PATCH /pages/{}/page_access_users/{} body", ""),
    ("PUT /pages/{}/page_access_users/{} body", ""),
    ("POST /pages/{}/components/{}/page_access_groups body", ""),
    ("PATCH /pages/{} body page.layout", ""),
    ("POST /pages/{}/incidents body incident.message", ""),
    ("PATCH /pages/{}/incidents/{} body incident.message", ""),
    (
        "POST /pages/{}/page_access_users body page_access_user.component_ids",
        "",
    ),
    (
        "POST /pages/{}/page_access_users body page_access_user.metric_ids",
        "",
    ),
    ("Incident.started_at", ""),
    ("Incident.backfilled", ""),
    ("Component.components", ""),
    ("Metric.metrics_display_id", ""),
];

/// Maps that are published as an object with a sample: the place, and the name of the sample; a random one if empty.
const MAPS: &[(&str, &str)] = &[
    ("POST /pages/{}/incidents body incident.components", ""),
    ("PATCH /pages/{}/incidents/{} body incident.components", ""),
    ("PUT /pages/{}/incidents/{} body incident.components", ""),
    ("POST /pages/{}/metrics/data body data", "metric_id"),
    ("MetricAddResponse", "metric_id"),
    ("PUT /organizations/{}/permissions/{} body pages", "page_id"),
];

/// Fields that are required in a request, and so published.
const REQUIRED: &[&str] = &[
    "component_ids",
    "metric_ids",
    "subscribers",
    "components",
    "name",
    "title",
    "body",
    "body_draft",
    "data",
];

/// Requests of which those fields are not required.
const NOT_REQUIRED: &[&str] = &[
    "PATCH /pages/{}/page_access_groups/{}/components body component_ids",
    "PUT /pages/{}/page_access_groups/{}/components body component_ids",
];

/// The statuses of errors, and the operations that list them; all if none is named.
const ERRORS: &[(&str, &[&str])] = &[
    ("400", &[]),
    ("401", &[]),
    ("403", &[]),
    ("404", &[]),
    (
        "405",
        &[
            "POST /pages/{}/metrics/data",
            "POST /pages/{}/metrics/{}/data",
        ],
    ),
    ("409", &["POST /pages/{}/page_access_users"]),
    ("420", &[]),
    ("422", &[]),
    ("429", &[]),
];

/// Returns the document. `random` is different in each download.
pub(super) fn document(ours: &str, random: &str) -> String {
    let ours: Value = serde_json::from_str(ours).unwrap();
    let mut paths = Map::new();
    for (path, item) in ours["paths"].as_object().unwrap() {
        let mut operations = Map::new();
        for (method, operation) in item.as_object().unwrap() {
            if method != "parameters" {
                let place = format!("{} {}", method.to_uppercase(), anonymous(path));
                operations.insert(
                    method.clone(),
                    converted(&ours, item, operation, &place, random),
                );
            }
        }
        operations.retain(|method, _| {
            !is_gone(&format!("{} {}", method.to_uppercase(), anonymous(path)))
        });
        let item = paths.entry(path.replace(".json", ""));
        let item = item.or_insert_with(|| json!({})).as_object_mut();
        item.unwrap().extend(operations);
    }
    let mut schemas = Map::new();
    for (name, definition) in ours["definitions"].as_object().unwrap() {
        if definition["type"] == "object" {
            let mut schema = schema(&ours, definition, name, random);
            if name != "ComponentGroupFields" {
                schema.as_object_mut().unwrap().remove("required");
            }
            schemas.insert(name.clone(), schema);
        }
    }
    let document = json!({
        "openapi": "3.0.0",
        "info": {"title": "An API", "version": "1.0.0"},
        "servers": [{"url": "https://api.statuspage.io/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    });
    document.to_string()
}

fn anonymous(path: &str) -> String {
    crate::document::route(&path.replace(".json", ""))
}

fn otherwise(place: &str) -> Option<&'static str> {
    let found = OTHERWISE.iter().find(|(at, _)| *at == place);
    found.map(|(_, schema)| *schema)
}

fn is_gone(place: &str) -> bool {
    otherwise(place) == Some("")
}

fn resolved<'a>(ours: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => ours.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn converted(ours: &Value, item: &Value, operation: &Value, place: &str, random: &str) -> Value {
    let mut parameters = Vec::new();
    let mut result = Map::new();
    let shared = [item, operation].map(|owner| owner["parameters"].as_array());
    let mut form = Map::new();
    for parameter in shared.into_iter().flatten().flatten() {
        let parameter = resolved(ours, parameter);
        let (name, within) = (
            parameter["name"].as_str().unwrap(),
            parameter["in"].as_str().unwrap(),
        );
        match within {
            "body" if is_gone(&format!("{place} body")) => {}
            "body" => {
                let schema = schema(ours, &parameter["schema"], &format!("{place} body"), random);
                result.insert(
                    "requestBody".to_owned(),
                    json!({"content": {"application/json": {"schema": schema}}}),
                );
            }
            "formData" => {
                form.insert(
                    name.replace("[]", ""),
                    json!({"type": "array", "items": {"type": "string"}}),
                );
            }
            _ => {
                let mut of_value = parameter.clone();
                for key in ["name", "in", "required"] {
                    of_value.as_object_mut().unwrap().remove(key);
                }
                let schema = schema(ours, &of_value, &format!("{place} {within} {name}"), random);
                // Sent in the path; its name does not matter.
                let name = if within == "path" {
                    name.replace("component_group_id", "id")
                } else {
                    name.to_owned()
                };
                parameters.push(json!({"name": name, "in": within, "required": within == "path", "schema": schema}));
            }
        }
    }
    if !form.is_empty() {
        let schema = json!({"type": "object", "properties": form});
        result.insert(
            "requestBody".to_owned(),
            json!({"content": {"application/x-www-form-urlencoded": {"schema": schema}}}),
        );
    }
    let mut responses = Map::new();
    for (status, response) in operation["responses"].as_object().unwrap() {
        let mut content = json!({"description": "Found."});
        if !response["schema"].is_null() {
            let mut schema = schema(ours, &response["schema"], "", random);
            if let Some(envelope) = response["x-optional-envelope"].as_str() {
                schema = json!({"type": "object", "properties": {envelope: schema}});
            }
            content["content"] = json!({"application/json": {"schema": schema}});
        }
        responses.insert(status.clone(), content);
    }
    let errors = ERRORS
        .iter()
        .filter(|(_, places)| places.is_empty() || places.contains(&place));
    for (status, _) in errors {
        responses.insert((*status).to_owned(), json!({"description": "An error."}));
    }
    result.insert("parameters".to_owned(), json!(parameters));
    result.insert("responses".to_owned(), json!(responses));
    Value::Object(result)
}

/// Converts a schema. Texts with values or a type of their own are written where they are used.
fn schema(ours: &Value, schema: &Value, place: &str, random: &str) -> Value {
    if let Some(otherwise) = otherwise(place) {
        return serde_json::from_str(otherwise).unwrap();
    }
    let parts = schema["allOf"].as_array();
    let schema = parts.map_or(schema, |parts| &parts[0]);
    if let Some(reference) = schema["$ref"].as_str() {
        let target = resolved(ours, schema);
        if target["type"] == "object" {
            let name = reference.rsplit('/').next().unwrap();
            return json!({"$ref": format!("#/components/schemas/{name}")});
        }
        return self::schema(ours, target, "", random);
    }
    let mut result = Map::new();
    for key in ["type", "enum", "format"] {
        let value = &schema[key];
        match value.as_str() {
            Some("uri" | "email" | "password" | "partial-date") => {}
            Some("unix-time") => _ = result.insert("format".to_owned(), json!("int32")),
            _ if value.is_null() => {}
            _ => _ = result.insert(key.to_owned(), value.clone()),
        }
    }
    if schema["items"].is_object() {
        result.insert(
            "items".to_owned(),
            self::schema(ours, &schema["items"], "", random),
        );
    }
    let values = &schema["additionalProperties"];
    let map = MAPS.iter().find(|(at, _)| *at == place);
    if let Some((_, sample)) = map {
        let sample = if sample.is_empty() { random } else { sample };
        result.insert(
            "properties".to_owned(),
            json!({sample: self::schema(ours, values, "", random)}),
        );
    } else if values.is_object() {
        result.insert(
            "additionalProperties".to_owned(),
            self::schema(ours, values, "", random),
        );
    }
    if let Some(properties) = schema["properties"].as_object() {
        let mut converted = Map::new();
        for (name, property) in properties {
            let separator = if place.ends_with(" body") { " " } else { "." };
            let place = format!("{place}{separator}{name}");
            if !is_gone(&place) {
                converted.insert(name.clone(), self::schema(ours, property, &place, random));
            }
        }
        result.insert("properties".to_owned(), Value::Object(converted));
        let required: Vec<&Value> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|name| {
                let name = name.as_str().unwrap();
                REQUIRED.contains(&name) && !NOT_REQUIRED.contains(&&*format!("{place} {name}"))
            })
            .collect();
        if !required.is_empty() {
            result.insert("required".to_owned(), json!(required));
        }
    }
    if result.get("type") == Some(&json!("string")) && !result.contains_key("enum") {
        result.insert("example".to_owned(), json!(random));
        result.insert("default".to_owned(), json!(random));
    }
    Value::Object(result)
}
