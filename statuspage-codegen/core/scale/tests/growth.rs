//! What reading and emitting allocate is linear in the operations. Allocations are counted, so that no other program disturbs.
//!
//! Time, and the memory of a whole process, are measured by `cargo bench -p statuspage-scale`.

use allocation_counter::{AllocationInfo, measure};
use statuspage_codegen_core::{Source, read};
use statuspage_scale::{api, emitted};

const SIZES: [usize; 3] = [25, 250, 2_500];

/// Fails unless an operation costs the same in all sizes, within a fifth.
fn assert_constant(what: &str, sizes: [u64; 3]) {
    let each = [0, 1, 2].map(|at| sizes[at] / SIZES[at] as u64);
    let [first, rest @ ..] = each;
    for other in rest {
        let apart = other.abs_diff(first) * 5;
        assert!(
            apart <= first,
            "{what} of an operation grow with the document: {each:?} in documents of {SIZES:?} operations"
        );
    }
}

fn yaml(operations: usize) -> Source {
    Source::new("scale.yaml", statuspage_scale::yaml(operations))
}

fn json(operations: usize) -> Source {
    Source::new("scale.json", statuspage_scale::json(operations))
}

fn reading(source: &Source) -> AllocationInfo {
    measure(|| drop(read(source).unwrap()))
}

#[test]
fn reading_grows_linearly() {
    let counted = SIZES.map(|operations| reading(&yaml(operations)));
    assert_constant("allocations", counted.map(|found| found.count_total));
    // Not those of YAML: the parser's own list of events doubles when it is full, and how much of it is empty is chance.
    let counted = SIZES.map(|operations| reading(&json(operations)));
    assert_constant("allocations", counted.map(|found| found.count_total));
    assert_constant("bytes at the peak", counted.map(|found| found.bytes_max));
}

#[test]
fn emission_grows_linearly() {
    let counted = SIZES.map(|operations| {
        let api = api(&yaml(operations));
        measure(|| drop(emitted(&api)))
    });
    assert_constant("allocations", counted.map(|found| found.count_total));
    assert_constant("bytes at the peak", counted.map(|found| found.bytes_max));
}

#[test]
fn both_formats_mean_the_same() {
    let [yaml, json] = [yaml(25), json(25)].map(|source| api(&source));
    // An object of JSON has its keys in another order here, so that only the counts can be compared.
    assert_eq!(yaml.operations.len(), 25);
    assert_eq!(json.operations.len(), 25);
    assert_eq!(yaml.models.len(), json.models.len());
}
