//! Names and values are what the author wrote, also where YAML reads a number, a flag or null.

use super::outcome;

/// Texts that YAML reads as something else, or that look so.
const TEXTS: &[&str] = &[
    "1.50",
    "0x1F",
    "1e3",
    "+5",
    "True",
    "FALSE",
    "007",
    "1_000",
    ".5",
    "2024-01-01",
    "yes",
    "12e03",
    "1.0",
    "-0",
    "0o17",
    "+.inf",
    ".NaN",
    "123456789012345678901234567890",
    "0.1e-5",
];

fn assert_has(text: &str, parts: &[String]) {
    let outcome = outcome(text);
    for part in parts {
        assert!(outcome.contains(part), "{part}\n{text}\n{outcome}");
    }
}

#[test]
fn names_stay() {
    for name in TEXTS {
        let text = format!(
            "
paths:
  {name}:
    get:
      operationId: {name}
      tags: [{name}]
      parameters:
      - {{in: query, name: {name}, type: string}}
      - {{in: header, name: b, type: string, enum: [{name}, a]}}
      - {{$ref: '#/parameters/{name}'}}
      responses: {{200: {{description: OK, schema: {{$ref: '#/definitions/{name}'}}}}}}
parameters: {{{name}: {{in: query, name: z, type: string, default: {name}}}}}
definitions:
  {name}: {{type: object, required: [{name}], properties: {{{name}: {{type: integer}}, e: {{type: string, enum: [{name}]}}}}}}
"
        );

        assert_has(
            &text,
            &[
                format!("({name}) [{name:?}]"),
                format!("GET /{name} ->"),
                format!("= query {name:?}"),
                "= query \"z\"".to_owned(),
                format!("integer = {name:?}"),
                format!(" ({name})"),
                format!(" = {name:?}\n"),
            ],
        );
    }
}

#[test]
fn names_of_json_stay() {
    for name in [
        "1.50",
        "1e3",
        "-0",
        "12E03",
        "true",
        "0.10",
        "123456789012345678901234567890",
    ] {
        let text = format!(
            "{{\"swagger\": \"2.0\", \"paths\": {{\"/a\": {{\"get\": {{\"operationId\": {name}, \"parameters\": [{{\"in\": \"query\",
             \"name\": {name}, \"maximum\": 1.10, \"type\": \"string\", \"enum\": [{name}, \"\\\"1\"]}}]}}}}}}}}"
        );
        assert_has(
            &text,
            &[
                format!("({name}) []"),
                format!("= query {name:?}, maximum 1.10"),
                format!(" = {name:?}\n"),
            ],
        );
    }
}

#[test]
fn null_is_a_name_where_it_is_a_key() {
    let text = "paths: {/a: {get: {operationId: a, responses: {200: {schema: {$ref: '#/definitions/null'}}}}}}
definitions: {null: {properties: {~: {type: string}, Null: {type: integer}, NULL: {type: boolean}}}}";
    assert_has(
        text,
        &[
            "struct Null (null)".to_owned(),
            "string? = \"~\"".to_owned(),
            "integer? = \"Null\"".to_owned(),
            "boolean? = \"NULL\"".to_owned(),
        ],
    );
    // Among the values of an enum it says that there may be none.
    let text = "paths: {/a: {get: {operationId: a, parameters: [{name: b, in: query, type: string, enum: [c, ~]}]}}}";
    let outcome = outcome(text);
    assert!(outcome.ends_with("  C = \"c\"\n"), "{outcome}");
}

#[test]
fn numbers_that_are_no_names_are_read_all_the_same() {
    let text = "paths: {/a: {get: {operationId: a, deprecated: True, parameters: [{name: b, in: query, required: TRUE, type: integer, \
                maximum: +5, exclusiveMaximum: True}]}}}";
    assert_has(text, &["b: integer = query \"b\", maximum 4".to_owned()]);
}
