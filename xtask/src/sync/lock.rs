//! `spec/statuspage.lock`, a YAML file: the source of upstream, the date, and the hashes of the files.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::files::{Folder, LOCK, Overlay, STATUSPAGE, UPSTREAM};
use crate::file::{self, sha256};

const HEADER: &str =
    "# Written by `cargo xtask sync`, and compared with the files by `cargo xtask sync --check`.\n";

/// The content of the file.
#[derive(Serialize, Deserialize)]
pub(super) struct Lock {
    /// Where upstream is retrieved: a URL or a file.
    pub(super) source: String,
    /// The date, in UTC.
    pub(super) retrieved: Date,
    /// The SHA-256 hash of each file in hexadecimal, by its path in the folder `spec`.
    pub(super) sha256: BTreeMap<String, String>,
}

impl Lock {
    /// Reads the lock of a folder; `None` if it does not exist.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>> {
        let help = "restore it with git, or name the source with --from";
        file::read_yaml(&folder.path(LOCK), LOCK, help)
    }

    pub(super) fn text(&self) -> Result<String> {
        let yaml =
            serde_yaml::to_string(self).with_context(|| format!("cannot write {LOCK} as YAML"))?;
        Ok(format!("{HEADER}{yaml}"))
    }
}

/// Returns the hash of each file by its path in the folder `spec`.
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
