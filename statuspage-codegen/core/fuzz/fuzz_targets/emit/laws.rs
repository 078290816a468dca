//! What rustc would refuse although it parses: a name that is defined twice where it may be defined once.

use std::collections::BTreeSet;

use syn::{Fields, File, ImplItem, Item, ItemImpl};

/// Panics when a law is broken.
pub(crate) fn check(file: &File) {
    let functions = file.items.iter().filter_map(inherent).filter(|block| {
        // The client without async has the same functions behind a feature.
        block
            .attrs
            .iter()
            .all(|attribute| !attribute.path().is_ident("cfg"))
    });
    distinct("functions", functions.flat_map(names));
    for item in &file.items {
        if let Item::Mod(module) = item {
            let items = module.content.as_ref().map(|(_, items)| items);
            check_module(items.into_iter().flatten());
        }
    }
}

fn check_module<'a>(items: impl Iterator<Item = &'a Item> + Clone) {
    distinct(
        "types",
        items.clone().filter_map(|item| match item {
            Item::Struct(found) => Some(found.ident.to_string()),
            Item::Enum(found) => Some(found.ident.to_string()),
            _ => None,
        }),
    );
    for item in items {
        match item {
            Item::Struct(found) => {
                if let Fields::Named(fields) = &found.fields {
                    let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
                    distinct("fields", names.map(ToString::to_string));
                }
            }
            Item::Enum(found) => {
                let names = found.variants.iter().map(|variant| &variant.ident);
                distinct("variants", names.map(ToString::to_string));
            }
            _ => {
                if let Some(block) = inherent(item) {
                    distinct("functions", names(block).into_iter());
                }
            }
        }
    }
}

/// A block of functions that belong to no trait.
fn inherent(item: &Item) -> Option<&ItemImpl> {
    match item {
        Item::Impl(block) if block.trait_.is_none() => Some(block),
        _ => None,
    }
}

fn names(block: &ItemImpl) -> Vec<String> {
    let functions = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
        _ => None,
    });
    functions.collect()
}

fn distinct(what: &str, names: impl Iterator<Item = String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(name.is_ascii(), "{what}: `{name}` is not ASCII");
        assert!(!seen.contains(&name), "{what}: `{name}` is defined twice");
        seen.insert(name);
    }
}
