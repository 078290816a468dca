//! Mistakes in the arguments, and the help.

use expect_test::{expect, expect_file};

use crate::program::{command, run};

fn refused(arguments: &str) -> String {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    let ran = run(&mut command(&words));
    assert_eq!((ran.code, &*ran.stdout), (2, ""), "{arguments}");
    ran.stderr
}

#[test]
fn missing_arguments_are_named() {
    let error = refused("incidents create");
    assert!(
        error.contains("--page <PAGE_ID>") && error.contains("--name <TEXT>"),
        "{error}"
    );
    let mut empty = command(&["incidents", "create", "--name", "x"]);
    let ran = run(empty
        .env("STATUSPAGE_PAGE_ID", "")
        .env("STATUSPAGE_API_KEY_FILE", ""));
    assert!(ran.stderr.contains("--page <PAGE_ID>"), "{}", ran.stderr);
    let error = refused("incidents get --page p");
    assert!(error.contains("<INCIDENT_ID>"), "{error}");
}

#[test]
fn a_wrong_value_is_refused_with_its_option_and_what_is_expected() {
    for (arguments, option, expected) in [
        (
            "incidents create --page p --name x --scheduled-for tomorrow",
            "--scheduled-for",
            "a time with its offset",
        ),
        (
            "incidents create --page p --name x --component abc",
            "--components",
            "expected KEY=VALUE",
        ),
        (
            "incidents create --page p --name x --metadata a=b",
            "--metadata",
            "expected JSON",
        ),
        (
            "incidents list --page p --per-page x",
            "--per-page",
            "a whole number",
        ),
        (
            "incidents update --page p i --backfilled perhaps",
            "--backfilled",
            "`true` or `false`",
        ),
    ] {
        let error = refused(arguments);
        assert!(
            error.contains(option) && error.contains(expected),
            "{error}"
        );
    }
}

#[test]
fn options_that_exclude_each_other_are_refused() {
    let error = refused("components update --page p c --description x --clear-description");
    assert!(error.contains("cannot be used with"), "{error}");
    let error = refused("components update --page p c --description x --json -");
    assert!(error.contains("cannot be used with"), "{error}");
    let error = refused("incidents create --page p --json /no/such/file");
    assert!(
        error.contains("--json /no/such/file: cannot be read"),
        "{error}"
    );
}

#[test]
fn null_lists_and_all_items_can_be_given() {
    let body = |arguments: &str| {
        let words = arguments
            .split(' ')
            .map(|word| if word == "EMPTY" { "" } else { word });
        let words: Vec<&str> = words.chain(["--dry-run", "--page", "p"]).collect();
        let ran = run(&mut command(&words));
        assert_eq!((ran.code, &*ran.stderr), (0, ""), "{arguments}");
        ran.stdout.lines().last().unwrap().to_owned()
    };
    assert_eq!(
        body("components update c --clear-description --name x"),
        r#"{"component":{"name":"x","description":null}}"#
    );
    assert_eq!(
        body("subscribers unsubscribe --subscriber a,b --subscriber c"),
        r#"{"subscribers":["a","b","c"]}"#
    );
    assert_eq!(
        body("subscribers unsubscribe --subscribers all"),
        r#"{"subscribers":"all"}"#
    );
    assert_eq!(
        body("page-access-groups update g --component-ids EMPTY"),
        r#"{"page_access_group":{"component_ids":[]}}"#
    );
    assert_eq!(
        body("page-access-users remove-components u --component-ids all"),
        "Accept: application/json"
    );
    // A value that the description does not know is the service's to judge.
    assert_eq!(
        body("components update c --status asleep"),
        r#"{"component":{"status":"asleep"}}"#
    );
}

#[test]
fn the_help_names_commands_options_and_exit_codes() {
    let help = |arguments: &[&str]| {
        let ran = run(&mut command(arguments));
        assert_eq!((ran.code, &*ran.stderr), (0, ""), "{arguments:?}");
        ran.stdout
    };
    expect_file!["../golden/help.txt"].assert_eq(&help(&["--help"]));
    expect_file!["../golden/help_components.txt"].assert_eq(&help(&["components", "--help"]));
    expect_file!["../golden/help_components_update.txt"].assert_eq(&help(&[
        "components",
        "update",
        "-h",
    ]));
    assert_eq!(refused("no-such-group").lines().count(), 5);
}

#[test]
fn the_name_of_the_library_is_another_name() {
    let words = ["incidents", "list-incidents", "--page", "p", "--dry-run"];
    let ran = run(&mut command(&words));
    expect![[r"
        GET https://api.statuspage.io/v1/pages/p/incidents.json?limit=100&page=1
        Accept: application/json
    "]]
    .assert_eq(&ran.stdout);
}

#[test]
fn colours_are_for_those_who_see_them() {
    let is_coloured = |variables: &[(&str, &str)]| {
        let mut help = command(&["--help"]);
        help.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let ran = run(help.envs(variables.iter().copied()));
        ran.stdout.contains('\u{1b}')
    };
    assert!(!is_coloured(&[]));
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}
