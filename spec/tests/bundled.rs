//! The bundled description.

use sha2::{Digest, Sha256};
use statuspage_spec::{STATUSPAGE, Source, read};

/// The lock names the hashes of the files; `cargo xtask sync` writes it.
const LOCK: &str = include_str!("../statuspage.lock");

#[test]
fn every_file_is_kept_byte_for_byte() {
    for (name, bytes) in [
        ("upstream.yaml", &include_bytes!("../upstream.yaml")[..]),
        ("overlay.yaml", include_bytes!("../overlay.yaml")),
        ("statuspage.yaml", STATUSPAGE.as_bytes()),
    ] {
        let digest = Sha256::digest(bytes);
        let hex = digest
            .iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let line = format!("{name}: {hex}");
        assert!(
            LOCK.contains(&line),
            "{name} is not what the lock says: run `cargo xtask sync`"
        );
    }
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
