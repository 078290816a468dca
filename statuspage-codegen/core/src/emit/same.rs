//! Inline types that are described alike: the first becomes a Rust type, and the others are aliases of it.
//!
//! Large descriptions repeat most of their inline objects, enums and unions. A type is expensive to compile, an alias is not.

use crate::api::{Field, Model, Shape, Type};
use crate::constraint::DEFAULT;
use crate::hashed::Map;

/// The models that are aliases, each with the model that it is an alias of.
pub(super) struct Same<'a>(Map<&'a str, &'a str>);

impl<'a> Same<'a> {
    /// Finds the models that are described like an earlier one.
    pub(super) fn new(models: &'a [Model]) -> Self {
        let mut same = Self(Map::default());
        let mut known: Map<_, &str> = Map::default();
        let inline: Vec<_> = models.iter().filter(|model| is_inline(model)).collect();
        let mut pending = inline.clone();
        while !pending.is_empty() {
            let before = same.0.len();
            for model in pending {
                let name = &*model.type_name;
                let first = *known.get_or_insert_with(same.description(model), || name);
                if first != name {
                    same.0.insert(name, first);
                }
            }
            // What contains types that are alike may be alike now.
            let found_any = same.0.len() > before;
            let types = inline.iter().copied();
            let affected = types.filter(|model| found_any && same.is_affected(model));
            pending = affected.collect();
        }
        same
    }

    /// Returns the name of the type that a model is an alias of; `None` if it is a type of its own.
    pub(super) fn first(&self, model: &str) -> Option<&'a str> {
        let mut found = *self.0.get(model)?;
        while let Some(first) = self.0.get(found) {
            found = first;
        }
        Some(found)
    }

    /// Returns a type without aliases.
    pub(super) fn resolve(&self, ty: &Type) -> Type {
        let boxed = |ty| Box::new(self.resolve(ty));
        match ty {
            Type::Model(name) => Type::Model(self.first(name).unwrap_or(name).to_owned()),
            Type::Array(item) => Type::Array(boxed(item)),
            Type::Optional(item) => Type::Optional(boxed(item)),
            Type::Selection { item, word } => Type::Selection {
                item: boxed(item),
                word: word.clone(),
            },
            Type::Map { key, value } => Type::Map {
                key: boxed(key),
                value: boxed(value),
            },
            other => other.clone(),
        }
    }

    /// Returns whether a model is a type of its own that contains an alias.
    fn is_affected(&self, model: &Model) -> bool {
        let types = model.shape.types();
        self.first(&model.type_name).is_none()
            && types.into_iter().any(|ty| self.resolve(ty) != *ty)
    }

    /// What a type is made of, without its own name and description, which the alias states: the texts of each part, and the types.
    fn description(&self, model: &'a Model) -> (Vec<Vec<&'a str>>, Vec<Type>) {
        let mut texts = Vec::new();
        match &model.shape {
            Shape::Struct(fields) => {
                texts.push(vec!["struct"]);
                texts.extend(fields.iter().map(of_field));
            }
            Shape::Enum(variants) => {
                texts.push(vec!["enum"]);
                texts.push(variants.iter().map(|found| &*found.value).collect());
            }
            Shape::Union(union) => {
                texts.push(vec!["union", text(union.discriminator.as_ref())]);
                texts.extend(union.alternatives.iter().map(|found| {
                    let mut texts = vec![&*found.name, flag(found.boxed)];
                    texts.extend(found.tags.iter().map(String::as_str));
                    texts
                }));
            }
            Shape::Newtype => {}
        }
        let types = model.shape.types().into_iter();
        (texts, types.map(|ty| self.resolve(ty)).collect())
    }
}

/// Returns whether a type may be an alias: it has no name of its own, but that of its place in the document.
fn is_inline(model: &Model) -> bool {
    let steps: Vec<_> = model.pointer.tokens().collect();
    let parent = steps.iter().rev().nth(1);
    let is_named =
        ["definitions", "schemas", "$defs"].contains(&parent.map_or("schemas", String::as_str));
    !is_named && model.shape != Shape::Newtype
}

fn of_field(field: &Field) -> Vec<&str> {
    let mut texts = vec![
        &*field.name,
        &*field.field,
        flag(field.required),
        flag(field.boxed),
        flag(field.rest),
        text(field.description.as_ref()),
    ];
    texts.extend(field.constraints.get(DEFAULT));
    for (keyword, value) in field.constraints.entries() {
        texts.extend([keyword, value]);
    }
    texts
}

fn text(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

fn flag(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}
