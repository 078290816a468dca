//! Operations that a reading leaves out, and errors that name the operations to leave out.

use statuspage_codegen_core::{Rule, Severity, Source, read, read_without};

/// Two sound operations, and one of each that costs the whole client: with an id, without one, and at the path.
const FAULTY: &str = r#"
swagger: "2.0"
paths:
  /rows:
    get: {operationId: list-rows, responses: {200: {description: OK}}}
    post:
      operationId: add-row
      parameters: [{name: a, in: nowhere, type: string}]
      responses: {200: {description: OK}}
    put:
      parameters: [{$ref: "other.yaml#/a"}]
      responses: {200: {description: OK}}
  /cells/{:
    get: {operationId: list-cells, responses: {200: {description: OK}}}
    delete: {<<: {}, operationId: remove-cells, responses: {200: {description: OK}}}
  /columns:
    get: {operationId: list-columns, responses: {200: {description: OK}}}
"#;

fn source() -> Source {
    Source::new("faulty.yaml", FAULTY)
}

fn skip(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn an_error_names_the_operations_that_it_is_about() {
    let mut reported: Vec<(Rule, Vec<String>)> = read(&source())
        .unwrap_err()
        .into_iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|error| (error.rule, error.operations.into_vec()))
        .collect();
    reported.sort();
    assert_eq!(
        reported,
        [
            (Rule::MergeKey, skip(&["remove-cells"])),
            (Rule::PathTemplate, skip(&["remove-cells", "list-cells"])),
            (Rule::DanglingReference, skip(&["put /rows"])),
            (Rule::BadParameter, skip(&["add-row"])),
        ]
    );
}

#[test]
fn what_is_wrong_with_a_skipped_operation_is_no_error() {
    let names = skip(&["add-row", "PUT  /rows", "remove-cells", "get /cells/{"]);
    let reading = read_without(&source(), &names).unwrap();
    assert_eq!(reading.warnings, []);
    let ids: Vec<&str> = reading
        .api
        .operations
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(ids, ["list-rows", "list-columns"]);
}

#[test]
fn json_is_no_different() {
    let text = r#"{"swagger": "2.0", "paths": {
        "/a": {"get": {"operationId": "one", "responses": {}, "parameters": [{"in": "query"}]}},
        "/b": {"get": {"operationId": "two", "responses": {"204": {"description": ""}}}}}}"#;
    let source = Source::new("faulty.json", text);
    let errors = read(&source).unwrap_err();
    assert_eq!(*errors[0].operations, ["one"]);
    let reading = read_without(&source, &skip(&["one"])).unwrap();
    assert_eq!(reading.api.operations.len(), 1);
}

#[test]
fn a_name_that_no_operation_has_is_an_error_with_the_names_close_to_it() {
    for (name, help) in [
        ("list-row", "similar names are `list-rows`"),
        (
            "List-Clumns",
            "similar names are `list-columns`, `list-cells`",
        ),
        ("post /row", "similar names are `put /rows`"),
        (
            "x",
            "use an operationId, or a method and path such as `get /pages`",
        ),
    ] {
        let errors = read_without(&source(), &skip(&[name])).unwrap_err();
        let error = errors.iter().find(|one| one.rule == Rule::UnknownOperation);
        let error = error.unwrap();
        assert_eq!(
            error.message,
            format!("there is no operation `{name}` to skip")
        );
        assert_eq!(error.help, help);
    }
}

#[test]
fn operations_with_one_id_are_skipped_together_or_one_by_one() {
    let text = r#"{"swagger": "2.0", "paths": {"/a": {
        "get": {"operationId": "one", "responses": {}}, "put": {"operationId": "one", "responses": {}},
        "post": {"operationId": "two", "responses": {}}}}}"#;
    let source = Source::new("twice.json", text);
    let left = |names: &[&str]| {
        let reading = read_without(&source, &skip(names)).unwrap();
        reading
            .api
            .operations
            .into_iter()
            .map(|one| one.method.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(left(&["one"]), ["POST"]);
    assert_eq!(left(&["get /a"]), ["PUT", "POST"]);
}
