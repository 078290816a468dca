//! What holds for any two descriptions.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use statuspage_codegen_core::{Api, Source};

use super::super::change::{Class, Kind, name};
use super::super::{Diff, compare};
use super::{BASE, api, edited, rows};
use crate::document;

/// What happened, seen from the other side.
fn mirrored(kind: Kind) -> Kind {
    match kind {
        Kind::Added => Kind::Removed,
        Kind::Removed => Kind::Added,
        Kind::Required => Kind::Optional,
        Kind::Optional => Kind::Required,
        other => other,
    }
}

fn kinds(diff: &Diff, as_seen: fn(Kind) -> Kind) -> Vec<String> {
    let mut kinds: Vec<_> = diff
        .changes()
        .map(|change| name(as_seen(change.kind)))
        .collect();
    kinds.sort_unstable();
    kinds
}

/// The base, and the base after each change.
fn apis() -> Vec<(&'static str, Api)> {
    let changed = rows().map(|row| (row.change, api(&edited(row.edits))));
    std::iter::once(("the base", api(BASE)))
        .chain(changed)
        .collect()
}

#[test]
fn the_way_back_mirrors_the_way_there() {
    let apis = apis();
    for (one, old) in &apis {
        for (other, new) in &apis {
            let there = kinds(&compare(old, new), mirrored);
            let back = kinds(&compare(new, old), std::convert::identity);
            assert_eq!(there, back, "{one} -> {other}");
        }
    }
}

#[test]
fn a_class_follows_from_what_happened() {
    let apis = apis();
    let pairs = apis
        .iter()
        .flat_map(|(_, old)| apis.iter().map(move |(_, new)| compare(old, new)));
    for change in pairs.flat_map(|diff| diff.changes().cloned().collect::<Vec<_>>()) {
        let classes: &[Class] = match change.kind {
            Kind::Removed
            | Kind::Renamed
            | Kind::Retyped
            | Kind::Required
            | Kind::Optional
            | Kind::Reordered => &[Class::Breaking],
            Kind::Added => &[Class::Addition, Class::Breaking],
            Kind::Moved | Kind::Wire => &[Class::Addition],
            Kind::Deprecation => &[Class::Addition, Class::Docs],
            Kind::Documentation => &[Class::Docs],
        };
        assert!(classes.contains(&change.class), "{change:?}");
    }
}

fn root() -> PathBuf {
    crate::file::root()
}

/// The descriptions of this repository from which code can be generated, with their trees.
fn documents() -> Vec<(PathBuf, Api, Value)> {
    let folder = root().join("statuspage-codegen/core/tests/documents");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.push(root().join("spec/upstream.yaml"));
    paths.push(root().join("spec/statuspage.json"));
    let is_description = |path: &Path| {
        path.extension()
            .is_some_and(|found| found == "yaml" || found == "json")
    };
    paths.retain(|path| is_description(path));
    let readable = paths.into_iter().filter_map(|path| {
        let source = document::source(&path).unwrap();
        let api = document::api(&source).ok()?.api;
        let tree = document::json(source.parse().unwrap());
        Some((path, api, tree))
    });
    readable.collect()
}

#[test]
fn nothing_differs_from_itself() {
    let documents = documents();
    assert!(documents.len() >= 5, "{}", documents.len());
    for (path, api, _) in documents {
        let diff = compare(&api, &api);
        assert!(diff.is_empty(), "{}: {}", path.display(), diff.markdown());
    }
}

#[test]
fn the_order_of_keys_makes_no_difference() {
    for (path, api, tree) in documents() {
        // Its names collide, and the first to ask for a name gets it.
        if path.ends_with("odd.yaml") {
            continue;
        }
        let mut random = Random(1);
        for _ in 0..10 {
            let shuffled = shuffle(&tree, &mut random).to_string();
            let source = Source::new("shuffled", shuffled);
            let diff = compare(&api, &document::api(&source).unwrap().api);
            assert!(diff.is_empty(), "{}: {}", path.display(), diff.markdown());
        }
    }
}

#[test]
fn samples_make_no_difference() {
    for (path, api, mut tree) in documents() {
        add_samples(&mut tree);
        let source = Source::new("samples", tree.to_string());
        let diff = compare(&api, &document::api(&source).unwrap().api);
        assert!(diff.is_empty(), "{}: {}", path.display(), diff.markdown());
    }
}

/// Puts the keys of all mappings into another order, except properties of which several are required: these are
/// arguments of a function, in their order.
fn shuffle(value: &Value, random: &mut Random) -> Value {
    match value {
        Value::Object(map) => {
            let mut left: Vec<_> = map.iter().collect();
            let mut shuffled = Map::new();
            while !left.is_empty() {
                let (key, value) = left.swap_remove(random.below(left.len()));
                shuffled.insert(key.clone(), shuffle(value, random));
            }
            let arguments = map.get("required").and_then(Value::as_array);
            let properties = map
                .get("properties")
                .filter(|_| arguments.is_some_and(|list| list.len() > 1));
            if let Some(properties) = properties {
                shuffled.insert("properties".to_owned(), properties.clone());
            }
            Value::Object(shuffled)
        }
        Value::Array(items) => items.iter().map(|item| shuffle(item, random)).collect(),
        other => other.clone(),
    }
}

/// Adds a sample and a default to every node with a type.
fn add_samples(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(add_samples);
            if map.get("type").is_some_and(Value::is_string) {
                map.insert("example".to_owned(), "kctbh9vrtdwd".into());
                map.insert("default".to_owned(), "2026-01-02T03:04:05Z".into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(add_samples),
        _ => {}
    }
}

/// Numbers that look random, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
