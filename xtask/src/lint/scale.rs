//! Growth of what lint allocates: linear in the operations, by a count that no other program disturbs.

use allocation_counter::measure;
use statuspage_codegen_core::Source;

use super::{find, suggestion};

const SIZES: [usize; 2] = [100, 800];

/// A description with so many operations and definitions, each like the others.
fn description(operations: usize, parameters: &str) -> Source {
    let paths = (0..operations).map(|number| {
        format!(
            "  /a{number}: {{get: {{operationId: get-{number}x, parameters: [{parameters}], \
             responses: {{200: {{schema: {{$ref: '#/definitions/D_{number}'}}}}}}}}}}\n"
        )
    });
    let definitions = (0..operations).map(|number| {
        format!(
            "  D_{number}: {{type: object, properties: {{n: {{$ref: '#/definitions/D_0'}}, \
             s: {{type: string, enum: [a, b]}}}}}}\n"
        )
    });
    let (paths, definitions): (Vec<_>, Vec<_>) = (paths.collect(), definitions.collect());
    let (paths, definitions) = (paths.concat(), definitions.concat());
    let text =
        format!("swagger: '2.0'\nhost: api.example\npaths:\n{paths}definitions:\n{definitions}");
    Source::new("scale.yaml", text)
}

/// Fails unless an operation costs the same in both sizes, within a fifth.
fn assert_constant(what: &str, parameters: &str, findings: usize) {
    let [small, large] = SIZES.map(|operations| {
        let source = description(operations, parameters);
        let counted = measure(|| {
            let found = find(&source);
            assert_eq!(found.len(), findings * operations);
            let overlay = suggestion::overlay("scale.yaml", &found);
            assert_eq!(overlay.is_some(), findings > 0);
        });
        counted.count_total / operations as u64
    });
    assert!(
        large.abs_diff(small) * 5 <= small,
        "allocations of an operation {what} grow with the document: {small}, {large}"
    );
}

#[test]
fn linting_grows_linearly() {
    assert_constant("without findings", "", 0);
    let parameters = "{in: query, name: flag, type: string, description: t or f}, \
                      {in: query, name: new, type: string}, \
                      {in: query, name: k, type: string, enum: [a, '+1', '-1']}";
    assert_constant("with findings", parameters, 3);
}
