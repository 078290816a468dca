//! Upstream and overlay -> the effective description, and what is to be known of it.

use anyhow::{Context, Result, bail};
use statuspage_codegen_core::{Reading, Source, Value};

use super::files::{OVERLAY, STATUSPAGE};
use crate::{document, overlay, print};

/// The effective description.
pub(super) struct Effective {
    pub(super) text: String,
    pub(super) reading: Reading,
    /// The overlay that made it.
    pub(super) overlay: Vec<u8>,
    pub(super) paths: usize,
    pub(super) definitions: usize,
}

impl Effective {
    pub(super) fn new(upstream: &Source, overlay: Vec<u8>) -> Result<Self> {
        let actions = Source::from_bytes(OVERLAY, overlay.clone());
        let text = match overlay::apply(upstream, &actions) {
            Ok(text) => text,
            Err(problems) => bail!(
                "{OVERLAY} does not fit {}; correct the overlay, then run `cargo xtask sync` again:\n{}",
                upstream.name(),
                first(&problems)
            ),
        };
        let source = Source::new(STATUSPAGE, text.clone());
        let reading = document::api(&source)
            .context("no code can be generated from what the overlay makes of upstream")?;
        let tree = source.parse().unwrap_or(Value::Null);
        Ok(Self {
            text,
            reading,
            overlay,
            paths: count(&tree, "paths"),
            definitions: count(&tree, "definitions"),
        })
    }

    /// The text, as diagnostics call it.
    pub(super) fn source(&self) -> Source {
        Source::new(STATUSPAGE, self.text.clone())
    }
}

/// How many problems of an overlay are reported in one go: most of many follow from the first.
const PROBLEMS: usize = 10;

fn first(problems: &[String]) -> String {
    let more = problems.len().saturating_sub(PROBLEMS);
    let lines = problems[..problems.len() - more].join("\n");
    if more == 0 {
        return lines;
    }
    format!(
        "{lines}\nand {} of the overlay",
        print::count(more, "more problem")
    )
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
