//! Overlays as a whole: the cases under `tests/overlay`, and the real documents.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use statuspage_codegen_core::api::Operation;
use statuspage_codegen_core::{Api, Source, read};

use super::apply;
use crate::document::{json, source};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/overlay");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

/// The named file of a case, under a name that is the same everywhere.
fn part(case: &Path, file: &str) -> Source {
    let text = fs::read_to_string(case.join(file)).unwrap();
    Source::new(file.to_owned(), text)
}

fn run(case: &Path) -> Result<String, Vec<String>> {
    apply(&part(case, "upstream.yaml"), &[part(case, "overlay.yaml")])
}

fn real() -> (Source, Vec<Source>) {
    let folder = crate::file::root().join("spec");
    let mut overlays: Vec<_> = fs::read_dir(folder.join("overlay"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    overlays.sort();
    let read = |path: &PathBuf| source(path).unwrap();
    (
        read(&folder.join("upstream.yaml")),
        overlays.iter().map(read).collect(),
    )
}

#[test]
fn each_case_gives_what_lies_beside_it() {
    let mut seen = 0;
    for case in cases() {
        let (file, found) = match run(&case) {
            Ok(text) => ("expected.json", text),
            Err(problems) => ("problems.txt", problems.join("\n") + "\n"),
        };
        expect_test::expect_file![case.join(file)].assert_eq(&found);
        seen += 1;
    }
    assert!(seen > 5, "{seen} cases");
}

#[test]
fn applying_again_gives_the_same_bytes_and_a_result_stays_as_it_is() {
    const NOTHING: &str = "overlay: 1.1.0\ninfo: {title: t, version: v}\n\
                           actions: [{target: $.no, remove: true, x-allow-no-match: true}]\n";
    let mut seen = 0;
    for case in cases() {
        let Ok(text) = run(&case) else { continue };
        assert_eq!(run(&case).as_ref(), Ok(&text), "{}", case.display());
        let result = Source::new("result.json", text.clone());
        let again = apply(&result, &[Source::new("nothing.yaml", NOTHING)]);
        assert_eq!(again, Ok(text), "{}", case.display());
        seen += 1;
    }
    assert!(seen > 2, "{seen} cases");
}

#[test]
fn an_overlay_in_json_has_places_too() {
    let upstream = Source::new("upstream.json", r#"{"info": {"title": "Pets"}}"#);
    let overlay = |target: &str| {
        let text = format!(
            "{{\"overlay\": \"1.1.0\", \"info\": {{\"title\": \"t\", \"version\": \"v\"}},\n \
             \"actions\": [{{\"target\": \"{target}\", \"update\": {{\"x\": 1}}}}]}}"
        );
        apply(&upstream, &[Source::new("overlay.json", text)])
    };
    let text = overlay("$.info").unwrap();
    assert_eq!(
        text,
        "{\n  \"info\": {\n    \"title\": \"Pets\",\n    \"x\": 1\n  }\n}\n"
    );
    let problems = overlay("$.paths").unwrap_err();
    assert_eq!(problems.len(), 1);
    let place = "overlay.json:2:25: error[no-match]: action 1: ";
    assert!(problems[0].starts_with(place), "{}", problems[0]);
}

#[test]
fn texts_that_cannot_be_read_are_reported_together() {
    let broken = |name: &'static str| Source::new(name, "a: 1\nb: [\n");
    let problems = apply(&broken("upstream.yaml"), &[broken("overlay.yaml")]).unwrap_err();
    assert_eq!(problems.len(), 2);
    assert!(
        problems[0].starts_with("upstream.yaml:2:5: "),
        "{}",
        problems[0]
    );
    assert!(
        problems[1].starts_with("overlay.yaml:2:5: "),
        "{}",
        problems[1]
    );
    let empty = apply(
        &Source::new("upstream.yaml", "a: 1"),
        &[Source::new("overlay.yaml", "")],
    );
    assert!(empty.unwrap_err()[0].contains("the overlay must be an object, not null"));
}

#[test]
fn a_result_that_is_nested_too_deeply_to_be_read_is_refused() {
    let deep = "[".repeat(100) + &"]".repeat(100);
    let path = "[0]".repeat(99);
    let upstream = Source::new("upstream.yaml", format!("a: {deep}"));
    let overlay = format!(
        "overlay: 1.1.0\ninfo: {{title: t, version: v}}\nactions:\n- target: $.a{path}\n  update: [{deep}]\n"
    );
    let problems = apply(&upstream, &[Source::new("overlay.yaml", overlay)]).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("error[unwritable]"), "{}", problems[0]);
}

/// The names that no operation has, out of those that upstream takes for parameters.
const JUNK: [&str; 6] = [
    "basic layout only, 170x45 or 340x90 is best",
    "premium layout only, 850x315 or 1700x630 is best",
    "at the same time to avoid two separate incident updates being generated.",
    "ENDPOINT",
    "MUTABLE",
    "PATCH /pages/[page_id]/incidents/[incident_id].json",
];

fn junk(api: &Api) -> usize {
    let parameters = api.operations.iter().flat_map(|one| &one.parameters);
    parameters
        .filter(|one| JUNK.contains(&one.name.as_str()))
        .count()
}

#[test]
fn the_corrected_description_is_read_without_a_warning() {
    let (upstream, overlays) = real();
    let text = apply(&upstream, &overlays).unwrap();
    let source = Source::new("statuspage.json", text);
    let reading = read(&source).unwrap();
    let warnings: Vec<_> = reading
        .warnings
        .iter()
        .map(|one| one.render(&source))
        .collect();
    assert_eq!(warnings, Vec::<String>::new());
    let before = read(&upstream).unwrap().api;
    let api = reading.api;
    assert_eq!((before.operations.len(), api.operations.len()), (25, 113));
    assert_eq!((junk(&before), junk(&api)), (6, 0));
    assert_eq!(api.server.as_deref(), Some("https://api.statuspage.io/v1"));
    // Paths are renamed, so that operations are in another order; those of upstream stay the same.
    let route = |one: &Operation| (one.id.clone(), one.method, one.path.to_string());
    let routes = |api: &Api| -> BTreeSet<_> { api.operations.iter().map(route).collect() };
    assert!(routes(&before).is_subset(&routes(&api)));
}

#[test]
fn a_correction_that_upstream_no_longer_needs_is_reported() {
    let (upstream, overlays) = real();
    let corrected = Source::new("corrected.json", apply(&upstream, &overlays).unwrap());
    let problems = apply(&corrected, &overlays).unwrap_err();
    let mut seen = 0;
    for overlay in &overlays {
        let tree = json(overlay.parse().unwrap());
        // Saying what is missing can be done twice; what is removed is gone already.
        let actions = tree["actions"].as_array().unwrap().iter().enumerate();
        let removals = actions.filter(|(_, action)| action.get("remove").is_some());
        for number in removals.map(|(index, _)| index + 1) {
            let reported = format!("error[no-match]: action {number} ");
            let is_reported =
                |line: &String| line.starts_with(overlay.name()) && line.contains(&reported);
            assert!(problems.iter().any(is_reported), "{reported}");
            seen += 1;
        }
    }
    assert!(seen >= 12, "{seen}");
}

/// Bracket after bracket, as deep as is allowed: the parser is not slow at that.
#[test]
fn the_deepest_path_is_parsed_at_once() {
    let upstream = Source::new("upstream.yaml", "paths: {a: {b: 1}}\n");
    let (open, close) = ("(".repeat(9), ")".repeat(9));
    let overlay = format!(
        "overlay: 1.1.0\ninfo: {{title: a, version: '1'}}\nactions:\n- {{target: \"$.paths[?{open}@.b == 1{close}]\", update: {{c: 2}}}}\n"
    );
    let start = std::time::Instant::now();
    let text = apply(&upstream, &[Source::new("overlay.yaml", overlay)]).unwrap();
    assert!(text.contains("\"c\": 2"), "{text}");
    assert!(start.elapsed() < std::time::Duration::from_secs(10));
}
