//! Property tests of the generated code, for descriptions with arbitrary names and texts.

use super::{Options, generate};
use crate::api::{Api, Shape};
use crate::{Source, read};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use syn::parse_quote;

/// Any text, often one that means something to Rust.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "self", "Self", "type", "default", "new", "String", "a[b]", "a[b][]", "_", "1", "r#a", "",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
    ]
    // A merge key is refused, in any mapping.
    .prop_filter("a merge key", |text| text != "<<")
}

/// A description with the texts wherever it has a text.
fn api(texts: &[String]) -> Option<Api> {
    let word = || json!({"type": "string", "description": texts.last()});
    let properties: Map<String, Value> = texts.iter().map(|name| (name.clone(), word())).collect();
    let parameters: Vec<_> = texts
        .iter()
        .map(|name| json!({"name": name, "in": "query", "type": "string", "description": name}))
        .collect();
    let paths: Map<String, Value> = texts
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let operation = json!({
                "operationId": name, "summary": name, "tags": [name], "parameters": parameters,
                "responses": {"200": {"schema": {"properties": properties}}},
            });
            (format!("/{number}"), json!({"get": operation}))
        })
        .collect();
    let definitions: Map<String, Value> = texts
        .iter()
        .map(|name| (name.clone(), json!({"type": "string", "enum": texts})))
        .collect();
    let document = json!({"swagger": "2.0", "paths": paths, "definitions": definitions});
    let source = Source::new("laws.json", document.to_string());
    read(&source).ok().map(|reading| reading.api)
}

/// Every Rust name of it.
fn names(api: &Api) -> Vec<&str> {
    let mut names = Vec::new();
    for operation in &api.operations {
        names.extend([operation.function.as_str(), &operation.params]);
        names.extend(
            operation
                .parameters
                .iter()
                .map(|found| found.field.as_str()),
        );
    }
    for model in &api.models {
        names.push(&model.type_name);
        match &model.shape {
            Shape::Struct(fields) => names.extend(fields.iter().map(|found| found.field.as_str())),
            Shape::Enum(variants) => names.extend(variants.iter().map(|found| found.name.as_str())),
            Shape::Newtype => {}
            Shape::Union(union) => {
                names.extend(union.alternatives.iter().map(|found| found.name.as_str()));
            }
        }
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_give_legal_rust(texts in prop::collection::vec(text(), 1..5)) {
        let api = api(&texts).expect("nothing in it is refused");
        for name in names(&api) {
            prop_assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
        }
        let mut options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
        options.blocking = Some(parse_quote!(crate::Client));
        let tokens = generate(&api, &options);
        prop_assert!(syn::parse2::<syn::File>(tokens).is_ok());
    }
}
