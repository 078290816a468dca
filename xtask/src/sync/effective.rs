//! Upstream and overlay -> the effective description, and what is to be known of it.

use anyhow::{Result, anyhow};
use statuspage_spec::{Api, Source, Value};

use super::files::{OVERLAY, STATUSPAGE};
use crate::{document, overlay};

/// The effective description.
pub(super) struct Effective {
    pub(super) text: String,
    pub(super) api: Api,
    /// The overlay that made it.
    pub(super) overlay: Vec<u8>,
    pub(super) paths: usize,
    pub(super) definitions: usize,
}

impl Effective {
    pub(super) fn new(upstream: &Source, overlay: Vec<u8>) -> Result<Self> {
        let actions = Source::from_bytes(OVERLAY, overlay.clone());
        let text = overlay::apply(upstream, &actions).map_err(|problems| {
            anyhow!(
                "{OVERLAY} does not fit {}; mend the overlay, then run `cargo xtask sync` again:\n{}",
                upstream.name(),
                problems.join("\n")
            )
        })?;
        let source = Source::new(STATUSPAGE, text.clone());
        let api = document::api(&source)
            .map_err(|error| error.context("the overlay made what no code can be generated from"))?
            .api;
        let tree = source.parse().unwrap_or(Value::Null);
        Ok(Self {
            text,
            api,
            overlay,
            paths: count(&tree, "paths"),
            definitions: count(&tree, "definitions"),
        })
    }
}

/// How many entries a mapping at the top has.
fn count(tree: &Value, key: &str) -> usize {
    let Value::Mapping(entries) = tree else {
        return 0;
    };
    match entries.iter().find(|(name, _)| name == key) {
        Some((_, Value::Mapping(entries))) => entries.len(),
        _ => 0,
    }
}
