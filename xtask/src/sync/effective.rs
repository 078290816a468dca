//! Upstream and the overlays -> the effective description, and what is to be known of it.

use anyhow::{Context, Result, bail};
use statuspage_codegen_core::{Reading, Source, Value};

use super::files::{OVERLAYS, Overlay, STATUSPAGE};
use crate::{document, overlay, print};

/// The effective description.
pub(super) struct Effective {
    pub(super) text: String,
    pub(super) reading: Reading,
    /// The overlays that made it.
    pub(super) overlays: Vec<Overlay>,
    pub(super) paths: usize,
    pub(super) definitions: usize,
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
        let tree = source.parse().unwrap_or(Value::Null);
        Ok(Self {
            text,
            reading,
            overlays,
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
        "{lines}\nand {} of the overlays",
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
