//! Upstream and the overlays -> the effective description, and what is to be known of it.

use anyhow::{Context, Result, bail};
use serde_json::Map;
use statuspage_codegen_core::{Reading, Source};

use super::files::{OVERLAYS, Overlay, STATUSPAGE};
use super::lock::Counts;
use crate::{document, overlay, print};

/// The effective description.
pub(super) struct Effective {
    pub(super) text: String,
    pub(super) reading: Reading,
    /// The overlays that made it.
    pub(super) overlays: Vec<Overlay>,
    pub(super) counts: Counts,
}

impl Effective {
    pub(super) fn new(upstream: &Source, overlays: Vec<Overlay>) -> Result<Self> {
        let source = |overlay: &Overlay| Source::from_bytes(&*overlay.name, overlay.bytes.clone());
        let sources: Vec<Source> = overlays.iter().map(source).collect();
        let text = match overlay::apply(upstream, &sources) {
            Ok(text) => text,
            Err(problems) => bail!(
                "{OVERLAYS} does not fit {}; correct the overlays, then run `cargo xtask sync` again:\n{}",
                upstream.name(),
                first(&problems)
            ),
        };
        let source = Source::new(STATUSPAGE, text.clone());
        let reading = document::api(&source)
            .context("no code can be generated from what the overlays make of upstream")?;
        let tree = source.parse().map(document::json).unwrap_or_default();
        let count = |key| tree[key].as_object().map_or(0, Map::len);
        let counts = Counts {
            paths: count("paths"),
            operations: reading.api.operations.len(),
            definitions: count("definitions"),
        };
        Ok(Self {
            text,
            reading,
            overlays,
            counts,
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
        "{lines}\nand {} of the overlays",
        print::count(more, "more problem")
    )
}
