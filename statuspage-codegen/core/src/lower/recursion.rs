//! Models that contain themselves: the fields through which they do must be boxed.
//!
//! Two models contain each other if they are in the same strongly connected component of the graph of models. The
//! path-based algorithm finds the components in one walk, here without recursion, because the document determines the depth.

use crate::api::{Field, Model, Shape, Type};
use crate::hashed::Map;

/// Marks every field through which a model contains itself, except lists and maps, which are on the heap already.
pub(super) fn mark_boxed(models: &mut [Model]) {
    let names = models.iter().map(|model| model.type_name.as_str());
    let nodes: Map<&str, usize> = names.zip(0..).collect();
    let target = |field: &Field| nodes.get(direct_model(field)?).copied();
    let targets = |model| fields(model).iter().filter_map(target).collect();
    let edges: Vec<Vec<usize>> = models.iter().map(targets).collect();
    let components = components(&edges);
    let mut boxed = Vec::new();
    for (own, model) in models.iter().enumerate() {
        boxed.extend(fields(model).iter().map(|field| {
            target(field).is_some_and(|target| components.get(&target) == components.get(&own))
        }));
    }
    let fields = models.iter_mut().flat_map(|model| match &mut model.shape {
        Shape::Struct(fields) => fields.as_mut_slice(),
        Shape::Enum(_) | Shape::Newtype | Shape::Union(_) => &mut [],
    });
    for (field, boxed) in fields.zip(boxed) {
        field.boxed = boxed;
    }
}

/// Returns for each node the node that represents its strongly connected component. `edges` are the targets of each node.
fn components(edges: &[Vec<usize>]) -> Map<usize, usize> {
    let (mut reached, mut components) = (Map::default(), Map::default());
    // The nodes without a component, in the order in which they were reached, and those that may be the first of one.
    let (mut open, mut firsts) = (Vec::new(), Vec::new());
    for start in 0..edges.len() {
        // The nodes on the way, each with the number of its edges that were followed.
        let mut path = vec![(start, 0)];
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            if *followed == 0 {
                if reached.contains_key(&node) {
                    break;
                }
                reached.insert(node, reached.len());
                open.push(node);
                firsts.push(node);
            }
            let next = edges.get(node).and_then(|targets| targets.get(*followed));
            *followed += 1;
            match next {
                Some(next) if !reached.contains_key(next) => path.push((*next, 0)),
                Some(next) if !components.contains_key(next) => {
                    let is_later = |first: &usize| reached.get(first) > reached.get(next);
                    while firsts.pop_if(|first| is_later(first)).is_some() {}
                }
                Some(_) => {}
                None => {
                    path.pop();
                    if firsts.pop_if(|first| *first == node).is_some() {
                        let members = open.iter().rposition(|member| *member == node);
                        let members = open.drain(members.unwrap_or_default()..);
                        components.extend(members.map(|member| (member, node)));
                    }
                }
            }
        }
    }
    components
}

fn fields(model: &Model) -> &[Field] {
    match &model.shape {
        Shape::Struct(fields) => fields,
        // The structs in a union are boxed already.
        Shape::Enum(_) | Shape::Newtype | Shape::Union(_) => &[],
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
    use super::components;

    /// The slow way: two nodes are in one component if each reaches the other.
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
    fn components_are_the_nodes_that_reach_each_other() {
        let mut random = 7_u64;
        let mut next = |below: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(random >> 33).unwrap() % below
        };
        for _ in 0..500 {
            let count = 1 + next(9);
            let targets = (0..count).map(|_| (0..next(4)).map(|_| next(count)).collect());
            let edges: Vec<_> = targets.collect();
            let component = components(&edges);
            for one in 0..count {
                for other in 0..count {
                    let both = reaches(&edges, one, other) && reaches(&edges, other, one);
                    assert_eq!(
                        component.get(&one) == component.get(&other),
                        both,
                        "{edges:?} {one} {other}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_long_circle_is_walked_without_recursion() {
        let count = 100_000;
        let targets = (0..count).map(|node| vec![(node + 1) % count]);
        let edges: Vec<_> = targets.collect();
        let component = components(&edges);
        assert!((0..count).all(|node| component.get(&node) == component.get(&0)));
    }
}
