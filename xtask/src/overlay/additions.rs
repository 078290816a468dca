//! Operations that an overlay adds: each must be new, in upstream and in the overlays before it.

use serde_json::Value;
use statuspage_codegen_core::{Method, Pointer, Source};

use super::problem::Problem;

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
        let mut known = Vec::new();
        collect(
            upstream,
            &mut Vec::new(),
            document,
            &Pointer::default(),
            &mut known,
        );
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
        let mut steps: Vec<String> = node.split('/').skip(1).map(unescape).collect();
        // Further down is an operation that exists, or a part of one.
        if steps.len() > 2 || steps.first().is_some_and(|first| first != "paths") {
            return;
        }
        let mut found = Vec::new();
        collect(overlay, &mut steps, update, at, &mut found);
        // Without an id it is a part of an operation that exists.
        found.retain(|operation| operation.id.is_some());
        for added in found {
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

impl Operation<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let has_same_id = self.id.is_some() && self.id == other.id;
        let has_same_path = self.method == other.method && route(&self.path) == route(&other.path);
        has_same_id || has_same_path
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
        write!(formatter, "{} {}", self.method.as_str(), self.path)
    }
}

/// Collects the operations in a value at these steps from the root.
fn collect<'a>(
    source: &'a Source,
    steps: &mut Vec<String>,
    value: &Value,
    at: &Pointer,
    found: &mut Vec<Operation<'a>>,
) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let pointer = at.child(key);
        match (steps.as_slice(), Method::from_key(key)) {
            ([_, path], Some(method)) => found.push(Operation {
                id: value["operationId"].as_str().map(str::to_owned),
                method,
                path: path.clone(),
                source,
                pointer,
            }),
            ([], _) if key != "paths" => {}
            ([] | [_], _) => {
                steps.push(key.clone());
                collect(source, steps, value, &pointer, found);
                steps.pop();
            }
            _ => {}
        }
    }
}

/// Returns the path without what does not distinguish it: the names of its parameters, their brackets, and `.json`.
fn route(path: &str) -> String {
    let path = path.trim().trim_end_matches('/');
    let mut route = String::new();
    let mut depth = 0_usize;
    for character in path.strip_suffix(".json").unwrap_or(path).chars() {
        match character {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                route.push_str("{}");
            }
            other if depth == 0 => route.push(other),
            _ => {}
        }
    }
    route
}
