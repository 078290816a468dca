//! Lint's own rules see a description as the reader does.

use super::told;

const OPERATION: &str = "    get:
      operationId: get-a
      parameters:
      - {in: query, name: b, type: string, description: List of names}
      - {in: query, name: c}
      responses: {200: {description: OK}}
";

/// What is told of a text, without the lines.
fn rules(text: &str) -> Vec<String> {
    let mut rules: Vec<String> = told(text).into_iter().map(|(rule, _)| rule).collect();
    rules.sort();
    rules
}

#[test]
fn a_path_by_reference_is_linted_like_one_that_stands_here() {
    let beginning = "swagger: '2.0'\nhost: api.example\n";
    let inline = rules(&format!("{beginning}paths:\n  /a/{{id}}:\n{OPERATION}"));
    let expected = [
        "array-hint",
        "missing-response-type",
        "missing-type",
        "undeclared-path-parameter",
    ];
    assert_eq!(inline, expected);
    let paths = "paths: {'/a/{id}': {$ref: '#/x-p/a'}}";
    let by_reference = rules(&format!("{beginning}{paths}\nx-p:\n  a:\n{OPERATION}"));
    assert_eq!(by_reference, expected);
    let paths = "paths: {'/a/{id}': {get: {$ref: '#/x-p/a/get'}}}";
    let by_reference = rules(&format!("{beginning}{paths}\nx-p:\n  a:\n{OPERATION}"));
    assert_eq!(by_reference, expected);
}

#[test]
fn what_two_paths_refer_to_is_told_once() {
    let text = format!(
        "swagger: '2.0'\nhost: api.example\n\
         paths:\n  /a: {{$ref: '#/x-p/a'}}\n  /b: {{$ref: '#/x-p/a'}}\nx-p:\n  a:\n{OPERATION}"
    );
    let expected = [
        "array-hint",
        "duplicate-operation-id",
        "missing-response-type",
        "missing-type",
    ];
    assert_eq!(rules(&text), expected);
}

/// The line of `missing-response-type`, if an operation with these responses has it.
fn untyped(responses: &str) -> Option<u64> {
    let text = format!(
        "swagger: '2.0'\nhost: api.example\npaths:\n  /a:\n    get:\n      {responses}\n\
         x-ops:\n  a: {{operationId: a, responses: {{204: {{description: Gone}}}}}}\n"
    );
    let found = told(&text).into_iter();
    let mut lines =
        found.filter_map(|(rule, line)| (rule == "missing-response-type").then_some(line));
    lines.next()
}

#[test]
fn a_response_is_typed_where_the_reader_knows_its_type() {
    for typed in [
        "responses: {default: {schema: {type: string}}}",
        "responses: {200 OK: {schema: {type: string}}}",
        "responses: {2XX: {schema: {type: string}}}",
        "responses: {204 gone: {description: Gone}}",
        "$ref: '#/x-ops/a'",
    ] {
        assert_eq!(untyped(typed), None, "{typed}");
    }
    for untold in [
        "responses: {default: {description: OK}}",
        "responses: {200 OK: {description: OK}}",
        "responses: {200: {description: OK}, default: {schema: {type: string}}}",
        "responses: {404: {schema: {type: string}}}",
    ] {
        assert!(untyped(untold).is_some(), "{untold}");
    }
}
