//! Documents that are made to exhaust a reader, and are accepted. Code is generated from them, too, in `emission`.

use std::fmt::Write as _;

/// A document with one operation, and these definitions.
pub(crate) fn with_definitions(definitions: &str) -> String {
    format!(
        "swagger: '2.0'\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        200: {{schema: {{$ref: '#/definitions/D0'}}}}\ndefinitions:\n{definitions}"
    )
}

/// A definition for each number, in a document that uses the first.
pub(crate) fn chain(length: usize, definition: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..length {
        writeln!(text, "  D{number}: {}", definition(number + 1)).unwrap();
    }
    with_definitions(&text)
}

/// Inline schemas as deep as a text can be.
pub(crate) fn deep() -> Vec<String> {
    let nested = [
        ("{\"type\":\"object\",\"properties\":{\"a\":", "}}", 55),
        ("{\"items\":", "}", 110),
        ("{\"additionalProperties\":", "}", 110),
        ("{\"allOf\":[", "]}", 55),
        ("{\"allOf\":[{\"type\":\"object\"},", "]}", 55),
    ]
    .map(|(open, close, levels)| {
        let schema = format!("{}{{}}{}", open.repeat(levels), close.repeat(levels));
        with_definitions(&format!("  D0: {schema}\n"))
    });
    nested.into()
}

/// Chains of this many references.
pub(crate) fn chains(length: usize) -> Vec<String> {
    let definitions: [fn(usize) -> String; 5] = [
        |next| format!("{{$ref: '#/definitions/D{next}'}}"),
        |next| format!("{{items: {{$ref: '#/definitions/D{next}'}}}}"),
        |next| format!("{{items: {{properties: {{a: {{$ref: '#/definitions/D{next}'}}}}}}}}"),
        |next| format!("{{properties: {{a: {{$ref: '#/definitions/D{next}'}}}}}}"),
        |next| format!("{{allOf: [{{$ref: '#/definitions/D{next}'}}]}}"),
    ];
    definitions.map(|one| chain(length, one)).into()
}

/// References that reach the same definition by exponentially many paths.
pub(crate) fn many_ways() -> Vec<String> {
    let definitions: [fn(usize) -> String; 2] = [
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
    ];
    definitions.map(|one| chain(60, one)).into()
}

/// Circles of this many references.
pub(crate) fn circles(length: usize) -> Vec<String> {
    let definitions: [fn(usize) -> String; 4] = [
        |next| format!("{{$ref: '#/definitions/D{next}'}}"),
        |next| format!("{{items: {{$ref: '#/definitions/D{next}'}}}}"),
        |next| format!("{{properties: {{a: {{$ref: '#/definitions/D{next}'}}}}}}"),
        |next| format!("{{allOf: [{{$ref: '#/definitions/D{next}'}}]}}"),
    ];
    definitions
        .map(|one| chain(length, |next| one(next % length)))
        .into()
}

/// Names of so many bytes, wherever a name can stand; each document with the length of its name.
pub(crate) fn long_names(bytes: usize) -> Vec<(usize, String)> {
    let named = ["a", "é", "🚀", "_", " a", "[a]"].map(|letter| {
        let name = letter.repeat(bytes / letter.len());
        let text = format!(
            "{{\"swagger\":\"2.0\",\"paths\":{{\"/b\":{{\"get\":{{\"operationId\":\"{name}\",\"parameters\":[
             {{\"name\":\"{name}\",\"in\":\"query\",\"enum\":[\"{name}\",\"b{name}\"]}},{{\"name\":\"{name}b\",\"in\":\"query\"}}],
             \"responses\":{{\"200\":{{\"schema\":{{\"$ref\":\"#/definitions/{name}\"}}}}}}}}}}}},
             \"definitions\":{{\"{name}\":{{\"properties\":{{\"{name}\":{{\"properties\":{{\"a\":{{}}}}}}}}}}}}}}"
        );
        (name.len(), text)
    });
    named.into()
}

/// This many operations, parameters and definitions, each of which wants the name that all others of its kind want.
pub(crate) fn namesakes(many: usize) -> String {
    // Names that differ in punctuation only: a number of 16 binary digits, written in `-` and `_`.
    let name = |number: usize| -> String {
        let digit = |bit: usize| if number >> bit & 1 == 0 { '-' } else { '_' };
        format!("a{}", (0..16).map(digit).collect::<String>())
    };
    let mut text = "swagger: '2.0'\npaths:\n".to_owned();
    for number in 0..many {
        writeln!(text, "  /{}: {{get: {{operationId: a}}}}", name(number)).unwrap();
    }
    text += "  /many:\n    get:\n      parameters:\n";
    for number in 0..many {
        let name = name(number);
        writeln!(text, "      - {{name: {name}, in: query, type: string}}").unwrap();
    }
    text += "definitions:\n";
    for number in 0..many {
        writeln!(text, "  {}: {{properties: {{a: {{}}}}}}", name(number)).unwrap();
    }
    text
}

/// Operations with long descriptions, this many.
pub(crate) fn prose(operations: usize) -> String {
    let prose = "All work and no play makes a description long. ".repeat(200);
    let mut text = "swagger: '2.0'\npaths:\n".to_owned();
    for number in 0..operations {
        writeln!(
            text,
            "  /a{number}:\n    get:\n      operationId: a{number}\n      description: {prose}"
        )
        .unwrap();
    }
    text
}
