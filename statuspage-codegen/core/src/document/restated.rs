//! What is decided about compositions before lowering: which are not objects, and what their parts say together.
//!
//! A property that several parts declare becomes one property of the object itself, which counts as its last part: what a
//! later part does not state is inherited from the earlier ones. Lowering uses the last declaration of a property.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, Resolved};
use super::{Document, Nature, Schema};
use crate::constraint::Constraints;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// The maximum nesting of restated properties.
const MOST_NESTED: usize = 8;

/// Merges the restated properties of all objects.
pub(super) fn combine(document: &mut Document<'_>, diagnostics: &Diagnostics) {
    let definitions = document.definitions.clone();
    let index = Index::new(&definitions, &[], document.terms, diagnostics);
    let definitions = document.definitions.iter_mut();
    let definitions = definitions.map(|definition| &mut definition.schema);
    for schema in definitions.chain(&mut document.schemas) {
        walk(&index, schema, 0);
    }
}

/// Goes through a schema, each object before what is in it. `nested` counts the restated properties around it.
fn walk<'a>(index: &Index<'_, 'a>, schema: &mut Schema<'a>, nested: usize) {
    let is_other = |part| matches!(index.resolve(part), Resolved::Other);
    if !schema.all_of.is_empty() && schema.is_bare() && schema.all_of.iter().all(is_other) {
        schema.nature = Nature::Other;
    }
    let is_composed = schema.all_of.len() > 1 || !schema.is_bare();
    let mut combined = BTreeSet::new();
    if is_composed && !schema.all_of.is_empty() && nested < MOST_NESTED {
        let restated = restated(index, schema);
        combined.extend(restated.iter().map(|(name, _)| *name));
        let properties = &mut schema.properties;
        properties.retain(|(name, _)| !combined.contains(name));
        properties.extend(restated);
    }
    let inner = [&mut schema.items, &mut schema.additional];
    for inner in inner.into_iter().flatten() {
        walk(index, inner, nested);
    }
    for (name, property) in &mut schema.properties {
        walk(
            index,
            property,
            nested + usize::from(combined.contains(name)),
        );
    }
    for part in &mut schema.all_of {
        walk(index, part, nested);
    }
}

/// The properties that more than one part of an object states, each put together.
fn restated<'a>(index: &Index<'_, 'a>, schema: &Schema<'a>) -> Vec<(&'a str, Schema<'a>)> {
    let parts = index.parts(schema).found;
    let mut first: BTreeMap<&str, &Schema<'a>> = BTreeMap::new();
    let mut restated: Vec<(&'a str, Schema<'a>)> = Vec::new();
    let mut positions = BTreeMap::new();
    for (name, later) in parts.iter().flat_map(|part| &part.properties) {
        let at = positions.get(name).copied();
        let combined = at.and_then(|at: usize| restated.get_mut(at));
        let earlier = match &combined {
            Some((_, both)) => Some(both),
            None => first.get(name).copied(),
        };
        let Some(earlier) = earlier else {
            first.insert(name, later);
            continue;
        };
        let is_shared = !later.pointer.is_within(&schema.pointer);
        let place = is_shared.then(|| schema.pointer.child("properties").child(name));
        let both = both(index, earlier, later, place.as_ref());
        if !index.can_merge(count(&both), &schema.pointer) {
            break;
        }
        if let Some(slot) = combined {
            slot.1 = both;
        } else {
            positions.insert(*name, restated.len());
            restated.push((name, both));
        }
    }
    restated
}

/// A schema that says what both say; where they differ, what the later one says. `place` is where an object that both
/// have properties of stands, if the later one is shared with others.
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

/// The type and the limits of both.
fn both_types<'a>(
    index: &Index<'_, 'a>,
    earlier: &Schema<'a>,
    later: &Schema<'a>,
    place: Option<&Pointer>,
) -> Schema<'a> {
    let end = index.chain(earlier).last().unwrap_or(earlier);
    let is_reference = later.reference.is_some() || (later.is_bare() && later.all_of.len() == 1);
    if is_reference || kind(end).is_some_and(|one| kind(later).is_some_and(|other| one != other)) {
        return later.clone();
    }
    let constraints = both_constraints(&earlier.constraints, &later.constraints).into();
    let has_no_type = |schema: &Schema<'_>| {
        schema.is_bare()
            && schema.all_of.is_empty()
            && schema.constraints.format.is_none()
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
        constraints: both_constraints(&end.constraints, &constraints).into(),
        ..end.clone()
    }
}

type Inner<'a> = Option<Box<Schema<'a>>>;

/// The type, written or not.
fn kind<'a>(schema: &Schema<'a>) -> Option<&'a str> {
    let is_object = !schema.properties.is_empty() || schema.additional.is_some();
    schema
        .kind
        .or(is_object.then_some("object"))
        .or(schema.items.as_ref().map(|_| "array"))
        .or((!schema.values.is_empty()).then_some("string"))
}

fn both_constraints(earlier: &Constraints, later: &Constraints) -> Constraints {
    let either = |earlier: &Option<String>, later: &Option<String>| {
        later.clone().or_else(|| earlier.clone())
    };
    Constraints {
        format: either(&earlier.format, &later.format),
        min_length: either(&earlier.min_length, &later.min_length),
        max_length: either(&earlier.max_length, &later.max_length),
        minimum: either(&earlier.minimum, &later.minimum),
        maximum: either(&earlier.maximum, &later.maximum),
        min_items: either(&earlier.min_items, &later.min_items),
        max_items: either(&earlier.max_items, &later.max_items),
        pattern: either(&earlier.pattern, &later.pattern),
        default: either(&earlier.default, &later.default),
        page_size_honored: earlier.page_size_honored || later.page_size_honored,
    }
}

/// How many schemas a schema is made of.
fn count(schema: &Schema<'_>) -> usize {
    let inner = [&schema.items, &schema.additional, &schema.property_names];
    let inner = inner.into_iter().flatten().map(|inner| count(inner));
    let properties = schema
        .properties
        .iter()
        .map(|(_, property)| count(property));
    let parts = schema.all_of.iter().map(count);
    1 + inner.chain(properties).chain(parts).sum::<usize>()
}
