//! Swagger 2.0 -> OpenAPI 3.0.

use serde_yaml::{Mapping, Value};

/// Renames bodies to `body`, because OpenAPI 3.0 has no name for them.
pub(super) fn prepared(mut document: Value) -> Value {
    walk(&mut document, &mut |node| {
        if is_in(node, "body") {
            node.insert("name".into(), "body".into());
        }
    });
    document
}

fn is_in(node: &Mapping, place: &str) -> bool {
    node.get("in").and_then(Value::as_str) == Some(place)
}

/// Calls a function for each mapping, the outer ones first.
fn walk(value: &mut Value, change: &mut impl FnMut(&mut Mapping)) {
    match value {
        Value::Mapping(node) => {
            change(node);
            node.iter_mut().for_each(|(_, value)| walk(value, change));
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| walk(item, change)),
        _ => {}
    }
}

fn mapping<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries.map(|(key, value)| (Value::from(key), value));
    Value::Mapping(entries.into_iter().collect())
}

struct Conversion<'a> {
    document: &'a Value,
}

/// Converts a document. The server is written as it was read.
pub(super) fn converted(document: &Value, server: Option<&str>) -> Value {
    let conversion = Conversion { document };
    let mut result = Mapping::new();
    result.insert("openapi".into(), "3.0.3".into());
    if let Some(server) = server {
        let servers = vec![mapping([("url", server.into())])];
        result.insert("servers".into(), Value::Sequence(servers));
    }
    let mut components = Mapping::new();
    for (key, value) in document.as_mapping().unwrap() {
        match key.as_str().unwrap_or_default() {
            "swagger" | "host" | "basePath" | "schemes" | "consumes" | "produces" => {}
            "definitions" => _ = components.insert("schemas".into(), schema(value)),
            "responses" => {
                let types = conversion.types(None, "produces");
                let response = |found: &Value| response(found, types.as_deref());
                components.insert("responses".into(), each(value, response));
            }
            // `basic` is read in both formats.
            "securityDefinitions" => _ = components.insert("securitySchemes".into(), value.clone()),
            "parameters" => conversion.shared_parameters(value, &mut components),
            "paths" => {
                let item = |found: &Value| conversion.item(found);
                result.insert(key.clone(), each(value, item));
            }
            _ => _ = result.insert(key.clone(), value.clone()),
        }
    }
    result.insert("components".into(), Value::Mapping(components));
    let mut result = Value::Mapping(result);
    walk(&mut result, &mut |node| {
        if let Some(Value::String(target)) = node.get_mut("$ref") {
            *target = conversion.target(target);
        }
    });
    result
}

fn each(value: &Value, convert: impl Fn(&Value) -> Value) -> Value {
    let Value::Mapping(entries) = value else {
        return value.clone();
    };
    let entries = entries.iter();
    Value::Mapping(
        entries
            .map(|(key, value)| (key.clone(), convert(value)))
            .collect(),
    )
}

impl Conversion<'_> {
    fn target(&self, target: &str) -> String {
        for (old, new) in [
            ("#/definitions/", "#/components/schemas/"),
            ("#/responses/", "#/components/responses/"),
        ] {
            if let Some(name) = target.strip_prefix(old) {
                return format!("{new}{name}");
            }
        }
        match target.strip_prefix("#/parameters/") {
            Some(name) if self.is_body(target) => format!("#/components/requestBodies/{name}"),
            Some(name) => format!("#/components/parameters/{name}"),
            None => target.to_owned(),
        }
    }

    fn is_body(&self, target: &str) -> bool {
        let found = self.resolved(target).and_then(Value::as_mapping);
        found.is_some_and(|node| is_in(node, "body"))
    }

    fn resolved(&self, target: &str) -> Option<&Value> {
        let steps = target.strip_prefix("#/")?.split('/');
        steps.into_iter().try_fold(self.document, |node, step| {
            node.get(step.replace("~1", "/").replace("~0", "~"))
        })
    }

    fn shared_parameters(&self, value: &Value, components: &mut Mapping) {
        let (mut parameters, mut bodies) = (Mapping::new(), Mapping::new());
        for (name, parameter) in value.as_mapping().into_iter().flatten() {
            match parameter.get("in").and_then(Value::as_str) {
                Some("body") => {
                    let body = value_body(parameter, self.types(None, "consumes").as_deref());
                    bodies.insert(name.clone(), body);
                }
                Some("formData") => {}
                _ => _ = parameters.insert(name.clone(), convert_parameter(parameter)),
            }
        }
        components.insert("parameters".into(), Value::Mapping(parameters));
        components.insert("requestBodies".into(), Value::Mapping(bodies));
    }

    /// The media types of an operation; `None` if nothing is listed.
    fn types(&self, operation: Option<&Value>, key: &str) -> Option<Vec<String>> {
        let own = operation.and_then(|operation| operation.get(key));
        let found = own.or_else(|| self.document.get(key))?;
        let items = found.as_sequence()?.iter();
        Some(
            items
                .filter_map(|item| Some(item.as_str()?.to_owned()))
                .collect(),
        )
    }

    fn item(&self, item: &Value) -> Value {
        let Value::Mapping(entries) = item else {
            return item.clone();
        };
        let shared = item.get("parameters").map(list).unwrap_or_default();
        let (of_body, plain): (Vec<Value>, Vec<Value>) =
            shared.into_iter().partition(|found| self.is_of_body(found));
        let mut result = Mapping::new();
        for (key, value) in entries {
            let converted = match (key.as_str().unwrap_or_default(), value) {
                ("parameters", _) => Value::Sequence(plain.iter().map(convert_parameter).collect()),
                (key, Value::Mapping(_)) if !key.starts_with("x-") => {
                    self.operation(value, &of_body)
                }
                _ => value.clone(),
            };
            result.insert(key.clone(), converted);
        }
        Value::Mapping(result)
    }

    fn is_of_body(&self, parameter: &Value) -> bool {
        let target = parameter.get("$ref").and_then(Value::as_str);
        let node = target.map_or(Some(parameter), |target| self.resolved(target));
        let place = node.and_then(|node| node.get("in")).and_then(Value::as_str);
        place.is_some_and(|place| ["body", "formdata"].contains(&&*place.to_lowercase()))
    }

    fn operation(&self, operation: &Value, of_path: &[Value]) -> Value {
        if operation.get("$ref").is_some() {
            return operation.clone();
        }
        let own = operation.get("parameters").map(list).unwrap_or_default();
        let (of_body, plain): (Vec<Value>, Vec<Value>) =
            own.into_iter().partition(|found| self.is_of_body(found));
        let of_body: Vec<_> = of_path.iter().cloned().chain(of_body).collect();
        let consumes = self.types(Some(operation), "consumes");
        let produces = self.types(Some(operation), "produces");
        let mut result = Mapping::new();
        for (key, value) in operation.as_mapping().unwrap() {
            let converted = match key.as_str().unwrap_or_default() {
                "consumes" | "produces" | "schemes" => continue,
                "parameters" => Value::Sequence(plain.iter().map(convert_parameter).collect()),
                "responses" => each(value, |found| response(found, produces.as_deref())),
                _ => value.clone(),
            };
            result.insert(key.clone(), converted);
        }
        if let Some(body) = self.body(&of_body, consumes.as_deref()) {
            result.insert("requestBody".into(), body);
        }
        Value::Mapping(result)
    }

    fn body(&self, of_body: &[Value], types: Option<&[String]>) -> Option<Value> {
        let first = of_body.first()?;
        let resolved = |found: &Value| {
            let target = found.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|target| self.resolved(target));
            target.unwrap_or(found).clone()
        };
        let is_value = |found: &Value| found.get("in").and_then(Value::as_str) == Some("body");
        if is_value(&resolved(first)) {
            let is_shared =
                first.get("$ref").is_some() && types == self.types(None, "consumes").as_deref();
            return Some(if is_shared {
                first.clone()
            } else {
                value_body(&resolved(first), types)
            });
        }
        let (mut properties, mut required) = (Mapping::new(), Vec::new());
        let mut encoding = Mapping::new();
        for field in of_body.iter().map(resolved) {
            let name = &field.get("name").cloned().unwrap_or("body".into());
            if field.get("required") == Some(&Value::Bool(true)) {
                required.push(name.clone());
            }
            let format = field.get("collectionFormat").and_then(Value::as_str);
            let is_repeated =
                format == Some("multi") || name.as_str().unwrap_or_default().ends_with("[]");
            if !is_repeated {
                let style = mapping([("style", style(format)), ("explode", false.into())]);
                encoding.insert(name.clone(), style);
            }
            properties.insert(name.clone(), parameter_schema(&field));
        }
        let schema = mapping([
            ("type", "object".into()),
            ("properties", Value::Mapping(properties)),
            ("required", Value::Sequence(required)),
        ]);
        let entry = mapping([("schema", schema), ("encoding", Value::Mapping(encoding))]);
        let forms = types.unwrap_or_default();
        let forms = forms.iter().filter(|found| found.contains("form"));
        let mut content: Mapping = forms
            .map(|found| (Value::from(found.as_str()), entry.clone()))
            .collect();
        if content.is_empty() {
            content.insert("application/x-www-form-urlencoded".into(), entry.clone());
            content.insert("multipart/form-data".into(), entry);
        }
        Some(mapping([("content", Value::Mapping(content))]))
    }
}

/// A response of an operation, or a shared one, with its media types.
fn response(response: &Value, types: Option<&[String]>) -> Value {
    let Value::Mapping(_) = response else {
        return response.clone();
    };
    if response.get("$ref").is_some() {
        return response.clone();
    }
    let mut result = without(response, &["schema"]);
    if let Some(found) = response.get("schema") {
        let entry = mapping([("schema", schema(found))]);
        let no_types = types.is_some_and(<[String]>::is_empty);
        let types = types.filter(|_| !no_types);
        result.insert("content".into(), content(types, &entry));
    } else if types.is_some() {
        let nothing = Value::Mapping(Mapping::new());
        result.insert("content".into(), content(types, &nothing));
    }
    Value::Mapping(result)
}

fn value_body(parameter: &Value, types: Option<&[String]>) -> Value {
    let own = parameter
        .get("schema")
        .map_or(Value::Mapping(Mapping::new()), schema);
    let entry = mapping([("schema", own)]);
    let mut body = without(parameter, &["in", "name", "schema"]);
    body.insert("content".into(), content(types, &entry));
    Value::Mapping(body)
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Sequence(items) => items.clone(),
        Value::Mapping(_) if value.get("name").is_some() => vec![value.clone()],
        Value::Mapping(entries) => entries.values().cloned().collect(),
        _ => Vec::new(),
    }
}

fn content(types: Option<&[String]>, entry: &Value) -> Value {
    let default = || vec!["application/json".to_owned()];
    let types = types.map_or_else(default, <[String]>::to_vec).into_iter();
    Value::Mapping(types.map(|found| (found.into(), entry.clone())).collect())
}

fn without(value: &Value, keys: &[&str]) -> Mapping {
    let entries = value.as_mapping().unwrap().iter();
    let kept = entries.filter(|(key, _)| !keys.contains(&key.as_str().unwrap_or_default()));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// A parameter of the path, the query or a header.
fn convert_parameter(parameter: &Value) -> Value {
    if parameter.get("$ref").is_some() || parameter.as_mapping().is_none() {
        return parameter.clone();
    }
    let mut result = Mapping::new();
    for key in ["name", "in", "required", "description"] {
        if let Some(value) = parameter.get(key) {
            result.insert(key.into(), value.clone());
        }
    }
    result.insert("schema".into(), parameter_schema(parameter));
    let format = parameter.get("collectionFormat").and_then(Value::as_str);
    let name = parameter
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let place = parameter
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if place.eq_ignore_ascii_case("query") && format != Some("multi") && !name.ends_with("[]") {
        result.insert("style".into(), style(format));
        result.insert("explode".into(), false.into());
    }
    Value::Mapping(result)
}

fn style(format: Option<&str>) -> Value {
    match format {
        Some("ssv") => "spaceDelimited".into(),
        Some("pipes") => "pipeDelimited".into(),
        _ => "form".into(),
    }
}

/// The schema that the fields of a parameter are.
fn parameter_schema(parameter: &Value) -> Value {
    if let (Some(own), None) = (parameter.get("schema"), parameter.get("type")) {
        return schema(own);
    }
    let keys = [
        "name",
        "in",
        "required",
        "description",
        "collectionFormat",
        "schema",
    ];
    schema(&Value::Mapping(without(parameter, &keys)))
}

fn schema(value: &Value) -> Value {
    let mut value = value.clone();
    walk(&mut value, &mut |node| {
        if node.get("type").and_then(Value::as_str) == Some("file") {
            node.insert("type".into(), "string".into());
            node.insert("format".into(), "binary".into());
        }
        if let Some(nullable) = node.remove("x-nullable") {
            node.insert("nullable".into(), nullable);
        }
        let format = node.get("collectionFormat").is_some_and(Value::is_string);
        if format {
            node.remove("collectionFormat");
        }
        if let Some(Value::String(name)) = node.get("discriminator").cloned() {
            let object = mapping([("propertyName", name.into())]);
            node.insert("discriminator".into(), object);
        }
    });
    value
}
