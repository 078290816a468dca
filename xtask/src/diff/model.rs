//! Models: structs field by field, enums variant by variant.

use statuspage_codegen_core::api::{Model, Shape, Variant};

use super::change::{Change, Kind, code, wire};
use super::group::{Group, Title};
use super::matching::{self, Pair};
use super::member;
use super::members::{self, arrow};
use super::rename::Renames;

/// Pairs models by their Rust names, old or new.
pub(super) fn pair<'a>(
    old: &'a [Model],
    new: &'a [Model],
    renames: &Renames<'_>,
) -> Vec<Pair<'a, Model>> {
    matching::pair(
        old,
        new,
        &[&|old, new| old.type_name == new.type_name, &|old, new| {
            renames.same_model(old, new)
        }],
    )
}

/// Compares a model before and after.
pub(super) fn compare(pair: &Pair<'_, Model>, renames: &Renames<'_>) -> Group {
    let (model, changes) = match pair {
        Pair::Added(new) => {
            let change = Change::addition(Kind::Added, sort(new), "added".to_owned());
            let name = &new.type_name;
            (new, vec![change.named(name).values(None, Some(name))])
        }
        Pair::Removed(old) => {
            let change = Change::breaking(Kind::Removed, sort(old), "removed".to_owned());
            let name = &old.type_name;
            (old, vec![change.named(name).values(Some(name), None)])
        }
        Pair::Both(old, new) => (new, compare_both(old, new, renames)),
    };
    Group::new(Title::Model(model.type_name.clone()), changes)
}

fn compare_both(old: &Model, new: &Model, renames: &Renames<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let item = sort(new);
    if old.type_name == new.type_name {
        changes.extend(Change::docs(
            "name in the description",
            Some(&old.name),
            Some(&new.name),
        ));
    } else {
        // The name in the description follows from it, or it from that.
        let text = format!("renamed, was {}", code(&old.type_name));
        changes.push(
            Change::breaking(Kind::Renamed, item, text)
                .named(&new.type_name)
                .values(Some(&old.type_name), Some(&new.type_name)),
        );
    }
    match (&old.shape, &new.shape) {
        (Shape::Struct(old), Shape::Struct(new)) => changes.extend(members::compare(
            &member::fields(old),
            &member::fields(new),
            renames,
        )),
        (Shape::Enum(old), Shape::Enum(new)) => changes.extend(compare_variants(old, new)),
        (Shape::Newtype, Shape::Newtype) => {}
        _ => {
            let text = arrow(&code(sort(old)), &code(item));
            let change = Change::breaking(Kind::Retyped, item, format!("another form: {text}"));
            let change = change.values(Some(sort(old)), Some(item));
            changes.push(change.named(&new.type_name));
        }
    }
    changes.extend(Change::docs(
        "description",
        old.description.as_deref(),
        new.description.as_deref(),
    ));
    changes
}

fn sort(model: &Model) -> &'static str {
    match model.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Newtype => "newtype",
    }
}

/// A new variant breaks nobody: the enum is open, and its value was received before as `Other`.
fn compare_variants(old: &[Variant], new: &[Variant]) -> Vec<Change> {
    let pairs = matching::pair(
        old,
        new,
        &[&|old, new| old.value == new.value, &|old, new| {
            old.name == new.name
        }],
    );
    let mut changes = Vec::new();
    for pair in pairs {
        let (variant, change) = match pair {
            Pair::Added(new) => {
                let text = format!("added: {}", wire(&new.value));
                let change = Change::addition(Kind::Added, "variant", text);
                (new, change.values(None, Some(&new.value)))
            }
            Pair::Removed(old) => {
                let text = format!("removed, was {}", wire(&old.value));
                let change = Change::breaking(Kind::Removed, "variant", text);
                (old, change.values(Some(&old.value), None))
            }
            Pair::Both(old, new) if old.name != new.name => {
                let text = format!("renamed, was {}", code(&old.name));
                let change = Change::breaking(Kind::Renamed, "variant", text);
                (new, change.values(Some(&old.name), Some(&new.name)))
            }
            Pair::Both(old, new) if old.value != new.value => {
                let step = arrow(&wire(&old.value), &wire(&new.value));
                let text = format!("another value on the wire: {step}");
                let change = Change::addition(Kind::Wire, "variant", text);
                (new, change.values(Some(&old.value), Some(&new.value)))
            }
            Pair::Both(..) => continue,
        };
        changes.push(change.named(&variant.name));
    }
    changes
}
