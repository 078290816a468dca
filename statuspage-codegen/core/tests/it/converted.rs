//! The corpus of Swagger 2.0, converted to OpenAPI 3.0, gives the same API.

mod conversion;

use std::path::Path;

use statuspage_codegen_core::{Api, Source, read};

use crate::common::rendering::render;

/// Documents that say what OpenAPI 3.0 cannot, with the reason.
const DIFFERENT: &[(&str, &str)] = &[
    ("good-list-in-list", LISTS_IN_LISTS),
    ("good-raw-bodies", FILE),
    (
        "good-references-anywhere",
        "its references lead to places that the other format does not have",
    ),
    ("good-types-everywhere", "OpenAPI has no lists with tabs"),
    ("mend-list-in-list", LISTS_IN_LISTS),
    ("mend-media-type-form", FILE),
    ("mend-media-type-response", FILE),
    ("mend-parameter-place", "`in: Body` has no counterpart"),
    (
        "mend-raw-bodies",
        "OpenAPI describes the fields of a form by a schema, which is sent as a form",
    ),
    (
        "mend-response-is-schema",
        "a schema in the place of a response is read in Swagger 2.0 only",
    ),
    ("mend-type-unknown", FILE),
];

const LISTS_IN_LISTS: &str = "OpenAPI has no way to write lists in lists outside JSON";
const FILE: &str =
    "OpenAPI has no `type: file`; a string of bytes is text where bytes cannot be sent";

/// What is read, without the format that files have in OpenAPI.
fn rendered(api: &Api) -> String {
    render(api).replace(", format binary", "")
}

#[test]
fn a_converted_document_gives_the_same_api() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut compared = 0;
    let mut different = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_document = path.extension().is_some_and(|extension| extension != "txt");
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) else {
            continue;
        };
        if !is_document || value.get("swagger").is_none() {
            continue;
        }
        let old = conversion::prepared(value);
        // JSON does not have all keys that YAML has.
        let Ok(old_text) = serde_json::to_string(&old) else {
            continue;
        };
        let Ok(old_api) = read(&Source::new("old.json", old_text)) else {
            continue;
        };
        let new = conversion::converted(&old, old_api.api.server.as_deref());
        let new = serde_json::to_string(&new).unwrap();
        let converted = read(&Source::new("new.json", new.clone()));
        let converted = match &converted {
            Ok(reading) => rendered(&reading.api),
            Err(diagnostics) => format!("refused: {diagnostics:#?}"),
        };
        compared += 1;
        if converted != rendered(&old_api.api) {
            different.push(name);
        }
    }
    different.sort();
    let expected: Vec<_> = DIFFERENT.iter().map(|(name, _)| *name).collect();
    assert_eq!(different, expected);
    assert!(compared > 100, "{compared}");
}
