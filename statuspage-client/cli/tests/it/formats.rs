//! The formats of the output.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
    time::Duration,
};

use expect_test::expect;
use serde_json::json;
use statuspage_simulator::Fault;

use crate::program::{Program, Ran};

/// Two components as the service could return them.
fn components() -> String {
    json!([
        {"id": "c1", "name": "API", "status": "operational", "position": 1, "description": null, "future": [1]},
        {"id": "c2", "name": "Web \u{1b}[31mshop\nnew", "status": "", "position": 2, "description": "a, \"b\""},
    ])
    .to_string()
}

fn list(format: &str) -> Ran {
    let program = Program::start();
    let body = components();
    program
        .simulator
        .fail_next([Fault::response(200, "application/json", body)]);
    let ran = program.run(&format!("components list {format}"));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    ran
}

#[test]
fn a_list_is_a_table_with_the_usual_columns() {
    expect![[r"
        ID  NAME                    STATUS
        c1  API                     operational
        c2  Web \u001b[31mshop new
    "]]
    .assert_eq(&list("").stdout);
    expect![[r"
        POSITION  ID
        1         c1
        2         c2
    "]]
    .assert_eq(&list("--fields position,id").stdout);
}

#[test]
fn a_list_is_json_yaml_or_csv() {
    expect![[r#"
        [
          {
            "id": "c1",
            "status": "operational"
          },
          {
            "id": "c2",
            "status": ""
          }
        ]
    "#]]
    .assert_eq(&list("--output json --fields id,status").stdout);
    expect![[r#"
        {"id":"c1","name":"API","status":"operational","position":1,"description":null,"future":[1]}
        {"id":"c2","name":"Web \u001b[31mshop\nnew","status":"","position":2,"description":"a, \"b\""}
    "#]]
    .assert_eq(&list("--output ndjson").stdout);
    expect![[r#"
        - id: c1
          name: API
          status: operational
          position: 1
          description: null
          future:
          - 1
        - id: c2
          name: "Web \e[31mshop\nnew"
          status: ''
          position: 2
          description: a, "b"
    "#]]
    .assert_eq(&list("--output yaml").stdout);
    expect![[r#"
        id,description,position,none
        c1,,1,
        c2,"a, ""b""",2,
    "#]]
    .assert_eq(&list("--output csv --fields id,description,position,none").stdout);
}

#[test]
fn all_fields_of_the_description_are_columns_of_csv() {
    let ran = list("--output csv");
    let names = ran.stdout.lines().next().unwrap();
    assert!(
        names.starts_with("id,page_id,group_id,created_at"),
        "{names}"
    );
}

#[test]
fn an_object_has_a_line_for_each_field() {
    let program = Program::start();
    let incident = json!({
        "id": "i1", "name": "Slow", "impact_override": null, "components": [{"id": "c1", "name": "API"}],
        "metadata": {"ci": {"job": 7}}, "incident_updates": [{"status": "resolved"}, {"status": "investigating"}],
    })
    .to_string();
    let fault = || Fault::response(200, "application/json", incident.clone());
    program.simulator.fail_next([fault(), fault(), fault()]);
    expect![[r"
        id                i1
        name              Slow
        components        API
        metadata.ci.job   7
        incident_updates  resolved, investigating
    "]]
    .assert_eq(&program.run("incidents get i1").stdout);
    expect![[r"
        id               i1
        metadata.ci.job  7
    "]]
    .assert_eq(
        &program
            .run("incidents get i1 --fields id,metadata.ci.job")
            .stdout,
    );
    expect![[r#"
        id,components.name,metadata.ci
        i1,"[""API""]","{""job"":7}"
    "#]]
    .assert_eq(
        &program
            .run("incidents get i1 --output csv --fields id,components.name,metadata.ci")
            .stdout,
    );
}

#[test]
fn an_empty_list_is_empty_in_every_format() {
    let program = Program::start();
    for (format, expected) in [
        ("table", ""),
        ("json", "[]\n"),
        ("ndjson", ""),
        ("yaml", "[]\n"),
        ("csv", "id\n"),
    ] {
        for all in ["", "--all"] {
            let ran = program.run(&format!(
                "components list {all} --output {format} --fields id"
            ));
            assert_eq!((ran.code, &*ran.stdout), (0, expected), "{format} {all}");
        }
    }
}

#[test]
fn all_pages_are_read() {
    let program = Program::start();
    for _ in 0..5 {
        program.json("components create --name x");
    }
    program.simulator.clear_requests();
    for format in ["json", "yaml", "ndjson", "csv", "table"] {
        let all = program.run(&format!(
            "components list --all --per-page 2 --output {format}"
        ));
        let one = program.run(&format!("components list --output {format}"));
        assert_eq!(all.stdout, one.stdout, "{format}");
    }
    let queries = program.simulator.take_requests().into_iter();
    let queries: Vec<String> = queries
        .take(4)
        .filter_map(|request| request.query)
        .collect();
    assert_eq!(
        queries,
        [
            "page=1&per_page=2",
            "page=2&per_page=2",
            "page=3&per_page=2",
            "page=1&per_page=100"
        ]
    );
    let later = program.json("components list --all --page-number 2 --per-page 2");
    assert_eq!(later.as_array().map(Vec::len), Some(3));
}

#[test]
fn a_page_is_printed_as_soon_as_it_is_read() {
    let program = Program::start();
    for _ in 0..2 {
        program.json("components create --name x");
    }
    program.simulator.clear_requests();
    // The second page never comes.
    let delays = [Duration::ZERO, Duration::MAX].map(Fault::delay);
    program.simulator.fail_next(delays);
    let list = "components list --all --per-page 1 --output ndjson";
    let mut command = program.command(&list.split(' ').collect::<Vec<_>>());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.starts_with('{') && line.ends_with("}\n"), "{line}");
    assert!(program.simulator.requests().len() <= 2);
}

#[test]
fn a_full_page_is_noted() {
    let program = Program::start();
    let list = |items: usize, more: &str| {
        let items = vec![json!({"id": "c"}); items];
        let body = serde_json::Value::from(items).to_string();
        let fault = Fault::response(200, "application/json", body);
        program.simulator.fail_next([fault]);
        program
            .run(&format!("components list --per-page 2 {more}"))
            .stderr
    };
    assert!(list(2, "").contains("use --all"));
    assert_eq!(list(1, ""), "");
    assert_eq!(list(2, "--page-number 2"), "");
}

#[test]
fn a_reader_that_has_seen_enough_is_not_an_error() {
    let program = Program::start();
    let mut command = program.command(&["pages", "list"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert_eq!((ran.status.code(), ran.stderr.len()), (Some(0), 0));
}
