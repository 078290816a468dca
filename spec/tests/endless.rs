//! Documents that would keep a careless reader busy for ever, or break its stack.

use std::fmt::Write as _;

use statuspage_spec::api::{Shape, Type};
use statuspage_spec::{Diagnostic, Reading, Rule, Source, read};

/// Reads the definitions, and an operation that answers with the first of them.
fn reading(definitions: &str) -> Result<Reading, Vec<Diagnostic>> {
    let text = format!(
        "swagger: '2.0'\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        200:\n          \
         schema: {{$ref: '#/definitions/d0'}}\ndefinitions:\n{definitions}"
    );
    read(&Source::new("endless.yaml", text))
}

/// `count` definitions, each made from the reference to the next one.
fn chain(count: usize, definition: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        let next = format!("{{$ref: '#/definitions/d{}'}}", number + 1);
        let _ = writeln!(text, "  d{number}: {}", definition(&next));
    }
    text + &format!("  d{count}: {{type: string}}\n")
}

#[test]
fn a_property_that_extends_its_own_owner_is_one_type() {
    let own = "  d0:\n    properties:\n      x: {allOf: [{$ref: '#/definitions/d0'}, {properties: {y: {type: string}}}]}\n";
    let api = reading(own).unwrap().api;
    let [_, inline] = api.models.as_slice() else {
        panic!("two models: {:?}", api.models);
    };
    let Shape::Struct(fields) = &inline.shape else {
        panic!("a struct");
    };
    assert_eq!(fields[0].ty, Type::Model(inline.type_name.clone()));
    assert!(fields[0].boxed);
}

#[test]
fn a_definition_is_lowered_once_however_often_it_is_used() {
    // Without that, each would double the work of the one before.
    let lists = chain(60, |next| {
        format!("{{type: array, items: {{properties: {{a: {next}, b: {next}}}}}}}")
    });
    assert!(reading(&lists).unwrap().api.models.len() < 60);
    let parts = chain(60, |next| format!("{{allOf: [{next}, {next}]}}"));
    assert_eq!(reading(&parts).unwrap().api.models.len(), 60);
    let extended = chain(60, |next| {
        format!(
            "{{properties: {{a: {{allOf: [{next}, {next}]}}, b: {{allOf: [{next}, {next}]}}}}}}"
        )
    });
    assert!(reading(&extended).is_ok());
}

#[test]
fn a_long_chain_ends_in_free_json() {
    for definition in [
        |next: &str| format!("{{type: array, items: {next}}}"),
        |next: &str| format!("{{additionalProperties: {next}}}"),
        |next: &str| format!("{{allOf: [{next}]}}"),
        |next: &str| format!("{{type: array, items: {{properties: {{a: {next}}}}}}}"),
        |next: &str| format!("{{properties: {{a: {{allOf: [{next}, {{type: object}}]}}}}}}"),
    ] {
        let text = chain(1000, definition);
        let warnings = reading(&text).unwrap().warnings;
        assert!(
            warnings.iter().any(|found| found.rule == Rule::DeepSchema) || warnings.is_empty(),
            "{warnings:?}"
        );
    }
}

#[test]
fn lists_that_grow_with_each_use_end_too() {
    // The uses go from the innermost to the outermost, so that no single step is deep.
    let mut text = "swagger: '2.0'\npaths:\n".to_owned();
    for number in (0..1000).rev() {
        let _ = writeln!(
            text,
            "  /{number}: {{get: {{responses: {{200: {{schema: {{$ref: '#/definitions/d{number}'}}}}}}}}}}"
        );
    }
    text += "definitions:\n";
    text += &chain(1000, |next| format!("{{type: array, items: {next}}}"));
    let warnings = read(&Source::new("growing.yaml", text)).unwrap().warnings;
    assert!(warnings.iter().any(|found| found.rule == Rule::DeepSchema));
}

#[test]
fn properties_that_would_be_lost_are_an_error() {
    let parts = chain(1000, |next| {
        format!("{{allOf: [{next}, {{type: object}}]}}")
    });
    let diagnostics = reading(&parts).unwrap_err();
    assert!(
        diagnostics
            .iter()
            .any(|found| found.rule == Rule::DeepSchema)
    );
}
