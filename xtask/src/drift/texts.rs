//! `spec/drift.lock`: the hash of the page's text at each place, when the page was last recorded. The text is not ours to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    /// The page: a URL or a file.
    pub(super) source: String,
    pub(super) recorded: Date,
    /// The hash of the texts at each place.
    pub(super) texts: BTreeMap<String, String>,
}

/// Reads the record; `None` if the file does not exist.
pub(super) fn read(path: &Path) -> Result<Option<Record>> {
    file::read_yaml(path, FILE, "write it again with --record")
}

impl Record {
    /// Returns the content of the file.
    pub(super) fn text(&self) -> Result<String> {
        let yaml = serde_yaml::to_string(self).context("cannot write the record as YAML")?;
        Ok(format!("{HEADER}{yaml}"))
    }

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
