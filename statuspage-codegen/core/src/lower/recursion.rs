//! Models that contain themselves: the fields through which they do must be boxed.
//!
//! Two models contain each other if each can be reached from the other: if they are in the same strongly connected part of
//! the graph of models. Tarjan's algorithm finds all parts in one walk, here without recursion, for a document decides how
//! deep it would go.

use std::collections::BTreeMap;

use crate::api::{Field, Model, Shape, Type};

/// Marks every field that closes a circle of models. Lists and maps are on the heap already.
pub(super) fn mark_boxed(models: &mut [Model]) {
    let edges = edges(models);
    let mut walk = Walk::new(&edges);
    for node in 0..edges.len() {
        walk.from(node);
    }
    let part = walk.part;
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

/// The state of the walk; `usize::MAX` stands for what is not known yet.
struct Walk<'a> {
    edges: &'a [Vec<usize>],
    /// The order in which nodes were met.
    order: Vec<usize>,
    /// The first node, by that order, that a node is known to reach among those without a part.
    low: Vec<usize>,
    part: Vec<usize>,
    /// Nodes that were met and have no part yet.
    open: Vec<usize>,
    met: usize,
}

impl<'a> Walk<'a> {
    fn new(edges: &'a [Vec<usize>]) -> Self {
        let unknown = vec![usize::MAX; edges.len()];
        Self {
            edges,
            order: unknown.clone(),
            low: unknown.clone(),
            part: unknown,
            open: Vec::new(),
            met: 0,
        }
    }

    /// Walks through all that a node reaches, if it was not met before.
    fn from(&mut self, start: usize) {
        if self.order.get(start) != Some(&usize::MAX) {
            return;
        }
        // Nodes on the way, each with the number of its edges that were followed.
        let mut way = vec![(start, 0)];
        self.meet(start);
        while let Some((node, followed)) = way.last_mut() {
            let node = *node;
            let next = self.edges.get(node).and_then(|edges| edges.get(*followed));
            *followed += 1;
            match next.copied() {
                Some(next) if self.order.get(next) == Some(&usize::MAX) => {
                    self.meet(next);
                    way.push((next, 0));
                }
                Some(next) if self.part.get(next) == Some(&usize::MAX) => {
                    self.lower(node, self.order.get(next).copied());
                }
                Some(_) => {}
                None => {
                    way.pop();
                    self.leave(node);
                    if let Some((before, _)) = way.last() {
                        self.lower(*before, self.low.get(node).copied());
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize) {
        for list in [&mut self.order, &mut self.low] {
            if let Some(slot) = list.get_mut(node) {
                *slot = self.met;
            }
        }
        self.met += 1;
        self.open.push(node);
    }

    fn lower(&mut self, node: usize, to: Option<usize>) {
        if let (Some(slot), Some(to)) = (self.low.get_mut(node), to) {
            *slot = to.min(*slot);
        }
    }

    /// A node that reaches none before itself closes a part: those that are open since it was met.
    fn leave(&mut self, node: usize) {
        if self.low.get(node) != self.order.get(node) {
            return;
        }
        while let Some(member) = self.open.pop() {
            if let Some(slot) = self.part.get_mut(member) {
                *slot = node;
            }
            // So that nodes before it do not take its number for theirs.
            if let Some(slot) = self.low.get_mut(member) {
                *slot = usize::MAX;
            }
            if member == node {
                return;
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
    use super::Walk;

    /// The nodes that are in the same part as each.
    fn parts(edges: &[Vec<usize>]) -> Vec<usize> {
        let mut walk = Walk::new(edges);
        for node in 0..edges.len() {
            walk.from(node);
        }
        walk.part
    }

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
