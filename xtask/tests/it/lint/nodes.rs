//! Findings at the nodes that the API names, each once.

use super::reported;

/// A path that two paths refer to, with an operation that has something to report in each of its parts.
/// Checks the rules and lines of all findings.
fn assert_reported<const COUNT: usize>(text: &str, expected: [(&str, u64); COUNT]) {
    let expected = expected.map(|(rule, line)| (rule.to_owned(), line));
    assert_eq!(reported(text), expected);
}

#[test]
fn what_two_paths_refer_to_is_reported_once() {
    let text = "\
swagger: '2.0'
host: api.example
paths:
  /a/{id}: {$ref: '#/x-p/a'}
  /b/{id}: {$ref: '#/x-p/a'}
x-p:
  a:
    get:
      operationId: get-a
      parameters:
      - {in: query, name: b, type: string, description: List of names}
      - {in: query, name: c}
      responses: {200 OK: {description: OK}}
";
    let expected = [
        ("undeclared-path-parameter", 7),
        ("duplicate-operation-id", 9),
        ("array-hint", 11),
        ("missing-type", 12),
        ("missing-response-type", 13),
        ("response-status", 13),
    ];
    assert_reported(text, expected);
}

#[test]
fn the_values_of_a_parameter_are_reported_at_the_parameter() {
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
fn a_dangling_reference_is_reported_below_any_status() {
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
    assert_reported(text, expected);
}

#[test]
fn what_the_reader_reports_is_reported_once() {
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
    assert_reported(text, expected);
}
