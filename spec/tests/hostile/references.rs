//! Schemas that lead into each other: deep, round, and by many ways.

use std::fmt::Write as _;

use statuspage_spec::Rule;

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
    assert_error(
        &read_in_thread(chain(LONG, inherits)),
        Rule::TooLarge,
        "more than 128 times",
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
