//! Findings as text, in the form of the macro's messages: place, message, the line, what to do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use clap::builder::styling::AnsiColor;
use serde_json::Value;
use statuspage_codegen_core::{Severity, Source};

use super::finding::Finding;
use crate::print;

/// Returns all findings and a summary. The severities are coloured: print the text through `anstream`.
pub(super) fn text(source: &Source, findings: &[Finding]) -> Result<String> {
    let mut text = String::new();
    for finding in findings {
        let colour = match finding.severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        };
        let file = source.of(&finding.pointer);
        text += file.name();
        // Writing to a String cannot fail.
        if let Some(place) = finding.place {
            let _ = write!(text, ":{place}");
        }
        let (severity, rule) = (finding.severity, finding.rule);
        let message = &finding.message;
        let _ = writeln!(text, ": {colour}{severity}[{rule}]{colour:#}: {message}");
        if let Some(quote) = finding.place.and_then(|place| file.quote(place)) {
            let _ = writeln!(text, "{quote}");
        }
        let _ = writeln!(text, "  help: {}", finding.help);
        if let Some(action) = &finding.suggestion {
            let action = serde_yaml::to_string(&[action])?;
            let action = action.trim_end().replace('\n', "\n    ");
            let _ = writeln!(text, "  overlay action:\n    {action}");
        }
        text.push('\n');
    }
    Ok(text + &summary(source.name(), findings) + "\n")
}

/// Returns how many findings there are, and of which rules.
fn summary(file: &str, findings: &[Finding]) -> String {
    if findings.is_empty() {
        return format!("{file}: no findings");
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let rules: Vec<String> = rules
        .iter()
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    format!(
        "{file}: {}, {} ({})",
        print::count(count(findings, Severity::Error), "error"),
        print::count(count(findings, Severity::Warning), "warning"),
        rules.join(", ")
    )
}

/// Returns the findings as the command's documentation describes them.
pub(super) fn json(source: &Source, findings: &[Finding]) -> Value {
    let listed = findings.iter().map(|finding| finding.json(source));
    serde_json::json!({
        "file": source.name(),
        "errors": count(findings, Severity::Error),
        "warnings": count(findings, Severity::Warning),
        "findings": listed.collect::<Vec<_>>(),
    })
}

fn count(findings: &[Finding], severity: Severity) -> usize {
    let found = findings
        .iter()
        .filter(|finding| finding.severity == severity);
    found.count()
}
