//! Schemas that lead into each other: deep, round, and by many ways.

use std::fmt::Write as _;

use statuspage_spec::Rule;

use super::{assert_error, read_in_thread, with_definitions};

/// A definition for each number, in a document that uses the first.
fn chain(length: usize, definition: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..length {
        writeln!(text, "  D{number}: {}", definition(number + 1)).unwrap();
    }
    with_definitions(&text)
}

#[test]
fn inline_schemas_as_deep_as_a_text_can_be() {
    for (open, close, levels) in [
        ("{\"type\":\"object\",\"properties\":{\"a\":", "}}", 55),
        ("{\"items\":", "}", 110),
        ("{\"additionalProperties\":", "}", 110),
        ("{\"allOf\":[", "]}", 55),
        ("{\"allOf\":[{\"type\":\"object\"},", "]}", 55),
    ] {
        let schema = format!("{}{{}}{}", open.repeat(levels), close.repeat(levels));
        let text = with_definitions(&format!("  D0: {schema}\n"));
        assert!(read_in_thread(text).is_ok(), "{open}");
    }
}

#[test]
fn references_that_lead_on_ten_thousand_times() {
    const LONG: usize = 10_000;
    for definition in [
        |next| format!("{{$ref: '#/definitions/D{next}'}}"),
        |next| format!("{{items: {{$ref: '#/definitions/D{next}'}}}}"),
        |next| format!("{{items: {{properties: {{a: {{$ref: '#/definitions/D{next}'}}}}}}}}"),
        |next| format!("{{properties: {{a: {{$ref: '#/definitions/D{next}'}}}}}}"),
        |next| format!("{{allOf: [{{$ref: '#/definitions/D{next}'}}]}}"),
    ] {
        let reading = read_in_thread(chain(LONG, definition)).unwrap();
        assert!(reading.warnings.len() <= LONG);
    }
    let inherits = |next| {
        format!("{{properties: {{a{next}: {{}}}}, allOf: [{{$ref: '#/definitions/D{next}'}}]}}")
    };
    assert_error(
        &read_in_thread(chain(LONG, inherits)),
        Rule::TooLarge,
        "more than 128 times",
    );
}

#[test]
fn references_that_lead_to_the_same_place_by_exponentially_many_ways() {
    for definition in [
        |next| {
            format!(
                "{{allOf: [{{$ref: '#/definitions/D{next}'}}, {{$ref: '#/definitions/D{next}'}}]}}"
            )
        },
        |next| {
            format!(
                "{{additionalProperties: {{$ref: '#/definitions/D{next}'}}, x-propertyNames: {{$ref: '#/definitions/D{next}'}}}}"
            )
        },
    ] {
        assert!(read_in_thread(chain(60, definition)).is_ok());
    }
}

#[test]
fn circles_of_references() {
    const LONG: usize = 2_000;
    for definition in [
        |next| format!("{{$ref: '#/definitions/D{}'}}", next % LONG),
        |next| format!("{{items: {{$ref: '#/definitions/D{}'}}}}", next % LONG),
        |next| {
            format!(
                "{{properties: {{a: {{$ref: '#/definitions/D{}'}}}}}}",
                next % LONG
            )
        },
        |next| format!("{{allOf: [{{$ref: '#/definitions/D{}'}}]}}", next % LONG),
    ] {
        assert!(read_in_thread(chain(LONG, definition)).is_ok());
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
    for number in 0..5_000 {
        write!(text, "p{number}: {{}}, ").unwrap();
    }
    text += "}}\n";
    for number in 0..5_000 {
        writeln!(
            text,
            "  D{number}: {{allOf: [{{$ref: '#/definitions/Base'}}, {{properties: {{a: {{}}}}}}]}}"
        )
        .unwrap();
    }
    assert_error(
        &read_in_thread(with_definitions(&text)),
        Rule::TooLarge,
        "500000 properties",
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
        "each other's insides",
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
