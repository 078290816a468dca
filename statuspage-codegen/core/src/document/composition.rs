//! Compositions by `allOf`, prepared for lowering.
//!
//! A property that several parts declare becomes one property of the object itself, which counts as its last part: what a later
//! part does not state is inherited from the earlier ones. Lowering uses the last declaration of a property.

use super::index::{Index, Resolved};
use super::{Document, Nature, Schema};
use crate::diagnostic::Diagnostics;
use crate::hashed::{Map, Set};
use crate::pointer::Pointer;

/// The maximum nesting of merged properties.
const MOST_NESTED: usize = 8;

/// Merges the properties that several parts declare, in all objects, and recognises compositions that are not objects.
pub(super) fn merge(document: &mut Document<'_>, diagnostics: &Diagnostics) {
    let definitions = document.definitions.clone();
    let index = Index::new(&definitions, &[], document.terms, diagnostics);
    let definitions = document.definitions.iter_mut();
    let definitions = definitions.map(|definition| &mut definition.schema);
    for schema in definitions.chain(&mut document.schemas) {
        walk(&index, schema, 0);
    }
}

/// Visits a schema, each object before its content. `nested` counts the merged properties around it.
fn walk<'a>(index: &Index<'_, 'a>, schema: &mut Schema<'a>, nested: usize) {
    let is_other = |part| matches!(index.resolve(part), Resolved::Other);
    if !schema.all_of.is_empty() && schema.is_bare() && schema.all_of.iter().all(is_other) {
        schema.nature = Nature::Other;
    }
    let is_composed = schema.all_of.len() > 1 || !schema.is_bare();
    let mut merged = Set::default();
    if is_composed && !schema.all_of.is_empty() && nested < MOST_NESTED {
        let several = declared_by_several(index, schema);
        merged.extend(several.iter().map(|(name, _)| *name));
        let properties = &mut schema.properties;
        properties.retain(|(name, _)| !merged.contains(name));
        properties.extend(several);
    }
    let inner = [&mut schema.items, &mut schema.additional];
    for inner in inner.into_iter().flatten() {
        walk(index, inner, nested);
    }
    for (name, property) in &mut schema.properties {
        walk(index, property, nested + usize::from(merged.contains(name)));
    }
    let alternatives = schema.alternatives.iter_mut();
    let alternatives = alternatives.flat_map(|alternatives| &mut alternatives.found);
    let alternatives = alternatives.map(|alternative| &mut alternative.schema);
    for part in schema.all_of.iter_mut().chain(alternatives) {
        walk(index, part, nested);
    }
}

/// Returns the properties that several parts of an object declare, each merged.
fn declared_by_several<'a>(
    index: &Index<'_, 'a>,
    schema: &Schema<'a>,
) -> Vec<(&'a str, Schema<'a>)> {
    let parts = index.parts(schema).found;
    let mut first: Map<&str, &Schema<'a>> = Map::default();
    let mut several: Map<&str, Schema<'a>> = Map::default();
    for (name, later) in parts.iter().flat_map(|part| &part.properties) {
        let merged = several.get(name);
        let Some(earlier) = merged.or_else(|| first.get(name).copied()) else {
            first.insert(name, later);
            continue;
        };
        let is_shared = !later.pointer.is_within(&schema.pointer);
        let place = is_shared.then(|| schema.pointer.child("properties").child(name));
        let both = both(index, earlier, later, place.as_ref());
        if !index.can_merge(count(&both), &schema.pointer) {
            break;
        }
        several.insert(*name, both);
    }
    several.into_entries().collect()
}

/// Merges two declarations of a property; where they differ, the later one counts. `place` is the pointer of a merged object if the
/// later declaration is shared with other objects.
fn both<'a>(
    index: &Index<'_, 'a>,
    earlier: &Schema<'a>,
    later: &Schema<'a>,
    place: Option<&Pointer>,
) -> Schema<'a> {
    Schema {
        description: later.description.or(earlier.description),
        nullable: later.nullable.or(earlier.nullable),
        read_only: later.read_only.or(earlier.read_only),
        ..both_types(index, earlier, later, place)
    }
}

/// Merges the types and constraints.
fn both_types<'a>(
    index: &Index<'_, 'a>,
    earlier: &Schema<'a>,
    later: &Schema<'a>,
    place: Option<&Pointer>,
) -> Schema<'a> {
    let end = index.chain(earlier).last().unwrap_or(earlier);
    let is_reference = later.reference.is_some()
        || later.alternatives.is_some()
        || (later.is_bare() && later.all_of.len() == 1);
    if is_reference || kind(end).is_some_and(|one| kind(later).is_some_and(|other| one != other)) {
        return later.clone();
    }
    let constraints = later.constraints.or(&earlier.constraints);
    let has_no_type = |schema: &Schema<'_>| {
        schema.is_bare()
            && schema.all_of.is_empty()
            && schema.constraints.get("format").is_none()
            && schema.rust_type.is_none()
    };
    if has_no_type(later) {
        return Schema {
            constraints,
            ..earlier.clone()
        };
    }
    if has_no_type(earlier) && earlier.kind.is_none() {
        return Schema {
            constraints,
            ..later.clone()
        };
    }
    if !(later.properties.is_empty() && later.required.is_empty() && later.all_of.is_empty()) {
        return Schema {
            pointer: place.unwrap_or(&later.pointer).clone(),
            kind: Some("object"),
            all_of: vec![earlier.clone(), later.clone()],
            nature: Nature::Object,
            constraints,
            ..Schema::default()
        };
    }
    let inner = |step: &str, earlier: &Inner<'a>, later: &Inner<'a>| match (earlier, later) {
        (Some(earlier), Some(later)) => {
            let place = place.map(|place| place.child(step));
            Some(Box::new(both(index, earlier, later, place.as_ref())))
        }
        (one, other) => other.clone().or_else(|| one.clone()),
    };
    let has_values = !later.values.is_empty();
    let of_values = if has_values { later } else { end };
    Schema {
        pointer: of_values.pointer.clone(),
        kind: later.kind.or(end.kind),
        values: of_values.values.clone(),
        items: inner("items", &end.items, &later.items),
        additional: inner("additionalProperties", &end.additional, &later.additional),
        property_names: inner(
            "x-propertyNames",
            &end.property_names,
            &later.property_names,
        ),
        rust_type: later.rust_type.or(end.rust_type),
        selection: later.selection.clone().or_else(|| end.selection.clone()),
        constraints: constraints.or(&end.constraints),
        ..end.clone()
    }
}

type Inner<'a> = Option<Box<Schema<'a>>>;

/// Returns the type, stated or implied.
fn kind<'a>(schema: &Schema<'a>) -> Option<&'a str> {
    let is_object = !schema.properties.is_empty() || schema.additional.is_some();
    schema
        .kind
        .or(is_object.then_some("object"))
        .or(schema.items.as_ref().map(|_| "array"))
        .or((!schema.values.is_empty()).then_some("string"))
}

/// Returns how many schemas a schema consists of.
pub(super) fn count(schema: &Schema<'_>) -> usize {
    let inner = [&schema.items, &schema.additional, &schema.property_names];
    let inner = inner.into_iter().flatten().map(|inner| count(inner));
    let properties = schema
        .properties
        .iter()
        .map(|(_, property)| count(property));
    let alternatives = schema.alternatives.iter();
    let alternatives = alternatives.flat_map(|alternatives| &alternatives.found);
    let alternatives = alternatives.map(|alternative| &alternative.schema);
    let parts = schema.all_of.iter().chain(alternatives).map(count);
    1 + inner.chain(properties).chain(parts).sum::<usize>()
}
