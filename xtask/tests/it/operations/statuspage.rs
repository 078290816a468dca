//! The bundled description says the truth about each operation: `statuspage.txt` is that truth.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use statuspage_codegen_core::api::{Model, Shape};

use super::{bundled, fixture, listed};

/// What each operation is, in the lines of `statuspage.txt`, by its id.
type Blocks = BTreeMap<String, Vec<String>>;

/// The blocks of `statuspage.txt`: an id at the margin, the rest indented.
fn expected() -> Blocks {
    let text = std::fs::read_to_string(fixture("statuspage.txt")).unwrap();
    let mut blocks = Blocks::new();
    let mut id = "";
    for line in text.lines().map(str::trim_end) {
        if let Some(indented) = line.strip_prefix("  ") {
            blocks.get_mut(id).unwrap().push(indented.to_owned());
        } else if !line.is_empty() && !line.starts_with('#') {
            id = line;
            let twice = blocks.insert(id.to_owned(), Vec::new());
            assert_eq!(twice, None, "{id} is there twice");
        }
    }
    blocks
}

/// What the command lists, in the same lines.
fn actual() -> Blocks {
    let mut blocks = Blocks::new();
    for operation in listed() {
        let id = text(&operation, "id");
        let twice = blocks.insert(id.to_owned(), lines(&operation));
        assert_eq!(twice, None, "{id} is listed twice");
    }
    blocks
}

fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap()
}

fn lines(operation: &Value) -> Vec<String> {
    let [method, path, response] = ["method", "path", "response"].map(|key| text(operation, key));
    let mut lines = vec![format!("{method} {path}")];
    if let Some(alias) = operation["alias"].as_str() {
        lines.push(format!("short name {alias}"));
    }
    let tags = operation["tags"].as_array().unwrap().iter();
    lines.extend(tags.map(|tag| format!("tag {}", tag.as_str().unwrap())));
    let success = format!("success {} {}", operation["status"], plain(response));
    lines.push(success.trim_end().to_owned());
    if let Some(envelope) = operation["envelope"].as_str() {
        lines.push(format!("envelope {envelope}"));
    }
    let paging = &operation["paging"];
    if paging.is_object() {
        let (size, [first, max]) = (
            text(paging, "size"),
            ["first_page", "max_page_size"].map(|key| &paging[key]),
        );
        lines.push(format!("pages from {first}, {size} up to {max}"));
    }
    let parameters = operation["parameters"].as_array().unwrap().iter();
    lines.extend(parameters.map(parameter));
    lines
}

fn parameter(parameter: &Value) -> String {
    let [location, name, ty] = ["location", "name", "type"].map(|key| text(parameter, key));
    let [required, nullable] = ["required", "nullable"].map(|key| parameter[key] == true);
    let held = match (required, nullable) {
        (true, false) => Some(ty),
        (false, true) => inside(ty, "Nullable"),
        _ => inside(ty, "Option"),
    };
    // A type that does not fit what is said next to it stays whole: then it is not a type of the notation.
    let ty = plain(held.unwrap_or(ty));
    let needed = if required { "!" } else { "" };
    let or_null = if nullable { " | null" } else { "" };
    format!("{location} {name}{needed}: {ty}{or_null}")
}

/// What stands between a generic type's brackets.
fn inside<'a>(ty: &'a str, generic: &str) -> Option<&'a str> {
    ty.strip_prefix(generic)?
        .strip_prefix('<')?
        .strip_suffix('>')
}

/// A Rust type in the notation; one that it has no word for in backquotes, which no expectation has.
fn plain(ty: &str) -> String {
    if let Some(item) = inside(ty, "Vec") {
        return format!("[{}]", plain(item));
    }
    if let Some(item) = inside(ty, "Selection") {
        return format!("[{}] or all", plain(item));
    }
    // Keys are never generic: the first comma ends them.
    if let Some((key, value)) = inside(ty, "BTreeMap").and_then(|pair| pair.split_once(", ")) {
        return format!("map<{}, {}>", plain(key), plain(value));
    }
    let word = match ty {
        "()" => "",
        "serde_json::Value" => "any",
        "String" => "string",
        "i64" => "integer",
        "f64" => "number",
        "bool" => "boolean",
        "Timestamp" => "date-time",
        "Date" => "date",
        "PartialDate" => "partial-date",
        "UnixSeconds" => "unix-time",
        "Secret" => "secret",
        _ => match ty.strip_prefix("models::") {
            Some(model) => model,
            None => return format!("`{ty}`"),
        },
    };
    word.to_owned()
}

/// The lines that are missing and those in excess, each as often as it is.
fn differences(expected: &[String], actual: &[String]) -> Vec<String> {
    let mut excess = actual.to_vec();
    let mut missing = Vec::new();
    for line in expected {
        match excess.iter().position(|other| other == line) {
            Some(at) => drop(excess.remove(at)),
            None => missing.push(format!("  - {line}")),
        }
    }
    let excess = excess.iter().map(|line| format!("  + {line}"));
    missing.into_iter().chain(excess).collect()
}

#[test]
fn every_operation_is_what_the_service_has() {
    let (expected, actual) = (expected(), actual());
    assert_eq!(expected.len(), 113);
    let ids: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let lines_of = |blocks: &Blocks, id| blocks.get(id).cloned().unwrap_or_default();
    let mut reported = Vec::new();
    for id in ids {
        let differences = differences(&lines_of(&expected, id), &lines_of(&actual, id));
        if !differences.is_empty() {
            reported.push(format!("{id}\n{}", differences.join("\n")));
        }
    }
    assert!(
        reported.is_empty(),
        "statuspage.txt has the lines with -, the command those with +:\n{}",
        reported.join("\n")
    );
    assert_eq!(actual.len(), 113);
}

/// All values of all enums; a component's status may be empty, which means that it has none.
const ENUMS: &[(&str, &[&str])] = &[
    ("Branding", &["basic", "premium"]),
    (
        "ComponentStatus",
        &[
            "operational",
            "under_maintenance",
            "degraded_performance",
            "partial_outage",
            "major_outage",
            "",
        ],
    ),
    (
        "Impact",
        &["none", "maintenance", "minor", "major", "critical"],
    ),
    (
        "IncidentStatus",
        &[
            "investigating",
            "identified",
            "monitoring",
            "resolved",
            "scheduled",
            "in_progress",
            "verifying",
            "completed",
        ],
    ),
    (
        "MetricTransform",
        &[
            "average",
            "count",
            "max",
            "min",
            "sum",
            "response_time",
            "uptime",
        ],
    ),
    (
        "MetricsProviderType",
        &["Pingdom", "NewRelic", "Librato", "Datadog", "Self"],
    ),
    ("SortDirection", &["asc", "desc"]),
    (
        "SubscriberSortField",
        &["primary", "created_at", "quarantined_at", "relevance"],
    ),
    (
        "SubscriberState",
        &["active", "unconfirmed", "quarantined", "all"],
    ),
    (
        "SubscriberType",
        &[
            "email",
            "sms",
            "webhook",
            "slack",
            "teams",
            "integration_partner",
        ],
    ),
];

/// The values of a model that is an enum, sorted.
fn values(model: &Model) -> Option<Vec<&str>> {
    let Shape::Enum(variants) = &model.shape else {
        return None;
    };
    let mut values: Vec<&str> = variants
        .iter()
        .map(|variant| variant.value.as_str())
        .collect();
    values.sort_unstable();
    Some(values)
}

#[test]
fn every_enum_has_the_values_that_the_service_has() {
    let mut expected = BTreeMap::new();
    for (name, values) in ENUMS {
        let mut values = values.to_vec();
        values.sort_unstable();
        expected.insert(*name, values);
    }
    let api = bundled();
    let models = api.models.iter();
    let actual: BTreeMap<&str, Vec<&str>> = models
        .filter_map(|model| Some((model.type_name.as_str(), values(model)?)))
        .collect();
    assert_eq!(actual, expected);
}
