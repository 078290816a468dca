//! Lint's own rules see a description as the reader does.

use super::reported;

const OPERATION: &str = "    get:
      operationId: get-a
      parameters:
      - {in: query, name: b, type: string, description: List of names}
      - {in: query, name: c}
      responses: {200: {description: OK}}
";

/// What is reported of a text, without the lines.
fn rules(text: &str) -> Vec<String> {
    let mut rules: Vec<String> = reported(text).into_iter().map(|(rule, _)| rule).collect();
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
    let found = reported(&text).into_iter();
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

#[test]
fn the_values_of_a_parameter_are_told_at_the_parameter() {
    let text = "\
swagger: '2.0'
host: api.example
parameters:
  shared: {in: query, name: s, type: string, enum: ['1', '<']}
paths:
  /a:
    parameters:
    - {in: query, name: b, type: string, enum: ['2', '<']}
    get:
      operationId: get-a
      parameters:
      - {$ref: '#/parameters/shared'}
      - {in: query, name: c, type: string, enum: ['3', '<']}
      - {in: query, name: d, type: array, items: {type: string, enum: ['4', '<']}}
      - {in: query, name: e, schema: {type: string, enum: ['5', '<']}}
      responses: {204: {description: Gone}}
";
    let lines: Vec<u64> = reported(text)
        .into_iter()
        .filter_map(|(rule, line)| (rule == "invented-name").then_some(line))
        .collect();
    assert_eq!(lines, [4, 8, 13, 14, 15]);
}

#[test]
fn a_reference_to_nowhere_is_told_below_any_status() {
    let text = "\
swagger: '2.0'
host: api.example
paths:
  /a:
    get:
      operationId: get-a
      responses:
        204: {description: Gone}
        404: {schema: {$ref: '#/definitions/Eror'}}
        default: {schema: {$ref: '#/definitions/Eror'}}
";
    let dangling = |line| ("dangling-reference".to_owned(), line);
    assert_eq!(reported(text), [dangling(9), dangling(10)]);
}

#[test]
fn a_type_in_the_wrong_place_is_not_missing() {
    let text = "\
swagger: '2.0'
host: api.example
paths:
  /a:
    get:
      operationId: get-a
      parameters:
      - {in: query, name: a, schema: {type: array, items: {type: string}}}
      - {in: query, name: b, schema: {description: anything}}
      responses: {204: {description: Gone}}
";
    let expected = [
        ("bad-parameter", 8),
        ("missing-type", 9),
        ("bad-parameter", 9),
    ];
    assert_eq!(
        reported(text),
        expected.map(|(rule, line)| (rule.to_owned(), line))
    );
}

#[test]
fn what_the_reader_reports_is_told_once() {
    let text = "\
swagger: '2.0'
host: api.example
paths:
  /things:
    parameters:
    - {name: odd, in: query, type: Object}
    get:
      operationId: get-things
      responses:
        200: {$ref: '#/responses/Nothing'}
    delete:
      responses:
        204: {description: Gone}
";
    let expected = [
        ("unknown-type", 6),
        ("dangling-reference", 10),
        ("missing-operation-id", 11),
    ];
    assert_eq!(
        reported(text),
        expected.map(|(rule, line)| (rule.to_owned(), line))
    );
}
