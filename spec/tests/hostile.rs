//! Documents made to exhaust a reader: each is read or refused in bounded time, memory and stack.
//!
//! The large ones are made here. Each is read in a thread with a stack of 2 MiB, as the threads of tests and of many a
//! server have. An endless loop would hang the test, and too much memory would end it.

use std::fmt::Write as _;

use statuspage_spec::{Diagnostic, Reading, Rule, Severity, Source, read};

type Outcome = Result<Reading, Vec<Diagnostic>>;

/// Reads a text, and prints what is said first about it.
fn read_in_thread(text: String) -> Outcome {
    let work = move || {
        let source = Source::new("hostile", text);
        let outcome = read(&source);
        let diagnostics = match &outcome {
            Ok(reading) => &reading.warnings,
            Err(diagnostics) => diagnostics,
        };
        for diagnostic in diagnostics.iter().take(2) {
            assert!(diagnostic.render(&source).contains(&diagnostic.message));
        }
        outcome
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(work).unwrap().join().unwrap()
}

/// A document with one operation, and these definitions.
fn with_definitions(definitions: &str) -> String {
    format!(
        "swagger: '2.0'\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        200: {{schema: {{$ref: '#/definitions/D0'}}}}\ndefinitions:\n{definitions}"
    )
}

/// A definition for each number, in a document that uses the first.
fn chain(length: usize, definition: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..length {
        writeln!(text, "  D{number}: {}", definition(number + 1)).unwrap();
    }
    with_definitions(&text)
}

fn assert_error(outcome: &Outcome, rule: Rule, part: &str) {
    let diagnostics = outcome.as_ref().unwrap_err();
    let is_it = |found: &Diagnostic| {
        found.severity == Severity::Error && found.rule == rule && found.message.contains(part)
    };
    assert!(diagnostics.iter().any(is_it), "{diagnostics:.2000?}");
    assert!(diagnostics.len() < 10, "{}", diagnostics.len());
}

#[test]
fn aliases_that_stand_for_billions_of_nodes() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    // A bomb may be where a key, a tag or nothing of interest is.
    for text in [
        laughs.clone(),
        format!("{laughs}? *a11\n: b\n"),
        format!("{laughs}b: !tag *a11\n"),
    ] {
        assert!(read_in_thread(text).is_err());
    }
    assert_error(&read_in_thread(laughs), Rule::Syntax, "not valid YAML");
}

#[test]
fn aliases_of_one_large_node() {
    let aliases = "*a, ".repeat(100_000);
    let list = format!("a: &a [{}]\nb: [{aliases}]\n", "x, ".repeat(100_000));
    assert_error(
        &read_in_thread(list),
        Rule::Syntax,
        "far larger than its text",
    );
    let text = format!("a: &a {}\nb: [{aliases}]\n", "x".repeat(1 << 20));
    assert_error(
        &read_in_thread(text),
        Rule::Syntax,
        "far larger than its text",
    );
    assert!(read_in_thread("a: &a [*a]\n".to_owned()).is_err());
    assert!(read_in_thread("a: *b\n".to_owned()).is_err());
}

#[test]
fn nested_ten_thousand_deep() {
    const DEEP: usize = 10_000;
    let mut block = String::new();
    for level in 0..1_000 {
        writeln!(block, "{}a:", " ".repeat(level)).unwrap();
    }
    for text in [
        "[".repeat(DEEP),
        format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
        format!("{}1{}", "{a: ".repeat(DEEP), "}".repeat(DEEP)),
        format!("{}1{}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP)),
        format!("{{\"a\":{}{}}}", "[".repeat(DEEP), "]".repeat(DEEP)),
        "- ".repeat(DEEP),
        "? ".repeat(DEEP),
        "!a ".repeat(DEEP),
        block,
    ] {
        assert_error(&read_in_thread(text), Rule::Syntax, "not valid");
    }
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
fn names_of_a_megabyte() {
    for letter in ["a", "é", "🚀", "_", " a", "[a]"] {
        let name = letter.repeat((1 << 20) / letter.len());
        let text = format!(
            "{{\"swagger\":\"2.0\",\"paths\":{{\"/b\":{{\"get\":{{\"operationId\":\"{name}\",\"parameters\":[
             {{\"name\":\"{name}\",\"in\":\"query\",\"enum\":[\"{name}\",\"b{name}\"]}},{{\"name\":\"{name}b\",\"in\":\"query\"}}],
             \"responses\":{{\"200\":{{\"schema\":{{\"$ref\":\"#/definitions/{name}\"}}}}}}}}}}}},
             \"definitions\":{{\"{name}\":{{\"properties\":{{\"{name}\":{{\"properties\":{{\"a\":{{}}}}}}}}}}}}}}"
        );
        let reading = read_in_thread(text).unwrap();
        let operation = &reading.api.operations[0];
        assert_eq!(operation.id.len(), name.len());
        assert!(operation.function.len() < 5_000);
        assert_eq!(operation.parameters.len(), 2);
        assert!(
            reading
                .api
                .models
                .iter()
                .all(|model| model.type_name.len() < 5_000)
        );
    }
    let path = format!(
        "swagger: '2.0'\npaths:\n  ? /{}\n  : {{get: {{}}, put: {{}}}}\n",
        "{".repeat(1 << 20)
    );
    assert!(read_in_thread(path).is_err());
}

#[test]
fn a_long_name_around_thousands_of_nodes() {
    let mut text = format!("  ? {}\n  : {{properties: {{", "n".repeat(100_000));
    for number in 0..20_000 {
        write!(text, "p{number}: {{}}, ").unwrap();
    }
    text += "}}\n";
    assert_error(
        &read_in_thread(with_definitions(&text)),
        Rule::Syntax,
        "far larger than its text",
    );
}

#[test]
fn thousands_of_namesakes() {
    const MANY: usize = 20_000;
    // Names that differ in punctuation only: a number of 16 binary digits, written in `-` and `_`.
    let name = |number: usize| -> String {
        let digit = |bit: usize| if number >> bit & 1 == 0 { '-' } else { '_' };
        format!("a{}", (0..16).map(digit).collect::<String>())
    };
    let mut text = "swagger: '2.0'\npaths:\n".to_owned();
    for number in 0..MANY {
        writeln!(text, "  /{}: {{get: {{operationId: a}}}}", name(number)).unwrap();
    }
    text += "  /many:\n    get:\n      parameters:\n";
    for number in 0..MANY {
        writeln!(
            text,
            "      - {{name: {}, in: query, type: string}}",
            name(number)
        )
        .unwrap();
    }
    text += "definitions:\n";
    for number in 0..MANY {
        writeln!(text, "  {}: {{properties: {{a: {{}}}}}}", name(number)).unwrap();
    }
    let reading = read_in_thread(text).unwrap();
    assert_eq!(reading.api.operations.len(), MANY + 1);
    assert_eq!(reading.api.models.len(), MANY);
}

#[test]
fn fifty_megabytes() {
    let prose = "All work and no play makes a description long. ".repeat(200);
    let mut text = "swagger: '2.0'\npaths:\n".to_owned();
    let mut number = 0;
    while text.len() < 50 << 20 {
        writeln!(
            text,
            "  /a{number}:\n    get:\n      operationId: a{number}\n      description: {prose}"
        )
        .unwrap();
        number += 1;
    }
    let reading = read_in_thread(text).unwrap();
    assert_eq!(reading.api.operations.len(), number);
}
