//! Schemas that refer to each other: deeply, in circles, and by exponentially many paths.

use std::fmt::Write as _;

use statuspage_codegen_core::Rule;
use statuspage_codegen_core::api::Shape;

use super::accepted::{chain, chains, circles, deep, many_ways, with_definitions};
use super::{assert_error, read_in_thread};

#[test]
fn inline_schemas_as_deep_as_a_text_can_be() {
    for text in deep() {
        assert!(read_in_thread(text.clone()).is_ok(), "{text}");
    }
}

#[test]
fn references_that_lead_on_ten_thousand_times() {
    const LONG: usize = 10_000;
    for text in chains(LONG) {
        let reading = read_in_thread(text).unwrap();
        assert!(reading.warnings.len() <= LONG);
    }
    let inherits = |next| {
        format!("{{properties: {{a{next}: {{}}}}, allOf: [{{$ref: '#/definitions/D{next}'}}]}}")
    };
    let reading = read_in_thread(chain(500, inherits)).unwrap();
    let Shape::Struct(fields) = &reading.api.models[0].shape else {
        panic!("D0 is a struct");
    };
    assert_eq!(fields.len(), 500);
    assert_error(
        &read_in_thread(chain(LONG, inherits)),
        Rule::TooLarge,
        "1000000 parts and properties",
    );
}

#[test]
fn references_that_lead_to_the_same_place_by_exponentially_many_ways() {
    for text in many_ways() {
        assert!(read_in_thread(text).is_ok());
    }
}

#[test]
fn circles_of_references() {
    for text in circles(2_000) {
        assert!(read_in_thread(text).is_ok());
    }
    let inherits = |next| {
        format!(
            "{{properties: {{a: {{}}}}, allOf: [{{$ref: '#/definitions/D{}'}}]}}",
            next % 100
        )
    };
    let reading = read_in_thread(chain(100, inherits)).unwrap();
    assert!(
        reading
            .warnings
            .iter()
            .all(|found| found.rule == Rule::CyclicReference)
    );
}

#[test]
fn objects_merged_into_thousands_of_others() {
    let mut text = String::from("  Base: {properties: {");
    for number in 0..2_000 {
        write!(text, "p{number}: {{}}, ").unwrap();
    }
    text += "}}\n";
    for number in 0..2_000 {
        writeln!(
            text,
            "  D{number}: {{allOf: [{{$ref: '#/definitions/Base'}}, {{properties: {{a: {{}}}}}}]}}"
        )
        .unwrap();
    }
    assert_error(
        &read_in_thread(with_definitions(&text)),
        Rule::TooLarge,
        "1000000 parts and properties",
    );
}

/// A document with this many operations, whose bodies and responses are one definition.
fn in_many_bodies(many: usize, definition: &str) -> String {
    let mut text = String::from("swagger: '2.0'\npaths:\n");
    for number in 0..many {
        writeln!(
            text,
            "  /a{number}: {{post: {{operationId: a{number}, parameters: [{{name: body, in: body, schema: {{$ref: '#/definitions/D'}}}}], responses: {{200: {{schema: {{$ref: '#/definitions/D'}}}}}}}}}}"
        )
        .unwrap();
    }
    text + &format!("definitions:\n  S: {{type: string}}\n  D: {definition}\n")
}

#[test]
fn thousands_of_parts_that_say_nothing_or_no_object_in_thousands_of_bodies() {
    const MANY: usize = 5_000;
    for part in ["{}, ", "{type: string}, ", "{$ref: '#/definitions/S'}, "] {
        let definition = format!("{{allOf: [{}]}}", part.repeat(MANY));
        let reading = read_in_thread(in_many_bodies(MANY, &definition)).unwrap();
        assert_eq!(reading.api.operations.len(), MANY, "{part}");
    }
}

#[test]
fn thousands_of_required_names_in_thousands_of_bodies() {
    let mut names = String::new();
    for number in 0..5_000 {
        write!(names, "n{number}, ").unwrap();
    }
    let definition = format!("{{properties: {{a: {{}}}}, required: [{names}]}}");
    assert_error(
        &read_in_thread(in_many_bodies(5_000, &definition)),
        Rule::TooLarge,
        "1000000 parts and properties",
    );
}

#[test]
fn references_into_each_others_insides() {
    const LEVELS: usize = 50;
    let mut wide = String::new();
    for number in 0..1_000 {
        write!(wide, "w{number}: {{}}, ").unwrap();
    }
    let open = "{properties: {a: ".repeat(LEVELS);
    let mut text = format!(
        "  D0: {open}{{properties: {{{wide}}}}}{}\n",
        "}}".repeat(LEVELS)
    );
    for level in 1..=LEVELS {
        let inside = "/properties/a".repeat(level);
        writeln!(text, "  R{level}: {{$ref: '#/definitions/D0{inside}'}}").unwrap();
    }
    assert_error(
        &read_in_thread(with_definitions(&text)),
        Rule::TooLarge,
        "each other's content",
    );
}

#[test]
fn thousands_of_references_into_one_wide_mapping() {
    const MANY: usize = 20_000;
    let mut text = String::new();
    for number in 0..MANY {
        writeln!(text, "  D{number}: {{$ref: '#/x-schemas/S{number}'}}").unwrap();
    }
    text += "x-schemas:\n";
    for number in 0..MANY {
        writeln!(text, "  S{number}: {{properties: {{a: {{}}}}}}").unwrap();
    }
    let reading = read_in_thread(with_definitions(&text)).unwrap();
    assert_eq!(reading.api.models.len(), MANY);
}
