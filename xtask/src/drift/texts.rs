//! `spec/drift.lock`: the hash of the page's text at each place, when the page was last recorded. The text is not ours to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;

use crate::file;

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
            let texts: String = texts.iter().flat_map(|text| [text, "\0"]).collect();
            file::sha256(texts.as_bytes())[..8].to_owned()
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
    file::read_yaml(path, FILE, "write it again with --record")
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
