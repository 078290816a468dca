//! Large texts, and texts that expand to something large: aliases, depth, long names, and length.

use std::fmt::Write as _;

use statuspage_codegen_core::Rule;

use super::accepted::{long_names, namesakes, prose, with_definitions};
use super::{assert_error, read_in_thread};

#[test]
fn aliases_that_stand_for_billions_of_nodes() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    // The aliases may be a key, have a tag, or be in a part that nothing reads.
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
fn names_of_a_hundred_kilobytes() {
    for (length, text) in long_names(100_000) {
        let reading = read_in_thread(text).unwrap();
        let operation = &reading.api.operations[0];
        assert_eq!(operation.id.len(), length);
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
        "{".repeat(100_000)
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
    let reading = read_in_thread(namesakes(MANY)).unwrap();
    assert_eq!(reading.api.operations.len(), MANY + 1);
    assert_eq!(reading.api.models.len(), MANY);
}

#[test]
fn fifty_megabytes() {
    // Nine kilobytes and a half each.
    let text = prose(5_600);
    assert!(text.len() > 50 << 20);
    let reading = read_in_thread(text).unwrap();
    assert_eq!(reading.api.operations.len(), 5_600);
}
