//! `spec/statuspage.lock`: where upstream came from and when, and what the files were when they were written.
//!
//! It is YAML. The hashes are SHA-256 in hexadecimal; the counts are those of the effective description.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::effective::Effective;
use super::files::{Folder, LOCK, Overlay, STATUSPAGE, UPSTREAM};

const HEADER: &str =
    "# Written by `cargo xtask sync`, and compared with the files by `cargo xtask sync --check`.\n";

/// The content of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lock {
    /// Where upstream came from: an address, or a file.
    pub(super) source: String,
    /// The day, UTC.
    pub(super) retrieved: Date,
    /// The hash of each file, by its path in the folder `spec`.
    pub(super) sha256: BTreeMap<String, String>,
    pub(super) counts: Counts,
}

/// How much the effective description has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) paths: usize,
    pub(super) operations: usize,
    pub(super) definitions: usize,
}

impl Lock {
    pub(super) fn new(
        source: String,
        retrieved: Date,
        upstream: &[u8],
        effective: &Effective,
    ) -> Self {
        Self {
            source,
            retrieved,
            sha256: sums(upstream, &effective.overlays, effective.text.as_bytes()),
            counts: effective.counts.clone(),
        }
    }

    /// The lock of a folder; `None` when there is none yet.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>> {
        if !folder.path(LOCK).exists() {
            return Ok(None);
        }
        let bytes = folder.read(LOCK)?;
        serde_yaml::from_slice(&bytes).map(Some).with_context(|| {
            format!("{LOCK} cannot be read; restore it with git, or name the source with --from")
        })
    }

    pub(super) fn text(&self) -> Result<String> {
        let yaml =
            serde_yaml::to_string(self).with_context(|| format!("cannot write {LOCK} as YAML"))?;
        Ok(format!("{HEADER}{yaml}"))
    }
}

/// The hash of each file, as the lock has them.
pub(super) fn sums(
    upstream: &[u8],
    overlays: &[Overlay],
    statuspage: &[u8],
) -> BTreeMap<String, String> {
    let overlays = overlays.iter().map(|file| (&*file.name, &*file.bytes));
    let files = overlays.chain([(UPSTREAM, upstream), (STATUSPAGE, statuspage)]);
    let in_spec = |name: &str| name.trim_start_matches("spec/").to_owned();
    files
        .map(|(name, bytes)| (in_spec(name), sha256(bytes)))
        .collect()
}

/// The hash of a file's content, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_survives_as_it_is() {
        // A hash may look like a number to YAML, and a source like anything.
        let lock = Lock {
            source: "- #: {a}".to_owned(),
            retrieved: jiff::civil::date(2026, 1, 2),
            sha256: [
                ("overlay/a: b.yaml", "12e45".to_owned()),
                ("statuspage.json", sha256(b"")),
                ("upstream.yaml", "1".repeat(64)),
            ]
            .map(|(name, sum)| (name.to_owned(), sum))
            .into(),
            counts: Counts {
                paths: 1,
                operations: 2,
                definitions: 3,
            },
        };
        let text = lock.text().unwrap();
        assert!(text.contains("\nretrieved: 2026-01-02\n"), "{text}");
        assert!(
            text.contains("statuspage.json: e3b0c44298fc1c149afbf4c8996fb924"),
            "{text}"
        );
        let again: Lock = serde_yaml::from_str(&text).unwrap();
        assert_eq!(again.text().unwrap(), text);
        assert_eq!(again.source, lock.source);
        assert_eq!(again.sha256, lock.sha256);
    }
}
