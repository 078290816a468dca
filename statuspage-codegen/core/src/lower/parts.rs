//! Merges the parts of `allOf` into one object.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::Types;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Schema;
use crate::document::reference::DEEPEST;
use crate::pointer::Pointer;

/// The maximum number of parts and properties merged for a whole document: `allOf` lets a short text repeat the same ones any
/// number of times.
const MOST_PARTS: usize = 1_000_000;

/// The parts of one object.
#[derive(Default)]
struct Parts<'a> {
    found: Vec<&'a Schema<'a>>,
    /// The definitions that are being followed, to detect a cycle.
    open: Vec<&'a Pointer>,
    /// The definitions that are already among the parts.
    done: BTreeSet<&'a Pointer>,
    missing: Option<&'a Schema<'a>>,
}

/// The properties of an object.
#[derive(Default)]
pub(super) struct Properties<'a> {
    /// Name, schema, and whether it is required.
    pub(super) known: Vec<(&'a str, &'a Schema<'a>, bool)>,
    /// A dangling reference among the object's parts.
    pub(super) missing: Option<&'a Schema<'a>>,
}

impl<'a> Types<'a> {
    /// The properties of an object with those of its `allOf` parts merged in.
    pub(super) fn properties(
        &mut self,
        schema: &'a Schema<'a>,
        diagnostics: &Diagnostics,
    ) -> Properties<'a> {
        let mut parts = Parts::default();
        self.collect_parts(schema, &mut parts, diagnostics);
        let Parts {
            found: parts,
            missing,
            ..
        } = parts;
        let size = |part: &&Schema<'_>| 1 + part.properties.len() + part.required.len();
        self.merged += parts.iter().map(size).sum::<usize>();
        if self.merged > MOST_PARTS {
            let message = format!(
                "more than {MOST_PARTS} parts and properties, counted again wherever they are merged"
            );
            self.too_large(schema, message, diagnostics);
            return Properties::default();
        }
        let known = merge(&parts);
        if missing.is_none() {
            report_unknown(&parts, &known, diagnostics);
        }
        report_left_out(&parts, diagnostics);
        Properties { known, missing }
    }

    /// The schema and its `allOf` parts, references followed, the parts before what adds to them.
    fn collect_parts(
        &mut self,
        schema: &'a Schema<'a>,
        parts: &mut Parts<'a>,
        diagnostics: &Diagnostics,
    ) {
        let Some(reference) = &schema.reference else {
            for part in &schema.all_of {
                self.collect_parts(part, parts, diagnostics);
            }
            parts.found.push(schema);
            return;
        };
        let definition = match self.index.definition(&schema.pointer, reference) {
            Ok(definition) => definition,
            Err(broken) => {
                parts.missing.get_or_insert(schema);
                return broken.warn(diagnostics, "; its properties are ignored");
            }
        };
        if parts.open.contains(&&definition.pointer) {
            let message = format!("`{reference}` contains itself; it is used once");
            let help = "break the cycle of `allOf` and `$ref`";
            diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
            return;
        }
        if parts.open.len() >= DEEPEST {
            let message = format!("`allOf` and `$ref` are nested more than {DEEPEST} levels deep");
            self.too_large(schema, message, diagnostics);
            return;
        }
        if parts.done.insert(&definition.pointer) {
            parts.open.push(&definition.pointer);
            self.collect_parts(&definition.schema, parts, diagnostics);
            parts.open.pop();
        }
    }

    /// An error, reported once: where there is one such object, there may be thousands.
    fn too_large(&mut self, schema: &Schema<'_>, message: String, diagnostics: &Diagnostics) {
        if !std::mem::replace(&mut self.reported_too_large, true) {
            let help = "compose objects of fewer parts";
            diagnostics.error(Rule::TooLarge, &schema.pointer, message, help);
        }
    }
}

/// The properties of the parts, in the order of their first mention. The last of two with the same name is taken: what
/// comes later says more.
fn merge<'a>(parts: &[&'a Schema<'a>]) -> Vec<(&'a str, &'a Schema<'a>, bool)> {
    let required = parts.iter().flat_map(|part| part.required.iter().copied());
    let required: BTreeSet<&str> = required.collect();
    let mut positions = BTreeMap::new();
    let mut known: Vec<(&str, &Schema<'_>, bool)> = Vec::new();
    for (name, property) in parts.iter().flat_map(|part| &part.properties) {
        let at = *positions.entry(*name).or_insert(known.len());
        match known.get_mut(at) {
            Some(slot) => slot.1 = property,
            None => known.push((*name, property, required.contains(name))),
        }
    }
    known
}

/// Warns of required properties that do not exist: most are misspelled.
fn report_unknown(
    parts: &[&Schema<'_>],
    known: &[(&str, &Schema<'_>, bool)],
    diagnostics: &Diagnostics,
) {
    let known: BTreeSet<&str> = known.iter().map(|(name, _, _)| *name).collect();
    for part in parts {
        let mut unknown = part.required.iter().filter(|name| !known.contains(*name));
        if let Some(first) = unknown.next() {
            let message = match unknown.count() {
                0 => format!("`required` names `{first}`, but there is no such property"),
                more => format!(
                    "`required` names `{first}` and {more} others, but there are no such properties"
                ),
            };
            let help = "describe it under `properties`, or remove it from `required`";
            let pointer = part.pointer.child("required");
            diagnostics.warning(Rule::UnknownProperty, &pointer, message, help);
        }
    }
}

/// Warns of keywords that a struct cannot represent.
fn report_left_out(parts: &[&Schema<'_>], diagnostics: &Diagnostics) {
    for part in parts {
        let additional = part.additional.as_ref().filter(|values| values.says_type());
        if let Some(values) = additional {
            let message = "properties without fixed names are ignored";
            let help = "describe them one by one, or remove the named ones, which gives a map";
            diagnostics.warning(Rule::LeftOut, &values.pointer, message, help);
        }
        if part.has_subtypes {
            let message = "the properties of the types behind `discriminator` are ignored";
            let help = "refer directly to one of those types where it is used";
            let pointer = part.pointer.child("discriminator");
            diagnostics.warning(Rule::LeftOut, &pointer, message, help);
        }
    }
}
