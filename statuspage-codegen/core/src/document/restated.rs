//! Properties that several parts of an `allOf` declare: what a later part does not state is inherited from the earlier ones.
//!
//! Each becomes one property of the object itself, which counts as its last part. This is done before lowering, which uses the
//! last declaration of a property.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definition, Document, Nature, Schema};
use crate::constraint::Constraints;
use crate::diagnostic::{Diagnostics, Rule};
use crate::pointer::Pointer;

use super::reference::DEEPEST;

/// The maximum number of schemas visited for a whole document: `allOf` lets a short text repeat schemas any number of times.
const MOST: usize = 1_000_000;

/// The maximum nesting of restated properties.
const MOST_NESTED: usize = 8;

/// Merges the restated properties of all objects.
pub(super) fn combine(document: &mut Document<'_>, diagnostics: &Diagnostics) {
    let definitions = document.definitions.clone();
    let mut restated = Restated {
        definitions: &definitions
            .iter()
            .map(
                |Definition {
                     pointer, schema, ..
                 }| (pointer, schema),
            )
            .collect(),
        left: MOST,
        too_large: None,
    };
    for definition in &mut document.definitions {
        restated.walk(&mut definition.schema, 0);
    }
    for schema in &mut document.schemas {
        restated.walk(schema, 0);
    }
    if let Some(pointer) = restated.too_large {
        let message = format!("more than {MOST} parts and properties are repeated");
        let help = "compose objects of fewer parts";
        diagnostics.error(Rule::TooLarge, &pointer, message, help);
    }
}

struct Restated<'d, 'a> {
    definitions: &'d BTreeMap<&'d Pointer, &'d Schema<'a>>,
    left: usize,
    too_large: Option<Pointer>,
}

impl<'d, 'a> Restated<'d, 'a> {
    /// Goes through a schema, each object before what is in it. `nested` counts the restated properties around it.
    fn walk(&mut self, schema: &mut Schema<'a>, nested: usize) {
        let is_composed = schema.all_of.len() > 1 || !schema.is_bare();
        let mut combined = BTreeSet::new();
        if is_composed && !schema.all_of.is_empty() && nested < MOST_NESTED {
            let restated = self.restated(schema);
            combined.extend(restated.iter().map(|(name, _)| *name));
            schema
                .properties
                .retain(|(name, _)| !combined.contains(name));
            schema.properties.extend(restated);
        }
        let inner = [&mut schema.items, &mut schema.additional];
        for inner in inner.into_iter().flatten() {
            self.walk(inner, nested);
        }
        for (name, property) in &mut schema.properties {
            self.walk(property, nested + usize::from(combined.contains(name)));
        }
        for part in &mut schema.all_of {
            self.walk(part, nested);
        }
    }

    /// The properties that more than one part of an object states, each put together.
    fn restated(&mut self, schema: &Schema<'a>) -> Vec<(&'a str, Schema<'a>)> {
        let mut parts = Vec::new();
        self.collect_parts(schema, &mut parts, &mut BTreeSet::new(), 0);
        let mut first: BTreeMap<&str, &Schema<'a>> = BTreeMap::new();
        let mut restated: Vec<(&'a str, Schema<'a>)> = Vec::new();
        let mut positions = BTreeMap::new();
        for (name, later) in parts.iter().flat_map(|part| &part.properties) {
            let at = positions.get(name).copied();
            let combined = at.and_then(|at: usize| restated.get_mut(at));
            let Some(earlier) = combined
                .as_ref()
                .map_or_else(|| first.get(name).copied(), |(_, both)| Some(both))
            else {
                first.insert(name, later);
                continue;
            };
            let is_shared = !later.pointer.is_within(&schema.pointer);
            let place = is_shared.then(|| schema.pointer.child("properties").child(name));
            let both = self.both(earlier, later, place.as_ref());
            if !self.spend(count(&both), schema) {
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

    fn spend(&mut self, size: usize, at: &Schema<'_>) -> bool {
        let left = self.left.checked_sub(size);
        self.left = left.unwrap_or_default();
        if left.is_none() {
            self.too_large.get_or_insert_with(|| at.pointer.clone());
        }
        left.is_some()
    }

    /// The schema and its parts, references followed, the parts before what adds to them. Circles and dangling
    /// references are reported where the object is made.
    fn collect_parts<'s>(
        &mut self,
        schema: &'s Schema<'a>,
        parts: &mut Vec<&'s Schema<'a>>,
        done: &mut BTreeSet<Pointer>,
        depth: usize,
    ) where
        'd: 's,
    {
        if !self.spend(1 + schema.properties.len(), schema) || depth > DEEPEST {
            return;
        }
        let Some(reference) = schema.reference else {
            for part in &schema.all_of {
                self.collect_parts(part, parts, done, depth + 1);
            }
            parts.push(schema);
            return;
        };
        let target = Pointer::from_reference(reference);
        let Some((pointer, found)) =
            target.and_then(|to| Some((to.clone(), *self.definitions.get(&to)?)))
        else {
            return;
        };
        if done.insert(pointer) {
            self.collect_parts(found, parts, done, depth + 1);
        }
    }

    /// A schema that says what both say; where they differ, what the later one says. `place` is where an object that both
    /// have properties of stands, if the later one is shared with others.
    fn both(
        &self,
        earlier: &Schema<'a>,
        later: &Schema<'a>,
        place: Option<&Pointer>,
    ) -> Schema<'a> {
        Schema {
            description: later.description.or(earlier.description),
            nullable: later.nullable.or(earlier.nullable),
            read_only: later.read_only.or(earlier.read_only),
            ..self.both_types(earlier, later, place)
        }
    }

    /// The type and the limits of both.
    fn both_types(
        &self,
        earlier: &Schema<'a>,
        later: &Schema<'a>,
        place: Option<&Pointer>,
    ) -> Schema<'a> {
        let end = self.end(earlier);
        let is_reference =
            later.reference.is_some() || (later.is_bare() && later.all_of.len() == 1);
        if is_reference
            || kind(end).is_some_and(|one| kind(later).is_some_and(|other| one != other))
        {
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
                Some(Box::new(self.both(earlier, later, place.as_ref())))
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

    /// The schema that references, and compositions of one part, lead to.
    fn end<'s>(&self, schema: &'s Schema<'a>) -> &'s Schema<'a>
    where
        'd: 's,
    {
        let mut end = schema;
        for _ in 0..DEEPEST {
            let target = end.reference.and_then(Pointer::from_reference);
            let next = match (target, end.all_of.as_slice()) {
                (Some(target), _) => self.definitions.get(&target).copied(),
                (None, [part]) if end.is_bare() => Some(part),
                _ => None,
            };
            match next {
                Some(next) => end = next,
                None => break,
            }
        }
        end
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
