//! The report, in Markdown, which reads well at a terminal, too. It has no text of the page but names, as code.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::compare::Difference;
use super::known;
use crate::diff::code;
use crate::print::count;

/// What a run found.
pub(super) struct Report {
    /// The numbers of our operations and of the page's.
    pub(super) operations: [usize; 2],
    pub(super) new: Vec<Difference>,
    pub(super) gone: Vec<Difference>,
    /// The number of known differences that still exist.
    pub(super) known: usize,
    /// The places whose text has changed since that date; `None` if the texts were never recorded.
    pub(super) recorded: Option<Date>,
    pub(super) texts: Vec<(String, String)>,
    /// Suggested actions of an overlay, as YAML.
    pub(super) suggestion: Option<String>,
}

impl Report {
    pub(super) fn markdown(&self) -> String {
        let [ours, page] = self.operations;
        let mut text = format!(
            "{} here, {page} on the page. Differences: {} new, {} gone, {} known. {}\n",
            count(ours, "operation"),
            self.new.len(),
            self.gone.len(),
            self.known,
            match self.recorded {
                Some(date) => format!("Texts: {} changed since {date}.", self.texts.len()),
                None => "Texts: not recorded, see `--record`.".to_owned(),
            }
        );
        let lines = |found: &[Difference]| -> String {
            let lines = found.iter();
            lines
                .map(|found| line(&found.place, &code(&found.what)))
                .collect()
        };
        section(&mut text, "New", &lines(&self.new));
        let gone = lines(&self.gone);
        let title = format!("Gone: remove from {}", known::FILE);
        section(&mut text, &title, &gone);
        let texts = self.texts.iter();
        let texts: String = texts.map(|(place, what)| line(place, what)).collect();
        section(&mut text, "Text changed", &texts);
        if let Some(suggestion) = &self.suggestion {
            section(
                &mut text,
                "Suggested actions of an overlay",
                &format!("```yaml\n{suggestion}```\n"),
            );
        }
        text
    }
}

fn line(place: &str, what: &str) -> String {
    format!("- {}: {what}\n", code(place))
}

fn section(text: &mut String, title: &str, content: &str) {
    if !content.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n## {title}\n\n{content}");
    }
}
