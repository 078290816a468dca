//! Finds renamed models, so that a rename is reported once and not at every use.

use std::collections::BTreeMap;
use std::mem;

use statuspage_codegen_core::api::{Model, Shape};

use super::matching::{Pair, pair};

/// The new Rust name of each renamed model, by the old one.
#[derive(Debug, Default)]
pub(super) struct Renames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Renames<'a> {
    /// Takes two models for the same one if both Rust names are on one side only, and at least two thirds of what is in them
    /// are the same; half of it if the description gives them the same name.
    pub(super) fn find(old: &'a [Model], new: &'a [Model]) -> Self {
        let (gone, fresh) = (without(old, new), without(new, old));
        let same_name =
            |old: &&Model, new: &&Model| old.name == new.name && is_similar(old, new, 2);
        let pairs = pair(
            &gone,
            &fresh,
            &[&same_name, &|old, new| is_similar(old, new, 3)],
        );
        let both = pairs.iter().filter_map(Pair::both);
        let names = both.map(|(old, new)| (&*old.type_name, &*new.type_name));
        Self(names.collect())
    }

    /// Returns a Rust type with the new names of models.
    pub(super) fn apply(&self, ty: &str) -> String {
        const MODULE: &str = "models::";
        let mut parts = ty.split(MODULE);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let is_end = |character: char| !character.is_alphanumeric() && character != '_';
            let (name, rest) = part.split_at(part.find(is_end).unwrap_or(part.len()));
            text += MODULE;
            text += self.0.get(name).copied().unwrap_or(name);
            text += rest;
        }
        text
    }

    /// Returns whether a model was renamed to another.
    pub(super) fn same_model(&self, old: &Model, new: &Model) -> bool {
        self.0.get(&*old.type_name) == Some(&&*new.type_name)
    }
}

/// Returns the models whose Rust name the others do not have.
fn without<'a>(models: &'a [Model], others: &[Model]) -> Vec<&'a Model> {
    let has = |name: &str| others.iter().any(|other| other.type_name == name);
    let own = models.iter().filter(|model| !has(&model.type_name));
    own.collect()
}

/// Returns whether two models have the same shape, and all but one in `share` parts of the larger one in common.
fn is_similar(old: &Model, new: &Model, share: usize) -> bool {
    let same_form = mem::discriminant(&old.shape) == mem::discriminant(&new.shape);
    let (old_parts, new_parts) = (parts(old), parts(new));
    let larger = old_parts.len().max(new_parts.len());
    let common = old_parts.iter().filter(|part| new_parts.contains(part));
    let is_known = larger > 0 || old.name == new.name;
    is_known && same_form && share * common.count() >= (share - 1) * larger
}

/// Returns the wire names of a model's fields, or its values.
fn parts(model: &Model) -> Vec<&str> {
    match &model.shape {
        Shape::Struct(fields) => fields.iter().map(|field| &*field.name).collect(),
        Shape::Enum(variants) => variants.iter().map(|variant| &*variant.value).collect(),
        Shape::Union(union) => union
            .alternatives
            .iter()
            .map(|found| &*found.name)
            .collect(),
        Shape::Newtype => Vec::new(),
    }
}
