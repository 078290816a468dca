//! The bundled description.

use sha2::{Digest, Sha256};
use statuspage_spec::{STATUSPAGE, Source, read};

/// The vendor's file is kept byte for byte.
const UPSTREAM_SHA256: &str = "47b13f0319328193a3a61bb99321b0c0bf4a0aa40ec9fd7272483aa5c8ce8e08";

#[test]
fn upstream_is_kept_byte_for_byte() {
    let digest = Sha256::digest(include_bytes!("../upstream.yaml"));
    let hex = digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    assert_eq!(hex, UPSTREAM_SHA256);
}

#[test]
fn all_operations_are_read_without_a_warning() {
    let reading = read(&Source::new("statuspage.yaml", STATUSPAGE)).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.api.operations.len(), 25);
    for operation in &reading.api.operations {
        let named = operation.id.replace('-', "_");
        assert_eq!(operation.function, named);
    }
}

#[test]
fn odd_names_give_distinct_fields() {
    let reading = read(&Source::new(
        "upstream.yaml",
        include_str!("../upstream.yaml"),
    ))
    .unwrap();
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
