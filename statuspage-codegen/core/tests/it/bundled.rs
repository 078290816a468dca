//! The description of the Statuspage API, and the published one that it is made of.

use statuspage_codegen_core::{Source, read};
use statuspage_spec::STATUSPAGE;

#[test]
fn all_operations_are_read_without_a_warning() {
    let reading = read(&Source::new("statuspage.json", STATUSPAGE)).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.api.operations.len(), 113);
    for operation in &reading.api.operations {
        let named = operation.id.replace('-', "_");
        assert_eq!(operation.function, named);
    }
}

#[test]
fn unusual_names_give_distinct_fields() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/upstream.yaml");
    let text = std::fs::read_to_string(file).unwrap();
    let reading = read(&Source::new("upstream.yaml", text)).unwrap();
    let field = |wire: &str| {
        let parameters = reading
            .api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        parameters
            .filter(|parameter| parameter.name == wire)
            .map(|found| found.field.as_str())
            .next()
            .unwrap()
    };
    assert_eq!(field("MUTABLE"), "mutable");
    assert_eq!(field("ENDPOINT"), "endpoint");
    assert_eq!(
        field("basic layout only, 170x45 or 340x90 is best"),
        "basic_layout_only_170x45_or_340x90_is_best"
    );
    assert_eq!(
        field("PATCH /pages/[page_id]/incidents/[incident_id].json"),
        "patch_pages_page_id_incidents_incident_id_json"
    );
    assert_eq!(field("page_access_user[component_ids][]"), "component_ids");
}
