//! Comparisons: what each change of a small description says, and laws that hold for any two.

mod laws;
mod models;
mod operations;

use statuspage_codegen_core::{Api, Source, read};

use super::change::{Title, name};
use super::{Diff, compare};

/// A description with something of everything.
const BASE: &str = "
swagger: '2.0'
host: h.example
schemes: [https]
paths:
  /a/{id}:
    get:
      operationId: get-a
      summary: Gets
      description: Gets one
      tags: [A]
      parameters:
      - {name: x, in: query, type: string, required: true}
      - {name: y, in: query, type: integer, required: true}
      - {name: z, in: query, type: array, items: {type: string}, description: Zs}
      responses: {200: {description: OK, schema: {$ref: '#/definitions/Thing'}}}
    put:
      operationId: put-a
      parameters:
      - name: body
        in: body
        schema:
          properties:
            thing:
              properties:
                name: {type: string}
                sort: {type: string, enum: [one, two]}
      responses: {204: {description: none}}
  /list:
    get:
      operationId: list
      parameters:
      - {in: query, name: page, type: integer, minimum: 1}
      - {in: query, name: limit, type: integer, maximum: 100}
      responses: {200: {description: OK, schema: {type: array, items: {type: string}}}}
definitions:
  Thing:
    description: A thing.
    required: [id, kind]
    properties:
      id: {type: string}
      kind: {$ref: '#/definitions/Kind'}
      note: {type: string, description: A note.}
      part: {$ref: '#/definitions/Part'}
  Kind: {type: string, enum: [good, bad]}
  Part:
    properties:
      count: {type: integer}
      weight: {type: number}
";

/// The base with texts in it replaced; each must be there once.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = BASE.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}

fn api(text: &str) -> Api {
    read(&Source::new("test", text.to_owned())).unwrap().api
}

/// A line for each change: where, class, kind, what.
fn lines(diff: &Diff) -> Vec<String> {
    let mut lines = Vec::new();
    for group in &diff.groups {
        let place = match &group.title {
            Title::Client => "client",
            Title::Operation { function, .. } => function,
            Title::Model(name) => name,
        };
        for change in &group.changes {
            lines.push(format!(
                "{place}: {} ({}): {} {}",
                name(change.class),
                name(change.kind),
                change.subject(),
                change.text
            ));
        }
    }
    lines
}

/// A change of the base, and what is said about it.
struct Row {
    change: &'static str,
    edits: &'static [(&'static str, &'static str)],
    says: &'static [&'static str],
}

fn rows() -> impl Iterator<Item = &'static Row> {
    operations::ROWS.iter().chain(models::ROWS)
}

#[test]
fn each_change_says_what_it_is_and_no_more() {
    for row in rows() {
        let diff = compare(&api(BASE), &api(&edited(row.edits)));
        assert_eq!(lines(&diff), row.says, "{}", row.change);
    }
}

#[test]
fn the_verdict_is_that_of_the_worst_change() {
    for (edits, verdict) in [
        (&[][..], "none"),
        (&[("summary: Gets", "summary: Fetches")], "patch"),
        (
            &[
                ("summary: Gets", "summary: Fetches"),
                ("[good, bad]", "[good, bad, ugly]"),
            ],
            "minor",
        ),
        (
            &[
                ("[good, bad]", "[good, ugly]"),
                ("summary: Gets", "summary: Fetches"),
            ],
            "major",
        ),
    ] {
        let diff = compare(&api(BASE), &api(&edited(edits)));
        assert_eq!(diff.json()["verdict"], verdict);
        assert_eq!(diff.is_empty(), verdict == "none");
        assert_eq!(diff.markdown().is_empty(), diff.is_empty());
    }
}

#[test]
fn each_change_is_under_one_heading_of_the_changelog() {
    let old = api(include_str!("../../tests/diff/old.yaml"));
    let new = api(include_str!("../../tests/diff/new.yaml"));
    let diff = compare(&old, &new);
    let changes = |list: &str| -> Vec<String> {
        let lines = list.lines().filter(|line| line.starts_with("  - "));
        lines.map(str::to_owned).collect()
    };
    let notes = diff.notes();
    assert_eq!(notes.len(), 4);
    for ((heading, list), expected) in notes.iter().zip([
        ("Added", "field `price`: added"),
        ("Changed", "now required"),
        ("Deprecated", "now deprecated"),
        ("Removed", "field `owner`: removed"),
    ]) {
        assert_eq!(
            (*heading, list.contains(expected.1)),
            (expected.0, true),
            "{list}"
        );
    }
    let mut listed: Vec<String> = notes.iter().flat_map(|(_, list)| changes(list)).collect();
    let mut all = changes(&diff.markdown());
    listed.sort();
    all.sort();
    assert_eq!(listed, all);
    assert_eq!(compare(&new, &new).notes(), []);
}

#[test]
fn what_breaks_comes_first_in_its_group() {
    let edits = [
        ("summary: Gets", "summary: Fetches"),
        ("- {name: z, in: query", "- {name: w, in: query"),
    ];
    let diff = compare(&api(BASE), &api(&edited(&edits)));
    let classes: Vec<_> = diff.changes().map(|change| name(change.class)).collect();
    assert_eq!(classes, ["breaking", "addition", "docs"]);
}

#[test]
fn names_that_follow_from_others_break_as_well() {
    let nullable = "name: {type: string, x-nullable: true}";
    let taken =
        "name: {type: string, x-nullable: true}\n                clear_name: {type: string}";
    let name = "name: {type: string}";
    let short = |alias| format!("operationId: list\n      x-rust-alias: {alias}");
    let (all, every) = (short("all"), short("every"));
    for (old, new, says) in [
        (
            (name, nullable),
            (name, name),
            &["put_a: breaking (removed): function `clear_name` removed"][..],
        ),
        (
            (name, nullable),
            (name, taken),
            &["put_a: breaking (renamed): function `clear_name_2` renamed, was `clear_name`"],
        ),
        (
            ("operationId: list", &*all),
            ("operationId: list", &*every),
            &[
                "list: breaking (renamed): function `every` renamed, was `all`",
                "list: breaking (renamed): type `EveryParams` renamed, was `AllParams`",
                "list: breaking (renamed): function `every_items` renamed, was `all_items`",
            ],
        ),
    ] {
        let diff = compare(&api(&edited(&[old])), &api(&edited(&[new])));
        let lines = lines(&diff);
        assert!(
            says.iter()
                .all(|line| lines.iter().any(|found| found == line)),
            "{lines:#?}"
        );
    }
}
