//! `--dry-run`: the request is printed, and nothing is sent. All operations are in `operations.rs`.

use expect_test::expect;

use crate::program::{command, run};

#[test]
fn the_request_is_printed_without_a_key() {
    let words = [
        "incidents",
        "create",
        "--page",
        "abc",
        "--name",
        "Checkout is slow",
        "--component",
        "c1=major_outage",
        "--component",
        "c2=operational",
        "--dry-run",
    ];
    let ran = run(&mut command(&words));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    expect![[r#"
        POST https://api.statuspage.io/v1/pages/abc/incidents.json
        Accept: application/json
        Content-Type: application/json

        {"incident":{"name":"Checkout is slow","components":{"c1":"major_outage","c2":"operational"}}}
    "#]]
    .assert_eq(&ran.stdout);
}

#[test]
fn the_base_url_is_that_of_the_environment() {
    let mut command = command(&["components", "list", "--page", "é/x", "--dry-run"]);
    let ran = run(command.env("STATUSPAGE_BASE_URL", "http://127.0.0.1:1/v1/"));
    expect![[r"
        GET http://127.0.0.1:1/v1/pages/%C3%A9%2Fx/components.json?page=1&per_page=100
        Accept: application/json
    "]]
    .assert_eq(&ran.stdout);
}

#[test]
fn secrets_are_hidden() {
    let words = "metric-providers create --page p --type Datadog --api-key hunter2 --dry-run";
    let words: Vec<&str> = words.split(' ').collect();
    let ran = run(&mut command(&words));
    assert!(
        ran.stdout.contains(r#""api_key":"[secret]""#),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("hunter2"));
}
