//! Operations that an overlay adds: each must be new, in upstream and in the overlays before it.

use serde_json::{Value, json};
use statuspage_codegen_core::{Method, PathTemplate, Pointer, Source};

use super::problem::Problem;
use crate::document::route;

/// The operations of upstream, and those that the overlays have added so far.
pub(super) struct Operations<'a> {
    upstream: &'a Source,
    known: Vec<Operation<'a>>,
}

struct Operation<'a> {
    id: Option<String>,
    method: Method,
    path: String,
    /// The document that has it, and where.
    source: &'a Source,
    pointer: Pointer,
}

impl<'a> Operations<'a> {
    /// The operations of upstream.
    pub(super) fn new(upstream: &'a Source, document: &Value) -> Self {
        let known = operations(upstream, document);
        Self { upstream, known }
    }

    /// Checks the operations that an update adds to a node, and remembers them. `node` is the JSON pointer to the node, `at`
    /// the place of the update in the overlay.
    pub(super) fn add(
        &mut self,
        overlay: &'a Source,
        node: &str,
        update: &Value,
        at: &Pointer,
        problems: &mut Vec<Problem>,
    ) {
        let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
        let steps: Vec<String> = node.split('/').skip(1).map(unescape).collect();
        // Further down is an operation that exists, or a part of one.
        if steps.len() > 2 {
            return;
        }
        let around = |inner, step: &String| json!({step: inner});
        let document = steps.iter().rev().fold(update.clone(), around);
        for mut added in operations(overlay, &document) {
            // Without an id it is a part of an operation that exists.
            if added.id.is_none() {
                continue;
            }
            let below = added.pointer.tokens().skip(steps.len());
            added.pointer = below.fold(at.clone(), |at, step| at.child(&step));
            if let Some(known) = self.known.iter().find(|known| known.is_same(&added)) {
                let message = format!("it adds {added}, which {} has: {known}", known.place());
                let help = if known.source.name() == self.upstream.name() {
                    added.remedy(known)
                } else {
                    "keep one of the two".to_owned()
                };
                problems.push(Problem::new(
                    "addition-exists",
                    &added.pointer,
                    message,
                    help,
                ));
            }
            self.known.push(added);
        }
    }
}

/// Returns the operations of a document.
fn operations<'a>(source: &'a Source, document: &Value) -> Vec<Operation<'a>> {
    let mut operations = Vec::new();
    let paths = Pointer::default().child("paths");
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (key, operation) in item.as_object().into_iter().flatten() {
            operations.extend(Method::from_key(key).map(|method| Operation {
                id: operation["operationId"].as_str().map(str::to_owned),
                method,
                path: path.clone(),
                source,
                pointer: paths.child(path).child(key),
            }));
        }
    }
    operations
}

impl Operation<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let has_same_id = self.id.is_some() && self.id == other.id;
        has_same_id || self.method == other.method && self.route() == other.route()
    }

    /// Returns the path without the names of its parameters, their brackets, and `.json`.
    fn route(&self) -> String {
        let path = self.path.trim().trim_end_matches('/');
        let path = path.strip_suffix(".json").unwrap_or(path);
        let template = PathTemplate::parse(path).map(|template| template.to_string());
        route(&template.unwrap_or_else(|_| path.to_owned()))
    }

    /// Returns file, line and column.
    fn place(&self) -> String {
        let place = self.source.locate(&self.pointer);
        let place = place.map_or_else(String::new, |place| format!(":{place}"));
        format!("{}{place}", self.source.name())
    }

    /// Returns how to make a correction of this addition.
    fn remedy(&self, upstream: &Self) -> String {
        let method = upstream.method.as_str().to_lowercase();
        let target = match &upstream.id {
            Some(id) => format!("$.paths[*][?@.operationId == '{id}']"),
            None => format!("$.paths['{}'].{method}", upstream.path),
        };
        let rename = if upstream.path.contains('[') {
            "rename upstream's path in 00-service.yaml if it has brackets there, "
        } else {
            ""
        };
        let alias = match &self.id {
            Some(id) if self.id != upstream.id => {
                format!(", and `x-rust-alias: {id}` to keep the name")
            }
            _ => String::new(),
        };
        format!(
            "remove the operation from this action, {rename}and update `{target}` with what upstream lacks{alias}"
        )
    }
}

impl std::fmt::Display for Operation<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(id) = &self.id {
            write!(formatter, "`{id}`, ")?;
        }
        write!(formatter, "{} {}", self.method, self.path)
    }
}
