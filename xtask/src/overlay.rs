//! OpenAPI overlays: upstream + overlay -> the effective description.
//!
//! An overlay is a document of the `OpenAPI` Overlay Specification 1.1; documents of 1.0 are read by
//! the rules of 1.0. The steps, a file each: `document` (the overlay, checked, by its
//! `fields`), `additions` (operations must be new), `run` (its actions, one on the result of the other), `merge` (one value into one node),
//! `write` (the result as text, numbers as `written`). Every error becomes a `problem`; all are collected, and one is
//! enough for there to be no result.
//!
//! # Beyond the specification
//!
//! The specification lets an action whose target matches nothing succeed. Here that is an error: a
//! correction that no longer corrects anything must not vanish silently. An action that may match
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
//!
//! # Libraries
//!
//! `JSONPath` is `serde_json_path`: it follows RFC 9535 and runs its compliance suite, works on the tree
//! that is used here, and gives the place of each node that it selects.
//!
//! For overlays as such, `roas-overlay` 0.3.0 was tried and not taken. Against the specification's
//! rules: a value of another kind replaces the target instead of being refused, at the target and below
//! it; a primitive cannot be a target in 1.1; `[1,1]` and `[::-2]` remove the wrong items;
//! removing the root does nothing and counts as done; `update: null` counts as no update. For our
//! needs: a removed key moves the last one of its object into its place, unknown fields are dropped
//! silently, and the first error ends the work, without a line or a column.

mod additions;
mod document;
mod fields;
mod merge;
mod problem;
mod run;
mod write;
mod written;

use statuspage_codegen_core::Source;

use crate::document::tree;
use additions::Operations;
use problem::Problems;
use written::Mark;

/// Applies overlays one after the other, and gives the text of the effective description: YAML in upstream's order, with
/// a header that says where it comes from.
///
/// # Errors
///
/// Every problem of the documents, and of each action that cannot be carried out, in the order of the overlays and of
/// their text: `file:line:column: error[rule]: …`, and on the next line a `help: …`.
pub(crate) fn apply(upstream: &Source, overlays: &[Source]) -> Result<String, Vec<String>> {
    let texts: Vec<&Source> = std::iter::once(upstream).chain(overlays).collect();
    let mark = Mark::new(&texts);
    let unreadable: Vec<String> = texts
        .iter()
        .filter_map(|text| tree(text).err())
        .map(|error| error.to_string())
        .collect();
    let Ok(mut document) = mark.tree(upstream) else {
        return Err(unreadable);
    };
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let mut operations = Operations::new(upstream, &document);
    let (mut lines, mut failed) = (Vec::new(), false);
    for overlay in overlays {
        let mut problems = Problems::default();
        problems.add_repeated_keys(overlay);
        let actions = tree(overlay).unwrap_or_default();
        let mut plan = document::read(&actions, &mut problems);
        if let Ok(actions) = mark.tree(overlay) {
            plan.write_values_as(&actions);
        }
        run::run(
            &mut document,
            &mark,
            (overlay, &plan),
            &mut operations,
            &mut failed,
            &mut problems,
        );
        lines.extend(problems.render(overlay, &actions));
    }
    if !lines.is_empty() {
        return Err(lines);
    }
    write::yaml(&document, &mark).map_err(|error| {
        vec![format!(
            "{name}: error[unwritable]: the result cannot be written as YAML: {error:#}\n  \
             help: remove or simplify the node with an action of an overlay",
            name = upstream.name(),
        )]
    })
}

#[cfg(test)]
mod tests;
