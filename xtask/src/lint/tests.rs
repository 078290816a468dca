//! The findings of the real description and of small ones, and what lint allocates: it grows linearly with the operations.

use allocation_counter::measure;
use statuspage_codegen_core::Source;

use super::finding::Finding;
use super::{find, rules, suggestion};
use crate::document;

const SIZES: [usize; 2] = [100, 800];

/// A description with so many operations and definitions, each like the others.
fn description(operations: usize, parameters: &str) -> Source {
    let paths = (0..operations).map(|number| {
        format!(
            "  /a{number}: {{get: {{operationId: get-{number}x, parameters: [{parameters}], \
             responses: {{200: {{schema: {{$ref: '#/definitions/D_{number}'}}}}}}}}}}\n"
        )
    });
    let definitions = (0..operations).map(|number| {
        format!(
            "  D_{number}: {{type: object, properties: {{n: {{$ref: '#/definitions/D_0'}}, \
             s: {{type: string, enum: [a, b]}}}}}}\n"
        )
    });
    let (paths, definitions): (Vec<_>, Vec<_>) = (paths.collect(), definitions.collect());
    let (paths, definitions) = (paths.concat(), definitions.concat());
    let text =
        format!("swagger: '2.0'\nhost: api.example\npaths:\n{paths}definitions:\n{definitions}");
    Source::new("scale.yaml", text)
}

/// Fails unless an operation costs the same in both sizes, within a fifth.
fn assert_constant(what: &str, parameters: &str, findings: usize) {
    let [small, large] = SIZES.map(|operations| {
        let source = description(operations, parameters);
        let counted = measure(|| {
            let found = find(&source);
            assert_eq!(found.len(), findings * operations);
            let overlay = suggestion::overlay("scale.yaml", &found);
            assert_eq!(overlay.is_some(), findings > 0);
        });
        counted.count_total / operations as u64
    });
    assert!(
        large.abs_diff(small) * 5 <= small,
        "allocations of an operation {what} grow with the document: {small}, {large}"
    );
}

#[test]
fn linting_grows_linearly() {
    assert_constant("without findings", "", 0);
    let parameters = "{in: query, name: flag, type: string, description: t or f}, \
                      {in: query, name: new, type: string}, \
                      {in: query, name: k, type: string, enum: [a, '+1', '-1']}";
    assert_constant("with findings", parameters, 3);
}

/// The suggestions work: the overlay applies, its findings are gone, and the result reads.
#[test]
fn the_suggested_overlay_corrects_upstream() {
    let path = crate::file::root().join("spec/upstream.yaml");
    let upstream = document::source(&path).unwrap();
    let before = find(&upstream);
    let overlay = suggestion::overlay("upstream.yaml", &before).unwrap();
    let overlay = serde_yaml::to_string(&overlay).unwrap();
    let overlay = Source::new("overlay.yaml", overlay);
    let corrected = crate::overlay::apply(&upstream, &[overlay]).unwrap();
    let corrected = Source::new("corrected.yaml", corrected);
    let after = find(&corrected);
    let rules = |findings: &[Finding]| {
        let rules = findings.iter().map(|finding| finding.rule);
        rules.collect::<std::collections::BTreeSet<_>>()
    };
    let open = [
        rules::BRACKET_TEMPLATE.name,
        rules::MISSING_HOST.name,
        rules::MISSING_RESPONSE_TYPE.name,
    ];
    assert_eq!(rules(&after), open.into());
    assert!(rules(&before).len() > open.len());
    let api = document::api(&corrected).unwrap().api;
    assert_eq!(api.operations.len(), 25);
    let parameters = api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters);
    let enums =
        parameters.filter(|found| matches!(found.ty, statuspage_codegen_core::api::Type::Model(_)));
    assert_eq!(enums.count(), 5);
}

/// The help of `bracket-template` is a recipe: it works, and the rest of the path is as it was.
#[test]
fn a_bracket_path_can_be_renamed_as_the_help_says() {
    let text = "swagger: '2.0'\npaths: {'/a/[b]': {get: {operationId: a, responses: {204: {}}}}}\n";
    let source = Source::new("a.yaml", text);
    let overlay = "overlay: 1.1.0\ninfo: {title: Names, version: '1'}\nactions:\n\
        - {target: $.paths, update: {'/a/{b}': {}}}\n\
        - {target: \"$.paths['/a/{b}']\", copy: \"$.paths['/a/[b]']\"}\n\
        - {target: \"$.paths['/a/[b]']\", remove: true}\n";
    let corrected = crate::overlay::apply(&source, &[Source::new("b.yaml", overlay)]).unwrap();
    let corrected = Source::new("corrected.yaml", corrected);
    let is_bracket = |found: &Finding| found.rule == rules::BRACKET_TEMPLATE.name;
    assert!(find(&source).iter().any(is_bracket));
    assert!(!find(&corrected).iter().any(is_bracket));
    let [before, after] = [&source, &corrected].map(|source| document::api(source).unwrap().api);
    assert_eq!(before.operations[0].path, after.operations[0].path);
    assert_eq!(after.operations[0].id, "a");
}

/// A name that the reader cuts off is reported as that.
#[test]
fn a_name_that_is_too_long_is_reported() {
    let id = "a-very-long-operation-id-".repeat(8);
    let text = format!(
        "swagger: '2.0'\nhost: a.example\npaths: {{/a: {{get: {{operationId: {id}, responses: {{204: {{}}}}}}}}}}\n"
    );
    let found = find(&Source::new("a.yaml", text));
    let messages: Vec<&String> = found.iter().map(|finding| &finding.message).collect();
    assert!(
        messages
            .iter()
            .any(|message| message.contains("is too long: the code calls it `a_very_long")),
        "{messages:?}"
    );
}

#[test]
fn findings_in_other_files_have_the_names_of_those() {
    let folder = crate::file::root().join("statuspage-codegen/core/tests/files/warnings");
    let source = document::source(&folder.join("openapi.yaml")).unwrap();
    let findings = find(&source);
    let listed = super::report::json(&source, &findings);
    let listed = listed["findings"].as_array().unwrap();
    let files = listed.iter().map(|found| found["file"].as_str().unwrap());
    let files: std::collections::BTreeSet<_> = files
        .map(|file| file.rsplit_once("/warnings/").unwrap().1)
        .collect();
    assert_eq!(files, ["openapi.yaml", "pet.yaml"].into());
    let text = super::report::text(&source, &findings).unwrap();
    assert!(text.contains("/warnings/pet.yaml:5:16: "), "{text}");
    assert!(text.contains("5 |   kind: {type: String}"), "{text}");
    assert!(suggestion::overlay("a.yaml", &findings).is_none());
}
