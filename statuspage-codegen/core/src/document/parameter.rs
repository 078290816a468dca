//! Parameters of operations and paths, in the notation that all formats share: references, repetition, what is incomplete.

use super::reader::{Format, Reader};
use super::reference::{Reference, follow};
use super::{Parameter, node::Node};
use crate::diagnostic::Rule;
use crate::hashed::Map;
use crate::name;
use crate::pointer::Pointer;

/// A parameter, with its `in`.
#[derive(Clone)]
pub(super) struct Declared<'a> {
    pub(super) place: &'a str,
    /// Its notation in the path, where it has one.
    pub(super) style: Option<&'a str>,
    pub(super) parameter: Parameter<'a>,
}

/// A parameter of an operation, and where the operation has it.
struct Use<'a> {
    declared: Declared<'a>,
    pointer: Pointer,
    /// It is the operation's own, and not that of its path.
    own: bool,
}

impl<'a> Reader<'a> {
    /// The parameters of an operation, each once.
    pub(super) fn parameters(
        &mut self,
        format: &dyn Format<'a>,
        item: &Node<'a>,
        operation: &Node<'a>,
    ) -> Vec<Declared<'a>> {
        let mut uses = Vec::new();
        for owner in [item, operation] {
            for node in nodes(owner) {
                let pointer = node.pointer.clone();
                if let Some(declared) = self.used(format, node) {
                    uses.push(Use {
                        own: pointer.is_within(&operation.pointer),
                        declared,
                        pointer,
                    });
                }
            }
        }
        let uses = without_repeated(uses, operation);
        report_alike(&uses, operation);
        uses
    }

    /// Returns the parameter at a node of an operation or a path, or the one that it refers to.
    fn used(&mut self, format: &dyn Format<'a>, node: Node<'a>) -> Option<Declared<'a>> {
        if !node.check() {
            return None;
        }
        if node.text("$ref").is_none() {
            return format.parameter(&node, self);
        }
        let (at, diagnostics) = (node.clone(), node.diagnostics);
        // The request would lack the parameter.
        let wanted = &format.terms().parameter;
        let target = follow(node, &mut self.finder, wanted)
            .map_err(|broken| broken.error(diagnostics, ""))
            .ok()?;
        let shared = self.shared_parameter(format, target);
        if shared.is_none() {
            let text = at.text("$ref").unwrap_or_default();
            let Reference { text, target } = Reference::new(&at, text);
            wanted
                .dangling(&at.pointer, text, &target)
                .error(diagnostics, "");
        }
        shared
    }

    /// Reads a shared parameter once. One that could not be sent is not an error by itself, because perhaps no operation uses
    /// it.
    pub(super) fn shared_parameter(
        &mut self,
        format: &dyn Format<'a>,
        node: Node<'a>,
    ) -> Option<Declared<'a>> {
        if let Some(known) = self.parameters.get(&node.pointer) {
            return known.clone();
        }
        let read = self.read_shared(format, &node);
        self.parameters.insert(node.pointer, read.clone());
        read
    }

    fn read_shared(&mut self, format: &dyn Format<'a>, node: &Node<'a>) -> Option<Declared<'a>> {
        let has = |key| node.peek(key).is_some();
        if !node.check() || has("$ref") {
            return None;
        }
        let is_body = node
            .peek("in")
            .is_some_and(|place| place.scalar() == Some("body"));
        if !(has("in") && (has("name") || is_body)) {
            let message = "a parameter without `name` or `in` cannot be sent: it is ignored";
            let help = "add both, or remove the parameter";
            node.warn(Rule::BadParameter, message, help);
            return None;
        }
        format.parameter(node, self)
    }
}

/// The nodes of the parameters of a path or an operation.
fn nodes<'a>(owner: &Node<'a>) -> Vec<Node<'a>> {
    let found = owner.get("parameters");
    if found.is_some_and(|node| ignore_operation(&node)) {
        return Vec::new();
    }
    let mut items = owner.lenient_list("parameters", &["name", "in", "$ref"]);
    items.retain(|node| !ignore_operation(node));
    items
}

/// Returns whether there is an operation in place of a parameter or of the list of parameters; warns of it.
fn ignore_operation(node: &Node<'_>) -> bool {
    let has = |key| node.peek(key).is_some();
    let is_operation = (has("operationId") || has("responses")) && !has("in") && !has("$ref");
    if is_operation {
        let message = "there is an operation under `parameters`; it is ignored";
        let help = "move it under a method of its path, or remove it";
        node.warn(Rule::WrongKind, message, help);
    }
    is_operation
}

/// Returns each parameter once. An operation's own parameter replaces the path's of the same name and place; of two of the operation's
/// own, the first is used.
fn without_repeated<'a>(uses: Vec<Use<'a>>, operation: &Node<'a>) -> Vec<Declared<'a>> {
    let mut found: Map<_, Use<'_>> = Map::default();
    for used in uses {
        let Declared {
            place, parameter, ..
        } = &used.declared;
        // Headers have no case.
        let name = match *place {
            "header" => parameter.name.to_ascii_lowercase(),
            _ => parameter.name.to_owned(),
        };
        let key = (*place, name);
        match found.get(&key) {
            Some(first) if first.own || !used.own => {
                let message = format!(
                    "`{}` occurs twice in {place}; using the first",
                    parameter.name
                );
                let (rule, at) = (Rule::RepeatedParameter, &used.pointer);
                operation
                    .diagnostics
                    .warning(rule, at, message, "remove one of them");
            }
            _ => {
                found.insert(key, used);
            }
        }
    }
    let found = found.into_values().into_iter();
    found.map(|used| used.declared).collect()
}

/// Warns of names that differ only in case or punctuation: most are two spellings of one.
fn report_alike(found: &[Declared<'_>], operation: &Node<'_>) {
    let mut firsts = Map::default();
    // Path parameters are compared with the path.
    for Declared {
        place, parameter, ..
    } in found.iter().filter(|found| found.place != "path")
    {
        let key = (place, name::snake(parameter.name));
        let first: &&Parameter<'_> = firsts.get_or_insert_with(key, || parameter);
        if first.name != parameter.name {
            let message = format!(
                "`{}` and `{}` differ only in case or punctuation; both can be sent, and their fields differ by a number",
                parameter.name, first.name
            );
            let help = "remove one of them, unless the service distinguishes them";
            let (rule, at) = (Rule::RepeatedParameter, &parameter.pointer);
            operation.diagnostics.warning(rule, at, message, help);
        }
    }
}

pub(super) fn report_incomplete(node: &Node<'_>, name: Option<&str>, place: Option<&str>) {
    let (which, lacks) = match (name, place) {
        (Some(name), _) => (format!("the parameter `{name}`"), "`in`"),
        (None, Some(place)) => (format!("a parameter with `in: {place}`"), "`name`"),
        (None, None) => ("a parameter".to_owned(), "`name` and no `in`"),
    };
    let message = format!("{which} has no {lacks}, so it cannot be sent");
    let help = "add a `name` and an `in`, or remove the parameter";
    node.error(Rule::BadParameter, message, help);
}

/// Returns the `in`, in the format's spelling if only case and spaces differ.
pub(super) fn place<'a>(node: &Node<'a>, places: &[&'static str]) -> Option<&'a str> {
    let written = node.text("in")?;
    let is_meant = |place: &&&'static str| place.eq_ignore_ascii_case(written.trim());
    match places.iter().find(is_meant) {
        Some(place) if *place != written => {
            let message = format!("`in: {written}` is read as `in: {place}`");
            let help = format!("write `in: {place}`");
            node.at("in").warn(Rule::BadParameter, message, help);
            Some(place)
        }
        _ => Some(written),
    }
}
