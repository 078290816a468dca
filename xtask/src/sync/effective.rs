//! Upstream and the overlays -> the effective description.

use anyhow::{Context, Result, bail};
use statuspage_codegen_core::{Reading, Source};

use super::files::{OVERLAYS, Overlay, STATUSPAGE};
use crate::{document, overlay, print};

/// The effective description.
pub(super) struct Effective {
    pub(super) text: String,
    /// The text, with its name in diagnostics.
    pub(super) source: Source,
    pub(super) reading: Reading,
    /// The overlays that were applied.
    pub(super) overlays: Vec<Overlay>,
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
                first(problems)
            ),
        };
        let source = Source::new(STATUSPAGE, text.clone());
        let reading = document::api(&source)
            .context("no code can be generated from what the overlays make of upstream")?;
        Ok(Self {
            text,
            source,
            reading,
            overlays,
        })
    }
}

/// The maximum number of problems that are reported: many usually follow from the first.
const PROBLEMS: usize = 10;

fn first(mut problems: Vec<String>) -> String {
    let more = problems.len().saturating_sub(PROBLEMS);
    problems.truncate(PROBLEMS);
    if more > 0 {
        let more = print::count(more, "more problem");
        problems.push(format!("and {more} of the overlays"));
    }
    problems.join("\n")
}
