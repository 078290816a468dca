//! Where the nodes of documents stand: all are found, in the order of the text, together as well as one by one.

use std::path::{Path, PathBuf};

use statuspage_codegen_core::api::{Api, Shape};
use statuspage_codegen_core::{Place, Pointer, Source, Value, inspect};

/// The description, and every YAML and JSON file among the tests.
fn documents() -> Vec<PathBuf> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = Vec::new();
    for folder in ["../../spec", "tests/corpus", "tests/documents"] {
        for entry in std::fs::read_dir(crate_folder.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|end| end == "yaml" || end == "json")
            {
                documents.push(path);
            }
        }
    }
    assert!(documents.len() > 60, "{}", documents.len());
    documents
}

fn collect(value: &Value, pointer: &Pointer, found: &mut Vec<Pointer>) {
    // Of a repeated key there is one pointer.
    if !found.contains(pointer) {
        found.push(pointer.clone());
    }
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                collect(value, &pointer.child(key), found);
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &pointer.child(&index.to_string()), found);
            }
        }
        Value::Null | Value::Bool(..) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_node_of_every_document_is_found_in_order() {
    for path in documents() {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        // What an alias stands for is elsewhere, and so is what a repeated key hides.
        let is_in_order = !text.contains(" *") && !name.contains("repeated");
        let source = Source::new(name.as_str(), text);
        let Ok(tree) = source.parse() else {
            continue;
        };
        let mut pointers = Vec::new();
        collect(&tree, &Pointer::default(), &mut pointers);
        let places = source.locate_all(&pointers);
        let mut before = Place { line: 0, column: 0 };
        for (pointer, place) in pointers.iter().zip(&places) {
            let place = place.unwrap_or_else(|| panic!("{name}: {pointer}"));
            assert!(
                !is_in_order || before <= place,
                "{name}: {pointer} {place:?}"
            );
            before = place;
        }
        let last = pointers.last().unwrap();
        assert_eq!(source.locate(last), *places.last().unwrap(), "{name}");
    }
}

/// Every pointer of an API, and how many of its types are guessed.
fn origins(api: &Api) -> (Vec<&Pointer>, usize) {
    let mut pointers = Vec::new();
    let mut guessed = Vec::new();
    for operation in &api.operations {
        pointers.extend([&operation.pointer, &operation.output_pointer]);
        guessed.extend(&operation.output_guessed);
        for parameter in &operation.parameters {
            pointers.push(&parameter.pointer);
            guessed.extend(&parameter.guessed);
        }
    }
    for model in &api.models {
        pointers.push(&model.pointer);
        match &model.shape {
            Shape::Struct(fields) => {
                pointers.extend(fields.iter().map(|field| &field.pointer));
                guessed.extend(fields.iter().filter_map(|field| field.guessed.as_ref()));
            }
            Shape::Enum(variants) => {
                pointers.extend(variants.iter().map(|variant| &variant.pointer));
            }
            Shape::Newtype => {}
            Shape::Union(union) => {
                pointers.extend(union.alternatives.iter().map(|found| &found.pointer));
            }
        }
    }
    let count = guessed.len();
    pointers.extend(guessed);
    (pointers, count)
}

#[test]
fn every_pointer_of_an_api_is_that_of_a_node() {
    let (mut checked, mut guessed) = (0, 0);
    for path in documents() {
        let name = path.display().to_string();
        let source = Source::new(name.as_str(), std::fs::read_to_string(&path).unwrap());
        let Ok(tree) = source.parse() else {
            continue;
        };
        let mut nodes = Vec::new();
        collect(&tree, &Pointer::default(), &mut nodes);
        let nodes: std::collections::BTreeSet<_> = nodes.into_iter().collect();
        let (Some(api), _) = inspect(&source, &tree) else {
            continue;
        };
        let (pointers, count) = origins(&api);
        checked += pointers.len();
        guessed += count;
        for pointer in pointers {
            assert!(nodes.contains(pointer), "{name}: {pointer}");
        }
    }
    assert!(checked > 1_000 && guessed > 10, "{checked} {guessed}");
}
