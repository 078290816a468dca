//! Descriptions of any size: `group.yaml` repeats the same few operations and definitions under new names.
//!
//! Names have their number in five digits, so that an operation has as much text in a large document as in a small one. All
//! else grows in proportion as well: paths, tags, definitions, and the references between them.

use proc_macro2::TokenStream;
use statuspage_codegen_core::{Api, Options, Source, Value, generate, read};
use syn::parse_quote;

/// A description of one group: the five operations of a resource, which has a tag and definitions of its own.
const TEMPLATE: &str = include_str!("group.yaml");
const GROUP: usize = 5;

/// Returns a description in YAML of this many operations, a multiple of 5.
///
/// # Panics
///
/// Panics if it is not a multiple of 5.
#[must_use]
pub fn yaml(operations: usize) -> String {
    assert!(operations.is_multiple_of(GROUP), "5 operations are a group");
    let count = operations / GROUP;
    let mut rest = TEMPLATE;
    let mut text = String::new();
    for section in ["\ntags:\n", "\npaths:\n", "\ndefinitions:\n"] {
        let (before, after) = rest.split_once(section).expect("the template has it");
        repeat(before, count, &mut text);
        text += section;
        rest = after;
    }
    repeat(rest, count, &mut text);
    text
}

/// Adds a section of the template, once for each group if it has the group's number.
fn repeat(section: &str, count: usize, text: &mut String) {
    if !section.contains("NUMBER") {
        *text += section;
        return;
    }
    for position in 0..count {
        let name = |position| format!("{:05}", position % count);
        let group = section.replace("NUMBER", &name(position));
        // Circles, and references across the whole document.
        let group = group.replace("NEXT", &name(position + 1));
        *text += group.replace("FAR", &name(position * 7 + 3)).trim_end();
        text.push('\n');
    }
    // The line break is part of what is between sections.
    text.pop();
}

/// Returns the same description in JSON.
///
/// # Panics
///
/// Panics if the number is not a multiple of 5.
#[must_use]
pub fn json(operations: usize) -> String {
    let value = Source::new("group.yaml", yaml(operations)).parse();
    to_json(value.expect("the template is YAML")).to_string()
}

fn to_json(value: Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag, _) => flag.into(),
        Value::Number(text) => serde_json::Value::Number(text.parse().expect("a number")),
        Value::String(text) => text.into(),
        Value::Sequence(items) => items.into_iter().map(to_json).collect(),
        Value::Mapping(entries) => {
            let entries = entries.into_iter();
            entries.map(|(key, value)| (key, to_json(value))).collect()
        }
    }
}

/// Reads a description.
///
/// # Panics
///
/// Panics if it is refused.
#[must_use]
pub fn api(source: &Source) -> Api {
    read(source).unwrap().api
}

/// Generates code as the macro does, with a blocking client.
#[must_use]
pub fn emitted(api: &Api) -> TokenStream {
    let mut options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
    options.blocking = Some(parse_quote!(crate::blocking::Client));
    generate(api, &options)
}
