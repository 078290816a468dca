//! Models that contain themselves: the fields through which they do must be boxed.

use std::collections::BTreeMap;

use crate::api::{Field, Model, Shape, Type};

/// Marks every field that closes a circle of models. Lists and maps are on the heap already.
pub(super) fn mark_boxed(models: &mut [Model]) {
    let positions: BTreeMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.type_name.as_str(), at))
        .collect();
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for model in models.iter() {
        let names = fields(model).iter().filter_map(direct_model);
        parts.push(
            names
                .filter_map(|name| positions.get(name).copied())
                .collect(),
        );
    }
    let circles = circles(&parts);
    let circle_of: BTreeMap<String, usize> = models
        .iter()
        .zip(&circles)
        .map(|(model, circle)| (model.type_name.clone(), *circle))
        .collect();
    for (model, circle) in models.iter_mut().zip(circles) {
        let Shape::Struct(fields) = &mut model.shape else {
            continue;
        };
        for field in fields {
            // A part from which the model is reached again is in the same circle, and no other part is.
            field.boxed = direct_model(field).and_then(|name| circle_of.get(name)) == Some(&circle);
        }
    }
}

fn fields(model: &Model) -> &[Field] {
    match &model.shape {
        Shape::Struct(fields) => fields,
        Shape::Enum(_) | Shape::Newtype => &[],
    }
}

fn direct_model(field: &Field) -> Option<&str> {
    match &field.ty {
        Type::Model(name) => Some(name),
        _ => None,
    }
}

/// The circle that each node is in, as a number: the strongly connected components of a graph, by Kosaraju's two
/// walks. Neither recurses, for a document may be a chain of any length.
fn circles(parts: &[Vec<usize>]) -> Vec<usize> {
    let mut wholes = vec![Vec::new(); parts.len()];
    for (whole, parts) in parts.iter().enumerate() {
        for &part in parts {
            if let Some(wholes) = wholes.get_mut(part) {
                wholes.push(whole);
            }
        }
    }
    let mut finished = Vec::new();
    let mut seen = vec![false; parts.len()];
    for start in 0..parts.len() {
        finish(start, parts, &mut seen, &mut finished);
    }
    let mut circles = vec![0; parts.len()];
    let mut seen = vec![false; parts.len()];
    for start in finished.into_iter().rev() {
        let mut circle = Vec::new();
        finish(start, &wholes, &mut seen, &mut circle);
        for node in circle {
            if let Some(slot) = circles.get_mut(node) {
                *slot = start;
            }
        }
    }
    circles
}

/// Walks from a node to all that were not seen before, and lists each after those that it leads to.
fn finish(start: usize, edges: &[Vec<usize>], seen: &mut [bool], finished: &mut Vec<usize>) {
    let mut enter = |node: usize| {
        let slot = seen.get_mut(node)?;
        (!std::mem::replace(slot, true)).then(|| (node, edges.get(node).into_iter().flatten()))
    };
    let mut open: Vec<_> = enter(start).into_iter().collect();
    while let Some((node, next)) = open.last_mut() {
        if let Some(&next) = next.next() {
            open.extend(enter(next));
        } else {
            finished.push(*node);
            open.pop();
        }
    }
}
