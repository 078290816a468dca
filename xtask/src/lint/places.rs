//! Where in the document the things stand that the reader named.

use std::collections::BTreeMap;
use std::ops::Bound;

use statuspage_codegen_core::api::{Location, Model, Operation};
use statuspage_codegen_core::{Api, Pointer};

use super::names::normalized;
use super::node::Node;
use super::outline::{Context, Outline, Path};

/// The places of a document, found once for all questions: a question must not go through the document again.
pub(super) struct Places<'a> {
    root: &'a Node<'a>,
    /// By the operations at them.
    paths: BTreeMap<&'a Pointer, &'a Path<'a>>,
    /// Definitions and operations, by the letters of their names.
    owners: BTreeMap<String, &'a Pointer>,
    /// What stands inline, by the letters of what the reader calls it.
    inline: BTreeMap<String, &'a Pointer>,
}

impl<'a> Places<'a> {
    pub(super) fn new(api: &'a Api, outline: &'a Outline<'a>) -> Self {
        let mut ids: BTreeMap<&Pointer, String> = BTreeMap::new();
        for operation in &api.operations {
            // Types that stand inline are named by the id as it is in Rust.
            let id = operation.params.strip_suffix("Params");
            let id = normalized(id.unwrap_or(&operation.id));
            ids.entry(&operation.pointer).or_insert(id);
        }
        let mut places = Self {
            root: &outline.root,
            paths: BTreeMap::new(),
            owners: BTreeMap::new(),
            inline: BTreeMap::new(),
        };
        for path in &outline.paths {
            let operations = path.operations.iter();
            let pointers = operations.map(|operation| (&operation.node.pointer, path));
            places.paths.extend(pointers);
        }
        places.find_inline(&ids, outline);
        let operations = ids.into_iter().map(|(pointer, id)| (id, pointer));
        places.owners.extend(operations);
        places
    }

    fn find_inline(&mut self, ids: &BTreeMap<&Pointer, String>, outline: &'a Outline<'a>) {
        let owner_of = |context: &Context| {
            let own = || normalized(&context.owner.tokens().last().unwrap_or_default());
            ids.get(&context.owner).cloned().unwrap_or_else(own)
        };
        let parameters = outline.parameters.iter();
        for parameter in parameters.filter(|parameter| !parameter.is_in("body")) {
            let name = owner_of(&parameter.context) + &normalized(&parameter.context.words);
            self.inline.entry(name).or_insert(&parameter.node.pointer);
        }
        let schemas = outline.schemas.iter();
        for schema in schemas.clone() {
            let (context, pointer) = (&schema.context, &schema.node.pointer);
            let owner = owner_of(context);
            if context.owner == *pointer {
                self.owners.insert(owner, pointer);
            } else {
                let name = owner + &normalized(&context.words);
                self.inline.entry(name).or_insert(pointer);
            }
        }
        // The reader leaves out envelopes, and what it names by a type's own name: the last name may be enough.
        for schema in schemas.filter(|schema| schema.context.owner != schema.node.pointer) {
            if let Some(name) = schema.name {
                let name = owner_of(&schema.context) + &normalized(name);
                self.inline.entry(name).or_insert(&schema.node.pointer);
            }
        }
    }

    /// Where a model is defined. A type that stands inline is named after what holds it and the context from there: it is
    /// found by that, or else what holds it is.
    pub(super) fn model(&self, model: &Model) -> Pointer {
        let own = Pointer::default().child("definitions").child(&model.name);
        if self.root.find(&own).is_some() {
            return own;
        }
        let wanted = normalized(&model.name);
        let found = self.inline.get(&wanted).copied();
        let found = found.or_else(|| longest_beginning(&self.owners, &wanted));
        found.cloned().unwrap_or_default()
    }

    /// Where the names of an operation's parameters stand; the operation for those that are not declared.
    pub(super) fn parameters(&self, operation: &Operation) -> Vec<Pointer> {
        let own = self.root.find(&operation.pointer).into_iter();
        let path = self.paths.get(&operation.pointer);
        let lists = own.chain(path.map(|path| path.node.clone()));
        let mut body = None;
        let mut declared = BTreeMap::new();
        for item in lists.flat_map(|owner| owner.items_of("parameters")) {
            let Some(item) = item.resolve(self.root) else {
                continue;
            };
            if let Some(name) = item.text("name") {
                let pointer = item.pointer.child("name");
                declared.entry(name).or_insert(pointer);
            }
            if item.text("in") == Some("body") {
                body.get_or_insert(item);
            }
        }
        let parameters = operation.parameters.iter();
        let found = parameters.map(|parameter| match &parameter.location {
            Location::Body { envelope } => {
                self.field(body.as_ref()?, envelope.as_deref(), &parameter.name)
            }
            _ => declared.get(parameter.name.as_str()).cloned(),
        });
        found
            .map(|found| found.unwrap_or_else(|| operation.pointer.clone()))
            .collect()
    }

    /// Where a field of a body stands; the body for one that it does not have itself.
    fn field(&self, body: &Node<'_>, envelope: Option<&str>, name: &str) -> Option<Pointer> {
        let object = body.get("schema")?.resolve(self.root)?;
        let fields = match envelope {
            Some(envelope) => property(&object, envelope)?.resolve(self.root)?,
            None => object,
        };
        let found = property(&fields, name).map(|field| field.pointer);
        Some(found.unwrap_or_else(|| body.pointer.clone()))
    }
}

fn property<'a>(object: &Node<'a>, name: &str) -> Option<Node<'a>> {
    object.get("properties")?.get(name)
}

/// The longest of some names that a text goes on from.
fn longest_beginning<'a>(names: &BTreeMap<String, &'a Pointer>, text: &str) -> Option<&'a Pointer> {
    let mut end = Bound::Excluded(text);
    loop {
        // Between a beginning of the text and the text itself, there are only names that begin in the same context.
        let (name, pointer) = names.range::<str, _>((Bound::Unbounded, end)).next_back()?;
        if text.starts_with(name.as_str()) {
            return Some(pointer);
        }
        let pairs = text.bytes().zip(name.bytes());
        let common = pairs.take_while(|(one, other)| one == other).count();
        end = Bound::Included(text.get(..common)?);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_is_found() {
        let pointers = ["a", "abc", "abd", "abda", "abz", "b"]
            .map(|name| (name.to_owned(), Pointer::default().child(name)));
        let names = pointers.iter().map(|(name, at)| (name.clone(), at));
        let names = names.collect();
        for (text, expected) in [
            ("abcd", Some("/abc")),
            ("abc", Some("/a")),
            ("abdb", Some("/abd")),
            ("aby", Some("/a")),
            ("a", None),
            ("c", None),
            ("", None),
        ] {
            let found = longest_beginning(&names, text).map(Pointer::to_string);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
