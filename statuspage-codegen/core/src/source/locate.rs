//! Finds where the nodes at JSON pointers begin.

use super::tree::{Node, Start};
use crate::hashed::Map;
use crate::pointer::Pointer;
use crate::value::Value;

/// Returns the offsets of nodes in a tree, in the order of their pointers: several if a key is repeated, and none if there is no
/// such node.
pub(super) fn offsets<'a>(
    node: &Node,
    pointers: impl Iterator<Item = &'a Pointer>,
) -> Vec<Vec<usize>> {
    let pointers: Vec<_> = pointers.collect();
    let mut found: Map<&Pointer, Vec<usize>> = pointers
        .iter()
        .map(|pointer| (*pointer, Vec::new()))
        .collect();
    visit(&Pointer::default(), &node.value, &node.start, &mut found);
    let offsets = pointers.iter().map(|pointer| found.get(pointer).cloned());
    offsets.map(Option::unwrap_or_default).collect()
}

fn visit(pointer: &Pointer, value: &Value, start: &Start, found: &mut Map<&Pointer, Vec<usize>>) {
    if let Some(offsets) = found.get_mut(pointer) {
        offsets.push(start.at);
    }
    match value {
        Value::Mapping(entries) => {
            for ((key, value), start) in entries.iter().zip(&start.inside) {
                visit(&pointer.child(key), value, start, found);
            }
        }
        Value::Sequence(items) => {
            for ((index, value), start) in items.iter().enumerate().zip(&start.inside) {
                visit(&pointer.child(&index.to_string()), value, start, found);
            }
        }
        _ => {}
    }
}
