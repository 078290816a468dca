//! `spec/drift.lock`: the hash of the page's text at each place, when the page was last recorded. The text is not ours to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use statuspage_codegen_core::Source;

use crate::{document, file};

/// Where they are, in the folder of the workspace.
pub(super) const FILE: &str = "spec/drift.lock";

const HEADER: &str =
    "# Written by `cargo xtask drift --record`: the hashes of the texts on the vendor's page.\n";

/// The page's texts by place: the page may have several schemas where ours has one model.
#[derive(Default)]
pub(super) struct Texts(BTreeMap<String, BTreeSet<String>>);

impl Texts {
    /// Adds a text, if there is one. How it is broken into lines does not count.
    pub(super) fn add(&mut self, place: &str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.0.entry(place.to_owned()).or_default().insert(text);
        }
    }

    /// Returns the hash of each place's texts.
    pub(super) fn hashes(&self) -> BTreeMap<String, String> {
        let hash = |texts: &BTreeSet<String>| {
            let mut hasher = Sha256::new();
            for text in texts {
                hasher.update(text);
                hasher.update([0]);
            }
            let digits = hasher.finalize();
            let digits = digits.iter().take(4);
            digits.fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
        };
        let places = self.0.iter();
        places
            .map(|(place, texts)| (place.clone(), hash(texts)))
            .collect()
    }
}

/// The page as it was recorded.
#[derive(Deserialize)]
pub(super) struct Record {
    pub(super) recorded: Date,
    texts: BTreeMap<String, String>,
}

/// Reads the record; `None` if the file does not exist.
pub(super) fn read(path: &Path) -> Result<Option<Record>> {
    if !path.exists() {
        return Ok(None);
    }
    let source = Source::from_bytes(path.display().to_string(), file::read(path)?);
    let tree = source
        .parse()
        .map_err(|error| document::refused(vec![error], &source))?;
    let record = serde_json::from_value(document::json(tree));
    record
        .map(Some)
        .with_context(|| format!("{FILE} cannot be read; write it again with --record"))
}

/// Returns the content of the file.
pub(super) fn written(source: &str, today: Date, texts: &BTreeMap<String, String>) -> String {
    // A string of JSON is one of YAML.
    let mut text = format!(
        "{HEADER}source: {}\nrecorded: {}\ntexts:",
        json!(source),
        json!(today.to_string())
    );
    if texts.is_empty() {
        text += " {}";
    }
    for (place, hash) in texts {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n  {}: {}", json!(place), json!(hash));
    }
    text + "\n"
}

impl Record {
    /// Returns the places whose text has changed, with what happened.
    pub(super) fn changes(&self, texts: &BTreeMap<String, String>) -> Vec<(String, String)> {
        let places: BTreeSet<&String> = self.texts.keys().chain(texts.keys()).collect();
        let change = |place: &&String| match (self.texts.get(*place), texts.get(*place)) {
            (Some(old), Some(new)) if old != new => Some(format!("changed, {old} -> {new}")),
            (None, Some(new)) => Some(format!("added, {new}")),
            (Some(_), None) => Some("removed".to_owned()),
            _ => None,
        };
        let changes = places.into_iter();
        changes
            .filter_map(|place| Some((place.clone(), change(&place)?)))
            .collect()
    }
}
