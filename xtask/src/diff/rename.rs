//! Models that are the same under another Rust name, so that a rename is reported once and not at every use.

use std::collections::{BTreeMap, VecDeque};
use std::mem;

use statuspage_codegen_core::api::{Field, Model, Operation, Shape, Type};

use super::matching::{Pair, both};
use super::member::{self, Member};

/// The new Rust name of each renamed model, by the old one.
#[derive(Debug, Default)]
pub(super) struct Renames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Renames<'a> {
    /// Takes two models for the same one if both names are on one side only, at least half of what is in them
    /// is the same, and either the description gives them the same name or they stand in the same place.
    pub(super) fn find(
        operations: &[Pair<'a, Operation>],
        old: &'a [Model],
        new: &'a [Model],
    ) -> Self {
        let mut search = Search {
            gone: without(old, new),
            fresh: without(new, old),
            open: VecDeque::new(),
            renames: Self::default(),
        };
        if search.gone.is_empty() || search.fresh.is_empty() {
            return search.renames;
        }
        for (old, new) in both(operations) {
            search.open.push_back((&old.output, &new.output));
            search.members(
                &member::parameters(&old.parameters),
                &member::parameters(&new.parameters),
            );
        }
        for before in old {
            let after = new.iter().find(|after| after.type_name == before.type_name);
            if let Some(after) = after {
                search.fields(before, after);
            }
            let same_name = new.iter().find(|after| after.name == before.name);
            if let Some(after) = same_name {
                search.try_models(&before.type_name, &after.type_name);
            }
        }
        search.run();
        search.renames
    }

    /// Returns whether two types are the same except for renames.
    pub(super) fn same_type(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Array(old), Type::Array(new)) | (Type::Optional(old), Type::Optional(new)) => {
                self.same_type(old, new)
            }
            (
                Type::Map { key, value },
                Type::Map {
                    key: new_key,
                    value: new_value,
                },
            ) => self.same_type(key, new_key) && self.same_type(value, new_value),
            (Type::Model(old), Type::Model(new)) => {
                self.0.get(old.as_str()).copied().unwrap_or(old) == new
            }
            _ => old == new,
        }
    }

    /// Whether a model was renamed into another.
    pub(super) fn same_model(&self, old: &Model, new: &Model) -> bool {
        self.0.get(old.type_name.as_str()).copied() == Some(new.type_name.as_str())
    }
}

/// The models whose Rust name the others do not have.
fn without<'a>(models: &'a [Model], others: &[Model]) -> BTreeMap<&'a str, &'a Model> {
    let own = models.iter().filter(|model| {
        !others
            .iter()
            .any(|other| other.type_name == model.type_name)
    });
    own.map(|model| (model.type_name.as_str(), model)).collect()
}

struct Search<'a> {
    gone: BTreeMap<&'a str, &'a Model>,
    fresh: BTreeMap<&'a str, &'a Model>,
    /// Types that stand in the same place, to be looked at.
    open: VecDeque<(&'a Type, &'a Type)>,
    renames: Renames<'a>,
}

impl<'a> Search<'a> {
    fn run(&mut self) {
        while let Some((old, new)) = self.open.pop_front() {
            match (old, new) {
                (
                    Type::Array(old) | Type::Optional(old),
                    Type::Array(new) | Type::Optional(new),
                ) => {
                    self.open.push_back((old, new));
                }
                (
                    Type::Map { key, value },
                    Type::Map {
                        key: new_key,
                        value: new_value,
                    },
                ) => self.open.extend([(&**key, &**new_key), (value, new_value)]),
                (Type::Model(old), Type::Model(new)) => self.try_models(old, new),
                _ => {}
            }
        }
    }

    fn try_models(&mut self, old: &str, new: &str) {
        let (Some(&before), Some(&after)) = (self.gone.get(old), self.fresh.get(new)) else {
            return;
        };
        if similar(before, after) {
            self.gone.remove(old);
            self.fresh.remove(new);
            self.renames.0.insert(&before.type_name, &after.type_name);
            self.fields(before, after);
        }
    }

    fn fields(&mut self, old: &'a Model, new: &'a Model) {
        self.members(&member::fields(fields(old)), &member::fields(fields(new)));
    }

    fn members(&mut self, old: &[Member<'a>], new: &[Member<'a>]) {
        let pairs = member::pair(old, new);
        let types = both(&pairs).map(|(old, new)| (old.ty, new.ty));
        self.open.extend(types);
    }
}

fn fields(model: &Model) -> &[Field] {
    match &model.shape {
        Shape::Struct(fields) => fields,
        Shape::Enum(_) | Shape::Newtype => &[],
    }
}

/// Whether two models are of one form, and at least half of what is in the larger one is in both.
fn similar(old: &Model, new: &Model) -> bool {
    let same_form = mem::discriminant(&old.shape) == mem::discriminant(&new.shape);
    let (before, after) = (wire_names(old), wire_names(new));
    let common = before.iter().filter(|name| after.contains(name)).count();
    same_form && 2 * common >= before.len().max(after.len())
}

fn wire_names(model: &Model) -> Vec<&str> {
    match &model.shape {
        Shape::Struct(fields) => fields.iter().map(|field| field.name.as_str()).collect(),
        Shape::Enum(variants) => variants
            .iter()
            .map(|variant| variant.value.as_str())
            .collect(),
        Shape::Newtype => Vec::new(),
    }
}
