//! Models that are the same under another Rust name, so that a rename is reported once and not at every use.

use std::collections::BTreeMap;
use std::mem;

use statuspage_codegen_core::api::{Model, Shape};

use super::matching::{both, pair};

/// The new Rust name of each renamed model, by the old one.
#[derive(Debug, Default)]
pub(super) struct Renames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Renames<'a> {
    /// Takes two models for the same one if both Rust names are on one side only, and either the description gives them
    /// the same name and at least half of what is in them is the same, or two thirds of it are.
    pub(super) fn find(old: &'a [Model], new: &'a [Model]) -> Self {
        let (gone, fresh) = (without(old, new), without(new, old));
        let pairs = pair(
            &gone,
            &fresh,
            &[
                &|old, new| old.name == new.name && is_similar(old, new, 2),
                &|old, new| !parts(old).is_empty() && is_similar(old, new, 3),
            ],
        );
        let names = both(&pairs).map(|(old, new)| (&*old.type_name, &*new.type_name));
        Self(names.collect())
    }

    /// The Rust type with the new names of models.
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

    /// Whether a model was renamed into another.
    pub(super) fn same_model(&self, old: &Model, new: &Model) -> bool {
        self.0.get(&*old.type_name) == Some(&&*new.type_name)
    }
}

/// The models whose Rust name the others do not have.
fn without<'a>(models: &'a [Model], others: &[Model]) -> Vec<&'a Model> {
    let has = |name: &str| others.iter().any(|other| other.type_name == name);
    let own = models.iter().filter(|model| !has(&model.type_name));
    own.collect()
}

/// Whether two models are of one form, and have in common all of the larger one but one in so many parts.
fn is_similar(old: &Model, new: &Model, share: usize) -> bool {
    let same_form = mem::discriminant(&old.shape) == mem::discriminant(&new.shape);
    let larger = parts(old).len().max(parts(new).len());
    same_form && share * common(old, new) >= (share - 1) * larger
}

fn common(old: &Model, new: &Model) -> usize {
    let (old, new) = (parts(old), parts(new));
    old.iter().filter(|part| new.contains(part)).count()
}

/// The names on the wire of a model's fields, or its values.
fn parts(model: &Model) -> Vec<&str> {
    match &model.shape {
        Shape::Struct(fields) => fields.iter().map(|field| &*field.name).collect(),
        Shape::Enum(variants) => variants.iter().map(|variant| &*variant.value).collect(),
        Shape::Newtype => Vec::new(),
    }
}
