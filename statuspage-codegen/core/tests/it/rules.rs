//! The page of rules is complete, and each of its examples breaks its rule as the page says.

use statuspage_codegen_core::{Rule, Severity, Source, read};

const PAGE: &str = include_str!("../../../../docs/rules.md");

/// One is broken by an argument, and an example of the other is too long for a page. Other tests cover both.
const WITHOUT_EXAMPLE: [&str; 2] = ["unknown-operation", "too-large"];

/// A rule's part of the page.
struct Section<'a> {
    rule: &'a str,
    text: &'a str,
    example: &'a str,
}

fn sections() -> Vec<Section<'static>> {
    let parts = PAGE.split("\n## ").skip(1);
    let sections = parts.map(|part| {
        let (rule, rest) = part.split_once("\n\n").unwrap();
        if WITHOUT_EXAMPLE.contains(&rule) {
            return Section {
                rule,
                text: rest,
                example: "",
            };
        }
        let (text, rest) = rest.split_once("\n\n```yaml\n").unwrap();
        let (example, rest) = rest.split_once("\n```\n").unwrap();
        assert_eq!(rest, "", "{rule}: text after the example");
        Section {
            rule,
            text,
            example,
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
    for Section {
        rule,
        text,
        example,
    } in sections()
    {
        if WITHOUT_EXAMPLE.contains(&rule) {
            continue;
        }
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
