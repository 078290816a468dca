//! The page of rules is complete, and each of its examples breaks its rule as the page says.

use statuspage_codegen_core::{Rule, Severity, Source, read};

const PAGE: &str = include_str!("../../../../docs/rules.md");

/// One is broken by an argument, and an example of the other is too long for a page. Other tests cover both.
const WITHOUT_EXAMPLE: [&str; 2] = ["unknown-operation", "too-large"];

/// A rule's part of the page.
struct Section<'a> {
    rule: &'a str,
    text: &'a str,
    /// One for each format in which it differs.
    examples: Vec<&'a str>,
}

fn sections() -> Vec<Section<'static>> {
    let parts = PAGE.split("\n## ").skip(1);
    let sections = parts.map(|part| {
        let (rule, rest) = part.split_once("\n\n").unwrap();
        if WITHOUT_EXAMPLE.contains(&rule) {
            return Section {
                rule,
                text: rest,
                examples: Vec::new(),
            };
        }
        let (text, rest) = rest.split_once("\n\n```yaml\n").unwrap();
        let examples = rest.split("\n```\n\n```yaml\n");
        let examples = examples.map(|example| example.strip_suffix("\n```\n").unwrap_or(example));
        Section {
            rule,
            text,
            examples: examples.collect(),
        }
    });
    sections.collect()
}

#[test]
fn every_rule_has_a_section_in_order() {
    let listed: Vec<&str> = sections().iter().map(|section| section.rule).collect();
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(listed, rules);
}

#[test]
fn every_example_breaks_its_rule_and_no_other() {
    let sections = sections();
    let all = sections.iter().flat_map(|section| {
        section
            .examples
            .iter()
            .map(move |example| (section, *example))
    });
    for (&Section { rule, text, .. }, example) in all {
        assert!(!example.contains("```"), "{rule}: text after the example");
        let source = Source::new("example.yaml", example);
        let diagnostics = read(&source).map_or_else(|all| all, |reading| reading.warnings);
        let reported: Vec<_> = diagnostics
            .iter()
            .map(|one| (one.rule.as_str(), one.severity))
            .collect();
        let severity = if text.starts_with("**Error.**") {
            Severity::Error
        } else {
            assert!(text.starts_with("**Warning.**"), "{rule}: {text}");
            Severity::Warning
        };
        assert_eq!(reported, [(rule, severity)], "{rule}");
        let printed = diagnostics[0].render(&source);
        assert!(printed.starts_with("example.yaml:"), "{printed}");
    }
}
