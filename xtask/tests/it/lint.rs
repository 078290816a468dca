//! `cargo xtask lint`, as it is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

mod nodes;
mod suggest;
mod upstream;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/lint")
        .join(name)
}

fn lint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("lint")
        .args(arguments)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The findings in a file.
fn findings(file: &Path) -> Vec<Value> {
    let output = lint(&["--format", "json", file.to_str().unwrap()]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = found["findings"].as_array().unwrap().clone();
    let code = i32::from(!findings.is_empty());
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    findings
}

/// The rules and lines of the findings in a text.
fn reported(text: &str) -> Vec<(String, u64)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reported.yaml");
    std::fs::write(&file, text).unwrap();
    let found = findings(&file).into_iter().map(|found| {
        let rule = found["rule"].as_str().unwrap().to_owned();
        (rule, found["line"].as_u64().unwrap())
    });
    found.collect()
}

#[test]
fn each_kind_of_hint_suggests_its_type() {
    let found = findings(&fixture("every-rule.yaml"));
    let parameters = "$.paths['/things/[thing_id]'].get.parameters";
    for (rule, name, update) in [
        ("boolean-hint", "flag", json!({"type": "boolean"})),
        (
            "enum-hint",
            "kind",
            json!({"type": "string", "enum": ["big", "small"]}),
        ),
        (
            "array-hint",
            "ids[]",
            json!({"type": "array", "items": {"type": "string"}}),
        ),
        (
            "date-time-hint",
            "since",
            json!({"type": "string", "format": "date-time"}),
        ),
        (
            "date-hint",
            "day",
            json!({"type": "string", "format": "date"}),
        ),
    ] {
        let finding = found
            .iter()
            .find(|finding| finding["rule"] == rule)
            .unwrap();
        let target = format!("{parameters}[?@.name == '{name}']");
        assert_eq!(
            finding["suggestion"],
            json!({"target": target, "update": update})
        );
    }
    let prose = found
        .iter()
        .find(|finding| finding["rule"] == "prose-parameter")
        .unwrap();
    let target = format!("{parameters}[?@.name == 'please do not']");
    assert_eq!(
        prose["suggestion"],
        json!({"target": target, "remove": true})
    );
}

#[test]
fn every_rule_fires_and_is_documented() {
    let output = lint(&["--rules", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let rules: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let text = lint(&["--rules"]);
    let words: Vec<&str> = stdout(&text).split_whitespace().collect();
    let text = words.join(" ");
    let found = findings(&fixture("every-rule.yaml"));
    for rule in &rules {
        let fired = found
            .iter()
            .filter(|finding| finding["rule"] == rule["rule"]);
        assert_eq!(fired.count(), 1, "{rule}");
        for key in ["rule", "what", "why", "help"] {
            assert!(text.contains(rule[key].as_str().unwrap()), "{rule}");
        }
    }
    // Besides, the reader's own: two ids that give one function.
    let others: Vec<&Value> = found
        .iter()
        .filter(|finding| rules.iter().all(|rule| rule["rule"] != finding["rule"]))
        .map(|finding| &finding["rule"])
        .collect();
    assert_eq!(others, ["duplicate-operation-id"]);
}

#[test]
fn what_only_looks_unusual_is_not_a_finding() {
    let file = fixture("clean.yaml");
    assert_eq!(findings(&file), [] as [Value; 0]);
    let output = lint(&[file.to_str().unwrap()]);
    assert_eq!(
        stdout(&output),
        format!("{}: no findings\n", file.display())
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn schemas_and_shared_parameters_are_looked_at() {
    let found = findings(&fixture("schemas.yaml"));
    let reported: Vec<(&str, u64, Option<&str>)> = found
        .iter()
        .map(|finding| {
            let rule = finding["rule"].as_str().unwrap();
            let target = finding["suggestion"]["target"].as_str();
            (rule, finding["line"].as_u64().unwrap(), target)
        })
        .collect();
    let body =
        "$.paths['/things'].post.parameters[?@.name == 'thing'].schema.properties.thing.properties";
    let (active, its) = (format!("{body}.active"), format!(r"{body}['it\'s']"));
    assert_eq!(
        reported,
        [
            ("prose-parameter", 4, None),
            ("boolean-hint", 19, Some(active.as_str())),
            ("date-time-hint", 20, Some(its.as_str())),
            ("missing-type", 21, None),
            ("indistinct-name", 22, None),
            ("indistinct-name", 29, None),
            ("indistinct-name", 29, None),
            (
                "enum-hint",
                30,
                Some("$.definitions.Incident.properties.parts.items")
            ),
            ("dangling-reference", 32, None),
        ]
    );
}

#[test]
fn text_quotes_the_line_and_shows_the_action() {
    let file = fixture("schemas.yaml");
    let output = lint(&[file.to_str().unwrap()]);
    let shown = file.display();
    let target = "$.paths['/things'].post.parameters[?@.name == 'thing'].schema.properties.thing.properties.active";
    let expected = format!(
        "\
{shown}:19:17: warning[boolean-hint]: `active` is a string, but its description says `t or f`
   |
19 |                 active: {{type: string, description: t or f}}
   |                 ^
  help: make it a boolean
  overlay action:
    - target: {target}
      update:
        type: boolean
"
    );
    assert!(stdout(&output).contains(&expected), "{}", stdout(&output));
    let last = stdout(&output).lines().last().unwrap();
    assert!(last.ends_with("0 errors, 9 warnings (boolean-hint 1, dangling-reference 1, date-time-hint 1, enum-hint 1, indistinct-name 3, missing-type 1, prose-parameter 1)"), "{last}");
    assert!(!stdout(&output).contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn json_has_what_it_is_documented_to_have() {
    let file = fixture("every-rule.yaml");
    for finding in findings(&file) {
        let keys: Vec<&String> = finding.as_object().unwrap().keys().collect();
        let documented = "file rule severity message help line column pointer suggestion";
        assert_eq!(keys, documented.split(' ').collect::<Vec<_>>());
        assert_eq!(finding["file"], file.to_str().unwrap());
        assert_eq!(finding["severity"], "warning");
        for text in ["message", "help"] {
            assert!(!finding[text].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn a_syntax_error_is_a_finding_with_its_place() {
    let found = findings(&fixture("syntax.yaml"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["rule"], "syntax");
    assert_eq!(found[0]["severity"], "error");
    assert!(found[0]["line"].as_u64().unwrap() >= 3, "{found:?}");
    let text = lint(&[fixture("syntax.yaml").to_str().unwrap()]);
    assert!(
        stdout(&text).contains("1 error, 0 warnings (syntax 1)"),
        "{}",
        stdout(&text)
    );
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    for file in [folder.path().join("none.yaml"), folder.path().to_owned()] {
        let output = lint(&[file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(&format!("cannot read {}", file.display())));
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn another_encoding_is_a_finding_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.yaml");
    for (bytes, place, said) in [
        (b"a: 1\nb: \xe9t\xe9\n".as_slice(), (2, 4), "0xE9"),
        (b"\xff\xfea\0:\0", (1, 1), "UTF-16"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let found = findings(&file);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["rule"], "syntax");
        assert_eq!(found[0]["line"], place.0);
        assert_eq!(found[0]["column"], place.1);
        let text = lint(&[file.to_str().unwrap()]);
        assert!(stdout(&text).contains(said), "{}", stdout(&text));
        assert!(!stdout(&text).contains('\0'), "{}", stdout(&text));
    }
}

#[test]
fn other_formats_are_reported_by_the_reader_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (text, rule) in [
        ("openapi: 4.0.0\npaths: {}\n", "unknown-version"),
        ("", "wrong-kind"),
        ("Not found", "wrong-kind"),
        ("<html></html>", "syntax"),
    ] {
        let file = folder.path().join("other");
        std::fs::write(&file, text).unwrap();
        let found = findings(&file);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["rule"], rule);
    }
}
