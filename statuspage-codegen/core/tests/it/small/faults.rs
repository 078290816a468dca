//! A fault of one operation does not cost the others; what would be lost silently is an error.

use super::{assert_read, assert_refused, outcome};

#[test]
fn a_body_with_a_dangling_reference_is_untyped_json() {
    let body = |schema: &str, definitions: &str| {
        format!(
            "paths: {{/rows: {{post: {{operationId: add-row, parameters: [{{name: body, in: body, schema: {schema}}}]}}, \
             get: {{operationId: list-rows}}}}}}\ndefinitions: {definitions}"
        )
    };
    let warning = "warning[dangling-reference]";
    let whole = "body: any? = wholebody \"body\"";
    assert_read(
        &body("{$ref: '#/definitions/holder'}", "{}"),
        &[warning, whole, "list_rows"],
    );
    // Through another definition, and into another file.
    assert_read(
        &body(
            "{$ref: '#/definitions/A'}",
            "{A: {$ref: '#/definitions/B'}}",
        ),
        &[warning, whole],
    );
    assert_read(&body("{$ref: 'row.yaml#/Row'}", "{}"), &[warning, whole]);
    // As a part of the object, and of the object in the envelope.
    let part = "{allOf: [{$ref: '#/definitions/B'}, {properties: {n: {type: string}}}]}";
    assert_read(&body(part, "{}"), &[warning, whole]);
    assert_read(
        &body(&format!("{{properties: {{row: {part}}}}}"), "{}"),
        &[warning, whole],
    );
    // Deeper inside, the other fields stay.
    let deep =
        "{properties: {a: {type: integer}, rows: {type: array, items: {$ref: '#/definitions/A'}}}}";
    assert_read(
        &body(deep, &format!("{{A: {part}}}")),
        &[
            warning,
            "a: integer? = body",
            "rows: any? = body",
            "`rows` in the body of `add-row`",
        ],
    );
    let items = "{type: array, items: {$ref: '#/definitions/B'}}";
    assert_read(&body(items, "{}"), &[warning, "body: [any]? = wholebody"]);
    assert_read(
        r##"{"swagger": "2.0", "paths": {"/rows": {"put": {"operationId": "put-row", "parameters":
            [{"name": "row", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Row"}}]}}}}"##,
        &[warning, "row: any = wholebody"],
    );
}

#[test]
fn an_operation_under_parameters_is_ignored() {
    let ignored = "warning[wrong-kind]: there is an operation under `parameters`; it is ignored";
    assert_read(
        "paths: {/rows: {parameters: {summary: again, operationId: list-rows-again, responses: {200: {description: OK}}, tags: [Rows]}, get: {operationId: list-rows}}}",
        &["a:2:", ignored, "GET /rows"],
    );
    // In a list, at an operation, and among parameters.
    for parameters in [
        "{responses: {200: {description: OK}}}",
        "[{operationId: list-rows-again, responses: {}}]",
        "[{name: q, in: query, type: string}, {operationId: again, parameters: [{name: r, in: query, type: string}]}]",
        "{a: {name: q, in: query, type: string}, b: {operationId: again}}",
    ] {
        let own = format!(
            "paths: {{/rows: {{get: {{operationId: list-rows, parameters: {parameters}}}}}}}"
        );
        assert_read(&own, &[ignored, "GET /rows"]);
        assert_eq!(
            outcome(&own).contains("= query \"q\""),
            parameters.contains("name: q")
        );
    }
    assert_read(
        r#"{"swagger": "2.0", "paths": {"/rows": {"parameters": {"operationId": "a"}, "get": {"operationId": "b"}}}}"#,
        &[ignored],
    );
}

#[test]
fn repeated_keys_that_lose_something_are_errors_with_both_places() {
    let rows =
        "  /rows:\n    get: {operationId: list-rows}\n  /rows:\n    post: {operationId: add-row}\n";
    assert_refused(
        &format!("paths:\n{rows}"),
        &[
            "a:3:3: error[repeated-key]: `/rows` occurs twice; one of them would be lost (3:3 and 5:3)",
        ],
    );
    assert_refused(
        "{\"swagger\": \"2.0\", \"paths\": {\n\"/a\": {\"get\": {\"operationId\": \"a\"}},\n\"/a\": {\"get\": {\"operationId\": \"b\"}}}}",
        &["error[repeated-key]: `/a` occurs twice; one of them would be lost (2:7 and 3:7)"],
    );
    let get = "get: {operationId: a, responses: {200: {description: OK, schema: {$ref: '#/definitions/A'}}}}";
    for (text, key) in [
        ("paths: {/a: {get: {operationId: a}}}\npaths: {/b: {get: {operationId: b}}}".to_owned(), "paths"),
        ("paths: {/a: {get: {operationId: a}, get: {operationId: b}}}".to_owned(), "get"),
        (format!("paths: {{/a: {{{get}}}}}\ndefinitions: {{A: {{type: string}}, A: {{type: integer}}}}"), "A"),
        (
            format!("paths: {{/a: {{{get}}}}}\ndefinitions: {{A: {{properties: {{b: {{type: string}}, b: {{type: integer}}}}}}}}"),
            "b",
        ),
        ("paths: {/a: {get: {operationId: a, parameters: [{name: b, in: query, type: string}], parameters: []}}}".to_owned(), "parameters"),
        (
            format!("paths: {{/a: {{{get}}}}}\ndefinitions: {{A: {{properties: {{b: {{type: string}}}}, properties: {{c: {{type: string}}}}}}}}"),
            "properties",
        ),
    ] {
        assert_refused(&text, &[&format!("error[repeated-key]: `{key}` occurs twice; one of them would be lost (")]);
    }
    // Nothing is lost.
    assert_read(
        "paths: {/a: {get: {operationId: a, summary: b, summary: c, tags: [d], tags: [e]}}}",
        &["warning[repeated-key]: `summary` occurs twice; using the first (2:45 and 2:57)"],
    );
    assert_read(
        "paths: {/a: {get: {operationId: a}}, /a: {get: {operationId: a}}}",
        &["warning[repeated-key]: `/a` occurs twice; using the first (2:9 and 2:38)"],
    );
}
