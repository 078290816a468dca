//! OpenAPI overlays: upstream + overlay -> the effective description.
//!
//! An overlay is a document of the `OpenAPI` Overlay Specification 1.1. The steps, a file each: `document` (the overlay,
//! checked, with its paths of `query`), `run` (its actions, one on the result of the other), `additions` (operations
//! must be new), `merge` (one value into one node), `write` (the result as text). Each error is a `problem`; all are
//! collected.
//!
//! # Beyond the specification
//!
//! The specification lets an action whose target matches nothing succeed. Here that is an error: a
//! correction that no longer corrects anything must be noticed. An action that may match
//! nothing says so with the extension field `x-allow-no-match: true`:
//!
//! ```yaml
//! - target: $.paths[*][*].parameters[?@.name == 'ENDPOINT']
//!   remove: true
//!   x-allow-no-match: true
//! ```
//!
//! Stricter than the specification are also: an action without `update`, `copy` and `remove: true`,
//! one with both `update` and `copy`, and a repeated key are errors. `remove: true` next to
//! `update` or `copy` wins, as the specification says. `extends` is a note for the reader: the caller
//! decides what the overlay is applied to.

mod additions;
mod document;
mod merge;
mod problem;
mod query;
mod run;
mod write;

use statuspage_codegen_core::{Pointer, Source};

use crate::document::json;
use additions::Operations;
use write::Mark;

/// Applies overlays one after the other, and returns the text of the effective description: JSON in upstream's order.
///
/// # Errors
///
/// Every problem of the documents, and of each action that cannot be carried out, in the order of the overlays and of
/// their text: `file:line:column: error[rule]: …`, and on the next line a `help: …`.
pub(crate) fn apply(upstream: &Source, overlays: &[Source]) -> Result<String, Vec<String>> {
    let texts: Vec<&Source> = std::iter::once(upstream).chain(overlays).collect();
    let mark = Mark::new(&texts);
    let (mut trees, mut lines) = (Vec::new(), Vec::new());
    for text in texts {
        match text.parse() {
            Ok(tree) => trees.push(tree),
            Err(error) => lines.push(error.render(text)),
        }
    }
    if !lines.is_empty() {
        return Err(lines);
    }
    let mut document = mark.tree(trees.remove(0));
    let mut operations = Operations::new(upstream, &document);
    for (overlay, tree) in overlays.iter().zip(trees) {
        let mut problems = Vec::new();
        document::repeated_keys(&tree, &Pointer::default(), &mut problems);
        let (written, tree) = (mark.tree(tree.clone()), json(tree));
        let actions = document::read(&tree, &written, &mut problems);
        run::run(
            &mut document,
            overlay,
            &actions,
            !lines.is_empty(),
            &mut operations,
            &mut problems,
        );
        lines.extend(problem::render(&problems, overlay, &tree));
    }
    if !lines.is_empty() {
        return Err(lines);
    }
    write::json(&document, &mark).map_err(|error| {
        let name = upstream.name();
        vec![format!(
            "{name}: error[unwritable]: the result is not valid: {error:#}\n  \
             help: remove or simplify the node with an action of an overlay"
        )]
    })
}

#[cfg(test)]
mod tests;
