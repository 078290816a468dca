//! The files of the description fit each other.

use sha2::{Digest, Sha256};
use statuspage_spec::STATUSPAGE;

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
