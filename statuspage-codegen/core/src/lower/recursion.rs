//! Models that contain themselves: the fields through which they do must be boxed.
//!
//! Two models contain each other if each can be reached from the other: if they are in the same strongly connected part of
//! the graph of models. Kosaraju's algorithm finds all parts in two walks, here without recursion, because the document
//! determines how deep it would be.

use std::collections::BTreeMap;

use crate::api::{Field, Model, Shape, Type};

/// Marks every field that closes a circle of models. Lists and maps are on the heap already.
pub(super) fn mark_boxed(models: &mut [Model]) {
    let edges = edges(models);
    let part = parts(&edges);
    for (own, (model, targets)) in part.iter().zip(models.iter_mut().zip(&edges)) {
        let Shape::Struct(fields) = &mut model.shape else {
            continue;
        };
        let to_models = fields
            .iter_mut()
            .filter(|field| direct_model(field).is_some());
        for (field, target) in to_models.zip(targets) {
            field.boxed = part.get(*target) == Some(own);
        }
    }
}

/// The numbers of the models that each one's fields have as their types, in the order of the fields.
fn edges(models: &[Model]) -> Vec<Vec<usize>> {
    let numbers: BTreeMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(number, model)| (model.type_name.as_str(), number))
        .collect();
    models
        .iter()
        .map(|model| {
            let names = fields(model).iter().filter_map(direct_model);
            // Every name is that of a model.
            names
                .filter_map(|name| numbers.get(name).copied())
                .collect()
        })
        .collect()
}

/// Returns for each node the node that stands for its strongly connected part.
fn parts(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut backward = vec![Vec::new(); edges.len()];
    for (node, targets) in edges.iter().enumerate() {
        for target in targets {
            if let Some(sources) = backward.get_mut(*target) {
                sources.push(node);
            }
        }
    }
    let mut left = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for node in 0..edges.len() {
        walk(edges, node, &mut seen, |node| left.push(node));
    }
    // What reaches the node that was left last, and has no part yet, is in its part.
    let mut part = vec![0; edges.len()];
    seen.fill(false);
    for start in left.into_iter().rev() {
        walk(&backward, start, &mut seen, |node| {
            if let Some(slot) = part.get_mut(node) {
                *slot = start;
            }
        });
    }
    part
}

/// Visits the nodes that a node reaches and that were not seen before. Calls `leave` for each, after those that it leads to.
fn walk(edges: &[Vec<usize>], start: usize, seen: &mut [bool], mut leave: impl FnMut(usize)) {
    let mut visit = |node: usize| {
        let slot = seen.get_mut(node);
        slot.is_some_and(|seen| !std::mem::replace(seen, true))
    };
    // Nodes on the way, each with the number of its edges that were followed.
    let mut path = Vec::new();
    if visit(start) {
        path.push((start, 0));
    }
    while let Some((node, followed)) = path.last_mut() {
        let next = edges.get(*node).and_then(|targets| targets.get(*followed));
        *followed += 1;
        match next {
            Some(next) if visit(*next) => path.push((*next, 0)),
            Some(_) => {}
            None => {
                leave(*node);
                path.pop();
            }
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
    let ty = match &field.ty {
        Type::Optional(ty) => ty,
        ty => ty,
    };
    match ty {
        Type::Model(name) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    /// The slow way: two nodes are in one part if each reaches the other.
    fn reaches(edges: &[Vec<usize>], from: usize, to: usize) -> bool {
        let mut seen = vec![false; edges.len()];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(&edges[node]);
            }
        }
        false
    }

    #[test]
    fn parts_are_what_reaches_each_other() {
        let mut random = 7_u64;
        let mut next = |below: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(random >> 33).unwrap() % below
        };
        for _ in 0..500 {
            let count = 1 + next(9);
            let edges: Vec<Vec<usize>> = (0..count)
                .map(|_| (0..next(4)).map(|_| next(count)).collect())
                .collect();
            let part = parts(&edges);
            for one in 0..count {
                for other in 0..count {
                    let both = reaches(&edges, one, other) && reaches(&edges, other, one);
                    assert_eq!(part[one] == part[other], both, "{edges:?} {one} {other}");
                }
            }
        }
    }

    #[test]
    fn a_long_circle_is_walked_without_recursion() {
        let count = 100_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|node| vec![(node + 1) % count]).collect();
        let part = parts(&edges);
        assert!(part.iter().all(|found| *found == part[0]));
    }
}
