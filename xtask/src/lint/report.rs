//! Findings -> text for people: the lines that each is about, what to do, and the action that corrects it.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Element, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use anyhow::Result;
use serde_json::Value;
use statuspage_codegen_core::{Place, Severity, Source};

use super::finding::Finding;
use super::suggestion::Action;
use crate::print;

/// All findings and a summary.
pub(super) fn text(file: &str, source: &str, findings: &[Finding]) -> Result<String> {
    // Its lines are those that places count.
    let source = Source::new(file, source.to_owned());
    let lines = source.lines();
    let renderer = Renderer::styled();
    let mut text = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = level
            .primary_title(&finding.message)
            .id(finding.rule)
            .element(quote(finding, file, &lines))
            .element(Level::HELP.message(normalize_untrusted_str(&finding.help)));
        if let Some(action) = &finding.suggestion {
            let action = serde_yaml::to_string(&Value::Array(vec![Action::json(action)]))?;
            let overlay = Level::HELP.with_name("overlay");
            group = group.element(overlay.message(action.trim_end().to_owned()));
        }
        text += &renderer.render(&[group]);
        text += "\n\n";
    }
    Ok(text + &summary(file, findings) + "\n")
}

/// How many findings of which rules.
pub(super) fn summary(file: &str, findings: &[Finding]) -> String {
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
    let errors = count(findings, Severity::Error);
    let warnings = count(findings, Severity::Warning);
    format!(
        "{file}: {}, {} ({})",
        print::count(errors, "error"),
        print::count(warnings, "warning"),
        rules.join(", ")
    )
}

pub(super) fn count(findings: &[Finding], severity: Severity) -> usize {
    let alike = findings
        .iter()
        .filter(|finding| finding.severity == severity);
    alike.count()
}

/// The most bytes that are quoted: a description without line breaks is one line.
const LONGEST: usize = 2_000;

/// The lines from the finding's to its evidence's, both underlined; just the place when they are too long, and just the
/// file's name when it is unknown.
fn quote<'a>(finding: &Finding, file: &'a str, lines: &[&'a str]) -> Element<'a> {
    let Some(place) = finding.place else {
        return Origin::path(file).into();
    };
    let last = finding.evidence_place.unwrap_or(place);
    let (first, last) = (place.line.min(last.line), place.line.max(last.line));
    let quoted = lines
        .get(first.saturating_sub(1)..last.min(lines.len()))
        .unwrap_or_default();
    if quoted.iter().map(|line| line.len()).sum::<usize>() > LONGEST {
        let origin = Origin::path(file).line(place.line);
        return origin.char_column(place.column).into();
    }
    let mark = |place: Place, kind: AnnotationKind, words: &[String]| {
        let before: usize = quoted
            .iter()
            .take(place.line - first)
            .map(|line| line.len() + 1)
            .sum();
        let span = quoted
            .get(place.line - first)
            .map_or(0..0, |line| underlined(line, place.column, words));
        kind.span(before + span.start..before + span.end)
    };
    let key = finding.pointer.tokens().last();
    let words: Vec<String> = finding.text.clone().into_iter().chain(key).collect();
    let snippet = Snippet::source(quoted.join("\n"))
        .line_start(first)
        .path(file)
        .annotation(mark(place, AnnotationKind::Primary, &words));
    match finding.evidence_place {
        Some(place) => snippet
            .annotation(mark(place, AnnotationKind::Context, &[]))
            .into(),
        None => snippet.into(),
    }
}

/// The bytes of a line to underline: from a column, in characters from 1, a word that begins there, quoted or not;
/// else the rest of the line.
fn underlined(line: &str, column: usize, words: &[String]) -> Range<usize> {
    let start = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(at, _)| at);
    let rest = line.get(start..).unwrap_or_default().trim_end();
    for word in words {
        for quote in ["", "'", "\""] {
            let quoted = format!("{quote}{word}{quote}");
            let ends = |rest: &str| rest.is_empty() || rest.starts_with([':', ',', '}', ']', ' ']);
            if rest.strip_prefix(&quoted).is_some_and(ends) {
                return start..start + quoted.len();
            }
        }
    }
    start..start + rest.len()
}

#[cfg(test)]
mod tests {
    use statuspage_codegen_core::Pointer;

    use super::super::rules::MISSING_TYPE;
    use super::*;

    #[test]
    fn lines_are_those_that_places_count() {
        let source = "\u{feff}a: \u{2028} b\rc: d\r\ne: f\r\n";
        let pointer = Pointer::default().child("c");
        let mut finding = Finding::new(&MISSING_TYPE, &pointer, String::new());
        finding.place = Some(Place { line: 2, column: 1 });
        let reported = text("x.yaml", source, &[finding]).unwrap();
        assert!(reported.contains("x.yaml:2:1"), "{reported}");
        assert!(reported.contains("c: d\n"), "{reported}");
    }

    #[test]
    fn a_line_that_is_too_long_is_not_quoted() {
        let source = format!("a: {}\n", "b".repeat(LONGEST));
        let pointer = Pointer::default().child("a");
        let mut finding = Finding::new(&MISSING_TYPE, &pointer, String::new());
        finding.place = Some(Place { line: 1, column: 4 });
        let reported = text("x.yaml", &source, &[finding]).unwrap();
        assert!(reported.contains("x.yaml:1:4"), "{reported}");
        assert!(!reported.contains("bbb"), "{reported}");
    }

    #[test]
    fn a_key_is_underlined_else_the_rest_of_the_line() {
        for (line, column, word, expected) in [
            ("  /a[b]:", 3, "/a[b]", "/a[b]"),
            ("  '/a b': {}", 3, "/a b", "'/a b'"),
            ("  ü: name: page[a]  ", 6, "name", "name"),
            ("- name: page[a] ", 9, "name", "page[a]"),
            ("short", 40, "x", ""),
            ("", 1, "x", ""),
        ] {
            assert_eq!(
                &line[underlined(line, column, &[word.to_owned()])],
                expected,
                "{line}"
            );
        }
    }
}
