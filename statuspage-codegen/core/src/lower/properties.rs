//! The properties of objects, with those of their `allOf` parts merged in.

use super::context::Context;
use crate::diagnostic::Rule;
use crate::document::Schema;
use crate::document::reference::Broken;
use crate::hashed::{Map, Set};

/// The properties of an object.
pub(super) struct Properties<'a> {
    pub(super) known: Vec<Property<'a>>,
    /// The part that describes the properties without a name of their own.
    pub(super) rest: Option<&'a Schema<'a>>,
    /// A dangling reference among the object's parts.
    pub(super) missing: Option<Broken>,
}

/// A property's name, its schema, and whether it is required.
pub(super) type Property<'a> = (&'a str, &'a Schema<'a>, bool);

impl<'a> Context<'a> {
    /// Returns the properties of an object and of its parts.
    pub(super) fn properties(&self, schema: &'a Schema<'a>) -> Properties<'a> {
        let parts = self.index.parts(schema);
        for broken in &parts.broken {
            let consequence = if broken.is_dangling() {
                "; its properties are ignored"
            } else {
                "; it is used once"
            };
            broken.warn(self.diagnostics, consequence);
        }
        let missing = parts.broken.into_iter().find(Broken::is_dangling);
        let known = merge(&parts.found);
        if missing.is_none() {
            self.report_unknown(&parts.found, &known);
        }
        let mut of_rest = parts.found.iter().rev();
        let rest = of_rest.find(|part| part.additional.is_some()).copied();
        for part in parts.found {
            self.report_left_out(part);
        }
        Properties {
            known,
            rest,
            missing,
        }
    }

    /// Warns of required properties that do not exist: most are misspelled.
    fn report_unknown(&self, parts: &[&Schema<'_>], known: &[Property<'_>]) {
        let known: Set<&str> = known.iter().map(|(name, _, _)| *name).collect();
        for part in parts {
            let mut unknown = part.required.iter().filter(|name| !known.contains(*name));
            let Some(first) = unknown.next() else {
                continue;
            };
            let message = match unknown.count() {
                0 => format!("`required` names `{first}`, but there is no such property"),
                more => format!(
                    "`required` names `{first}` and {more} others, but there are no such properties"
                ),
            };
            let help = "describe it under `properties`, or remove it from `required`";
            let pointer = part.pointer.child("required");
            self.diagnostics
                .warning(Rule::UnknownProperty, &pointer, message, help);
        }
    }

    /// Warns of keywords that a struct cannot represent.
    fn report_left_out(&self, part: &Schema<'_>) {
        if part.has_subtypes {
            let message = "the properties of the types behind `discriminator` are ignored";
            let help = "refer directly to one of those types where it is used";
            let pointer = part.pointer.child("discriminator");
            self.diagnostics
                .warning(Rule::LeftOut, &pointer, message, help);
        }
    }
}

/// Returns the properties of the parts, in the order of their first mention. Of two with the same name, the last is used.
fn merge<'a>(parts: &[&'a Schema<'a>]) -> Vec<Property<'a>> {
    let required = parts.iter().flat_map(|part| part.required.iter().copied());
    let required: Set<&str> = required.collect();
    let mut known = Map::default();
    for (name, property) in parts.iter().flat_map(|part| &part.properties) {
        known.insert(*name, property);
    }
    let known = known.into_entries();
    known
        .map(|(name, property)| (name, property, required.contains(name)))
        .collect()
}
