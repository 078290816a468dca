//! Upstream: the known faults in it are found, on the right lines.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use serde_json_path::{JsonPath, NormalizedPath};

use super::findings;

fn upstream() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/upstream.yaml")
}

/// The rule and line of each finding of the named rules.
fn places(findings: &[Value], rules: &[&str]) -> BTreeSet<(String, u64)> {
    let of_rules = findings
        .iter()
        .filter(|finding| rules.contains(&finding["rule"].as_str().unwrap()));
    of_rules
        .map(|finding| {
            let rule = finding["rule"].as_str().unwrap().to_owned();
            (rule, finding["line"].as_u64().unwrap())
        })
        .collect()
}

/// Upstream as lines of text, to find places in it by search alone.
struct Text(Vec<String>);

impl Text {
    fn upstream() -> Self {
        let text = std::fs::read_to_string(upstream()).unwrap();
        Self(text.lines().map(str::to_owned).collect())
    }

    /// The number of the one line that is `wanted` among those of an operation: from 1.
    fn line_in_operation(&self, operation: &str, wanted: &str) -> u64 {
        let id = format!("      operationId: {operation}");
        let start = self.0.iter().position(|line| *line == id).unwrap();
        let is_end = |line: &String| !line.starts_with("      ");
        let length = self.0[start..].iter().position(is_end).unwrap();
        let mut matches = (start..start + length).filter(|&at| self.0[at].trim() == wanted);
        let at = matches.next().unwrap_or_else(|| panic!("{wanted}"));
        assert_eq!(matches.next(), None, "{wanted}");
        at as u64 + 1
    }

    /// The lines of paths with the path's parameters.
    fn paths(&self) -> Vec<(u64, Vec<String>)> {
        let lines = self.0.iter().enumerate();
        lines
            .filter(|(_, line)| line.starts_with("  /"))
            .map(|(at, line)| {
                let names = line.split('[').skip(1);
                let names = names.map(|part| part.split(']').next().unwrap().to_owned());
                (at as u64 + 1, names.collect())
            })
            .collect()
    }
}

const UPDATE_PAGE: &str = "update-your-page-profile";
const CREATE_INCIDENT: &str = "create-a-realtime-incident";
const UPDATE_INCIDENT: &str = "update-an-incident-only-applies-to-realtime-and-scheduled-incidents";
const CREATE_PAGE_USER: &str = "create-a-user-who-can-view-your-status-page";

const JUNK: &[(&str, &str)] = &[
    (UPDATE_PAGE, "basic layout only, 170x45 or 340x90 is best"),
    (
        UPDATE_PAGE,
        "premium layout only, 850x315 or 1700x630 is best",
    ),
    (
        UPDATE_INCIDENT,
        "at the same time to avoid two separate incident updates being generated.",
    ),
    (UPDATE_INCIDENT, "ENDPOINT"),
    (UPDATE_INCIDENT, "MUTABLE"),
    (
        UPDATE_INCIDENT,
        "PATCH /pages/[page_id]/incidents/[incident_id].json",
    ),
];

const HINTS: &[(&str, &str, &str)] = &[
    ("boolean-hint", UPDATE_PAGE, "page[allow_email_subscribers]"),
    (
        "boolean-hint",
        UPDATE_PAGE,
        "page[allow_incident_subscribers]",
    ),
    ("boolean-hint", UPDATE_PAGE, "page[allow_sms_subscribers]"),
    ("enum-hint", "update-a-component", "component[status]"),
    ("boolean-hint", CREATE_INCIDENT, "incident[backfilled]"),
    ("date-hint", CREATE_INCIDENT, "incident[backfill_date]"),
    ("array-hint", CREATE_INCIDENT, "incident[component_ids]"),
    ("enum-hint", CREATE_INCIDENT, "incident[impact_override]"),
    (
        "boolean-hint",
        CREATE_INCIDENT,
        "incident[scheduled_auto_completed]",
    ),
    (
        "boolean-hint",
        CREATE_INCIDENT,
        "incident[scheduled_auto_in_progress]",
    ),
    ("date-time-hint", CREATE_INCIDENT, "incident[scheduled_for]"),
    (
        "boolean-hint",
        CREATE_INCIDENT,
        "incident[scheduled_remind_prior]",
    ),
    (
        "date-time-hint",
        CREATE_INCIDENT,
        "incident[scheduled_until]",
    ),
    ("enum-hint", CREATE_INCIDENT, "incident[status]"),
    (
        "boolean-hint",
        CREATE_INCIDENT,
        "incident[wants_twitter_update]",
    ),
    ("array-hint", UPDATE_INCIDENT, "incident[component_ids]"),
    ("enum-hint", UPDATE_INCIDENT, "incident[impact_override]"),
    ("enum-hint", UPDATE_INCIDENT, "incident[status]"),
    (
        "boolean-hint",
        UPDATE_INCIDENT,
        "incident[wants_twitter_update]",
    ),
    (
        "date-time-hint",
        "tune-an-incident-update",
        "incident_update[display_at]",
    ),
    (
        "array-hint",
        CREATE_PAGE_USER,
        "page_access_user[component_ids][]",
    ),
    (
        "array-hint",
        CREATE_PAGE_USER,
        "page_access_user[metric_ids][]",
    ),
    (
        "array-hint",
        CREATE_PAGE_USER,
        "page_access_user[page_access_group_ids][]",
    ),
    (
        "boolean-hint",
        CREATE_PAGE_USER,
        "page_access_user[subscribe_to_components]",
    ),
];

const HINT_RULES: &[&str] = &[
    "boolean-hint",
    "enum-hint",
    "array-hint",
    "date-time-hint",
    "date-hint",
];

#[test]
fn junk_and_hints_of_upstream_are_found_on_their_lines() {
    let text = Text::upstream();
    let found = findings(&upstream());
    let line = |operation, name| text.line_in_operation(operation, &format!("name: {name}"));
    let junk: BTreeSet<_> = JUNK
        .iter()
        .map(|(operation, name)| ("prose-parameter".to_owned(), line(operation, name)))
        .collect();
    assert_eq!(places(&found, &["prose-parameter"]), junk);
    assert_eq!(junk.len(), 6);
    let hints: BTreeSet<_> = HINTS
        .iter()
        .map(|(rule, operation, name)| ((*rule).to_owned(), line(operation, name)))
        .collect();
    assert_eq!(places(&found, HINT_RULES), hints);
    assert_eq!(hints.len(), 24);
}

#[test]
fn undeclared_path_parameters_of_upstream_are_found_on_their_lines() {
    let found = findings(&upstream());
    let mut expected: Vec<(u64, String)> = Vec::new();
    for (line, names) in Text::upstream().paths() {
        expected.extend(names.into_iter().map(|name| (line, name)));
    }
    let reported = found
        .iter()
        .filter(|finding| finding["rule"] == "undeclared-path-parameter")
        .map(|finding| {
            let declared = &finding["suggestion"]["update"]["parameters"][0];
            let name = declared["name"].as_str().unwrap().to_owned();
            assert!(
                finding["message"]
                    .as_str()
                    .unwrap()
                    .contains(&format!("`{name}`"))
            );
            (finding["line"].as_u64().unwrap(), name)
        });
    let mut reported: Vec<_> = reported.collect();
    reported.sort();
    expected.sort();
    assert_eq!(reported, expected);
    assert_eq!(reported.len(), 23);
}

#[test]
fn suggestions_for_upstream_match_the_node_that_they_correct() {
    let text = std::fs::read_to_string(upstream()).unwrap();
    let inside = text
        .strip_prefix("---\n")
        .unwrap()
        .strip_suffix("---")
        .unwrap();
    let tree: Value =
        serde_yaml::from_str::<Value>(&inside.replace("        200:", "        '200':")).unwrap();
    let mut count = 0;
    for finding in findings(&upstream()) {
        let suggestion = &finding["suggestion"];
        let Some(target) = suggestion["target"].as_str() else {
            continue;
        };
        let path = JsonPath::parse(target).unwrap();
        let nodes = path.query_located(&tree);
        let places: Vec<String> = nodes
            .locations()
            .map(NormalizedPath::to_json_pointer)
            .collect();
        let pointer = finding["pointer"].as_str().unwrap();
        // A parameter's finding is at its name; the server's is at the document.
        let expected = pointer.strip_suffix("/name").unwrap_or(pointer);
        let expected = expected.strip_suffix("/schemes").unwrap_or(expected);
        assert_eq!(places, [expected], "{target}");
        count += 1;
    }
    assert_eq!(count, 23 + 6 + 24 + 1);
}
