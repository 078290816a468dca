//! Operations that a reading leaves out, and errors that name the operations to leave out.

use statuspage_codegen_core::{Reading, Rule, Selection, Severity, Source, read, read_selected};

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

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn skip(names: &[&str]) -> Selection {
    Selection {
        skip: strings(names),
        ..Selection::default()
    }
}

fn only(names: &[&str]) -> Selection {
    Selection {
        only: strings(names),
        ..Selection::default()
    }
}

fn ids(reading: &Reading) -> Vec<&str> {
    let operations = reading.api.operations.iter();
    operations.map(|one| one.id.as_str()).collect()
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
            (Rule::MergeKey, strings(&["remove-cells"])),
            (Rule::PathTemplate, strings(&["list-cells", "remove-cells"])),
            (Rule::DanglingReference, strings(&["put /rows"])),
            (Rule::BadParameter, strings(&["add-row"])),
        ]
    );
}

#[test]
fn what_is_wrong_with_a_skipped_operation_is_no_error() {
    let names = skip(&["add-row", "PUT  /rows", "remove-cells", "get /cells/{"]);
    let reading = read_selected(&source(), &names).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(ids(&reading), ["list-rows", "list-columns"]);
}

#[test]
fn json_is_no_different() {
    let text = r#"{"swagger": "2.0", "paths": {
        "/a": {"get": {"operationId": "one", "responses": {}, "parameters": [{"in": "query"}]}},
        "/b": {"get": {"operationId": "two", "responses": {"204": {"description": ""}}}}}}"#;
    let source = Source::new("faulty.json", text);
    let errors = read(&source).unwrap_err();
    assert_eq!(*errors[0].operations, ["one"]);
    let reading = read_selected(&source, &skip(&["one"])).unwrap();
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
            "use an operationId, a tag, or a method and path such as `get /pages`",
        ),
    ] {
        for selection in [skip(&[name]), only(&[name])] {
            let errors = read_selected(&source(), &selection).unwrap_err();
            let error = errors.iter().find(|one| one.rule == Rule::UnknownOperation);
            let error = error.unwrap();
            assert_eq!(
                error.message,
                format!("there is no operation or tag `{name}`")
            );
            assert_eq!(error.help, help);
        }
    }
}

#[test]
fn operations_with_one_id_are_skipped_together_or_one_by_one() {
    let text = r#"{"swagger": "2.0", "paths": {"/a": {
        "get": {"operationId": "one", "responses": {}}, "put": {"operationId": "one", "responses": {}},
        "post": {"operationId": "two", "responses": {}}}}}"#;
    let source = Source::new("twice.json", text);
    let left = |names: &[&str]| {
        let reading = read_selected(&source, &skip(names)).unwrap();
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

/// Operations of two groups, types that they share, and a type that cannot be read.
const GROUPS: &str = r##"
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: list-pets
      tags: [pets]
      responses: {200: {$ref: "#/components/responses/Pets"}}
    post: {operationId: add-pet, tags: [pets, admin], responses: {204: {description: OK}}}
  /owners:
    get:
      tags: [owners]
      responses: {200: {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Owner"}}}}}
components:
  responses:
    Pets: {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
    Unused: {description: OK, content: {application/json: {schema: {type: Strange}}}}
  schemas:
    Toy: {type: object, properties: {name: {type: string}}}
    Pet: {type: object, properties: {toy: {$ref: "#/components/schemas/Toy"}}}
    Owner: {type: object, properties: {pet: {$ref: "#/components/schemas/Pet"}}}
    Broken: {type: object, properties: {a: {<<: {}, type: string}}}
"##;

#[test]
fn only_what_is_named_is_read_with_the_types_it_uses() {
    let source = Source::new("groups.yaml", GROUPS);
    assert!(read(&source).is_err());
    for (selection, operations, models) in [
        (
            only(&["pets"]),
            ["list-pets", "add-pet"].as_slice(),
            ["Toy", "Pet"].as_slice(),
        ),
        (only(&["add-pet"]), &["add-pet"], &[]),
        (
            only(&["get /owners", "admin"]),
            &["add-pet", "get /owners"],
            &["Toy", "Pet", "Owner"],
        ),
        (
            Selection {
                skip: strings(&["admin"]),
                ..only(&["pets"])
            },
            &["list-pets"],
            &["Toy", "Pet"],
        ),
    ] {
        let reading = read_selected(&source, &selection).unwrap();
        let warnings = reading.warnings.iter().map(|one| one.rule);
        let warnings: Vec<_> = warnings.collect();
        assert!(
            warnings
                .iter()
                .all(|&rule| rule == Rule::MissingOperationId),
            "{warnings:?}"
        );
        assert_eq!(ids(&reading), operations);
        let types = reading.api.models.iter();
        let types: Vec<_> = types.map(|model| model.type_name.as_str()).collect();
        assert_eq!(types, models);
    }
}

#[test]
fn all_types_are_read_if_operations_are_only_skipped() {
    let source = Source::new("groups.yaml", GROUPS.replace("<<: {}, ", ""));
    let reading = read_selected(&source, &skip(&["pets"])).unwrap();
    let types = reading.api.models.iter();
    let types: Vec<_> = types.map(|model| model.type_name.as_str()).collect();
    assert_eq!(types, ["Toy", "Pet", "Owner", "Broken"]);
}

#[test]
fn a_selection_without_an_operation_is_an_error() {
    let source = Source::new("groups.yaml", GROUPS);
    let selection = Selection {
        skip: strings(&["pets"]),
        ..only(&["list-pets"])
    };
    let errors = read_selected(&source, &selection).unwrap_err();
    assert_eq!(errors[0].rule, Rule::NoPaths);
    assert!(errors[0].message.starts_with("no operation is selected"));
}
