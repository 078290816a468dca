//! `--check` and `--dry-run`: they report, and write nothing.

use std::fs;

use super::folder::{API, CHANGELOG, Folder, OVERLAY, Ran, SET};

fn check(folder: &Folder) -> Ran {
    let before = folder.snapshot();
    let ran = folder.sync(&["--check"]);
    assert!(
        folder.snapshot() == before,
        "something was written: {ran:?}"
    );
    ran
}

fn fits(folder: &Folder) {
    let ran = check(folder);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

fn finds(folder: &Folder, findings: &[&str]) {
    let ran = check(folder);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for finding in findings {
        assert!(
            ran.stdout.contains(finding),
            "{finding:?} is not in: {}",
            ran.stdout
        );
    }
    let advice = ran.stdout.lines().last().unwrap();
    assert!(advice.contains("`cargo xtask sync`"), "{ran:?}");
    // The advice is a good one.
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    fits(folder);
}

#[test]
fn the_first_run_makes_what_is_missing() {
    let folder = Folder::unsynced();
    finds(
        &folder,
        &[
            "spec/statuspage.json",
            "spec/statuspage.lock does not exist",
        ],
    );
    assert_eq!(folder.read("spec/upstream.yaml"), API);
    assert!(
        folder
            .read("spec/statuspage.json")
            .contains(r#""title": "Pets and their owners""#)
    );
    let lock = folder.read("spec/statuspage.lock");
    assert!(lock.contains("source: spec/upstream.yaml\n"), "{lock}");
    assert_eq!(folder.read("CHANGELOG.md"), CHANGELOG);
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::new();
    let before = folder.snapshot();
    let ran = folder.sync(&[]);
    assert!(ran.stdout.contains("Every file is up to date."), "{ran:?}");
    assert!(folder.snapshot() == before);
    fits(&folder);
}

#[test]
fn every_edit_by_hand_is_found() {
    for name in SET.into_iter().chain(["spec/overlay/a.yaml"]) {
        let folder = Folder::new();
        let text = folder.read(name);
        let edited = match name {
            "spec/upstream.yaml" => text.replace("Get a pet", "Get my pet"),
            "spec/statuspage.lock" => text.replace("upstream.yaml: ", "upstream.yaml: 0"),
            _ => text + "# By hand.\n",
        };
        folder.write(name, edited.as_bytes());
        finds(&folder, &[name]);
        fs::remove_file(folder.path(name)).unwrap();
        let ran = check(&folder);
        assert_eq!(ran.code, Some(1), "{name}: {ran:?}");
        assert!(ran.stdout.contains(name), "{ran:?}");
    }
}

#[test]
fn overlays_are_applied_in_the_order_of_their_names() {
    let folder = Folder::new();
    let titled = |title| OVERLAY.replace("Pets and their owners", title);
    folder.write("spec/overlay/c.yaml", titled("Last").as_bytes());
    folder.write("spec/overlay/b.yaml", titled("First").as_bytes());
    finds(
        &folder,
        &["spec/overlay/b.yaml: was added", "spec/overlay/c.yaml: was"],
    );
    assert!(
        folder
            .read("spec/statuspage.json")
            .contains(r#""title": "Last""#)
    );
    fs::remove_file(folder.path("spec/overlay/c.yaml")).unwrap();
    finds(
        &folder,
        &["spec/overlay/c.yaml: is listed in spec/statuspage.lock"],
    );
    assert!(
        folder
            .read("spec/statuspage.json")
            .contains(r#""title": "First""#)
    );
    let wrong = OVERLAY.replace("$.info", "$.gone");
    folder.write("spec/overlay/b.yaml", wrong.as_bytes());
    let ran = folder.sync(&[]);
    let place = "\nspec/overlay/b.yaml:6:11: error[no-match]";
    assert!(ran.stderr.contains(place), "{ran:?}");
}

#[test]
fn the_first_line_that_differs_is_reported() {
    let folder = Folder::new();
    let text = folder.read("spec/statuspage.json");
    let line = text
        .lines()
        .position(|line| line.contains(r#""title":"#))
        .unwrap()
        + 1;
    folder.write(
        "spec/statuspage.json",
        text.replace("owners", "rulers").as_bytes(),
    );
    finds(&folder, &[&format!("spec/statuspage.json:{line}: ")]);
}

#[test]
fn a_lock_that_cannot_be_read_is_reported() {
    let folder = Folder::new();
    folder.write("spec/statuspage.lock", b"nonsense: 1\n");
    let ran = check(&folder);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stderr
            .contains("restore it with git, or name the source with --from"),
        "{ran:?}"
    );
    let file = folder.outside("api.yaml", API.as_bytes());
    assert_eq!(folder.sync(&["--from", &file]).code, Some(0));
    fits(&folder);
}

#[test]
fn a_source_that_is_gone_leaves_upstream_as_it_is() {
    let folder = Folder::new();
    let text = API.replace("Get a pet", "Get one pet");
    let file = folder.outside("new.yaml", text.as_bytes());
    let ran = folder.sync(&["--from", &file, "--set-source"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    fs::remove_file(&file).unwrap();
    let overlay = folder
        .read("spec/overlay/a.yaml")
        .replace("owners", "friends");
    folder.write("spec/overlay/a.yaml", overlay.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.stdout.contains("spec/upstream.yaml stays as it is"),
        "{ran:?}"
    );
    assert_eq!(folder.read("spec/upstream.yaml"), text);
    assert!(
        folder
            .read("spec/statuspage.json")
            .contains("Pets and their friends")
    );
    assert!(
        folder
            .read("spec/statuspage.lock")
            .contains(&format!("source: {file}\n"))
    );
}

#[test]
fn the_source_stays_unless_it_is_set() {
    let folder = Folder::new();
    let text = API.replace("Get a pet", "Get one pet");
    let file = folder.outside("new.yaml", text.as_bytes());
    let source = || {
        let lock = folder.read("spec/statuspage.lock");
        let line = lock.lines().find_map(|line| line.strip_prefix("source: "));
        line.unwrap().to_owned()
    };
    assert_eq!(folder.sync(&["--from", &file]).code, Some(0));
    assert_eq!(source(), "spec/upstream.yaml");
    // The next run works on what the last one got.
    assert_eq!(folder.sync(&[]).code, Some(0));
    assert_eq!(folder.read("spec/upstream.yaml"), text);
    let ran = folder.sync(&["--from", &file, "--set-source"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(source(), file);
    let ran = folder.sync(&["--set-source"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new();
    let before = folder.snapshot();
    let text = API.replace("/pets/", "/animals/");
    let file = folder.outside("new.yaml", text.as_bytes());
    let ran = folder.sync(&["--from", &file, "--dry-run"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let names = "spec/upstream.yaml, CHANGELOG.md, spec/statuspage.json, spec/statuspage.lock";
    assert!(ran.stdout.contains(names), "{ran:?}");
    assert!(folder.snapshot() == before);
}

#[test]
fn options_that_exclude_each_other() {
    let folder = Folder::new();
    for arguments in [["--check", "--dry-run"], ["--check", "--from=a"]] {
        let ran = folder.sync(&arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains("cannot be used with"), "{ran:?}");
    }
}

#[test]
fn the_retrieval_date_stays_while_upstream_does() {
    let folder = Folder::new();
    let lock = folder.read("spec/statuspage.lock");
    let old: String = lock
        .lines()
        .map(|line| {
            if line.starts_with("retrieved:") {
                "retrieved: 2001-02-03"
            } else {
                line
            }
        })
        .fold(String::new(), |text, line| text + line + "\n");
    folder.write("spec/statuspage.lock", old.as_bytes());
    assert_eq!(folder.sync(&[]).code, Some(0));
    assert_eq!(folder.read("spec/statuspage.lock"), old);
    let file = folder.outside("new.yaml", API.as_bytes());
    assert_eq!(folder.sync(&["--from", &file]).code, Some(0));
    assert_eq!(folder.read("spec/statuspage.lock"), old);
    let text = API.replace("Get a pet", "Get one pet");
    let file = folder.outside("new.yaml", text.as_bytes());
    assert_eq!(folder.sync(&["--from", &file]).code, Some(0));
    assert!(!folder.read("spec/statuspage.lock").contains("2001-02-03"));
}
