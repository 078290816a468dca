//! Operations that the overlays add, and what happens when upstream has them one day.

use std::fs;
use std::path::Path;

use super::folder::Folder;

/// An overlay that adds an operation, which no file of the repository has.
const ADDITION: &str = "\
overlay: 1.1.0
info: {title: Things, version: 1.0.0}
actions:
- description: Add what reads a thing
  target: $.paths
  update:
    /pages/{page_id}/things/{thing_id}:
      get:
        operationId: get-thing
        tags: [Things]
        parameters:
        - {$ref: '#/parameters/page_id'}
        - {name: thing_id, in: path, required: true, type: string}
        responses: {200: {description: The thing.}}
";

/// The correction that the message recommends.
const CORRECTION: &str = "\
overlay: 1.1.0
info: {title: Things, version: 1.0.0}
actions:
- description: Write the parameters of the path in braces
  target: $.paths
  update:
    /pages/{page_id}/things/{thing_id}.json:
      parameters:
      - {$ref: '#/parameters/page_id'}
      - {name: thing_id, in: path, required: true, type: string}
- target: $.paths['/pages/{page_id}/things/{thing_id}.json']
  copy: $.paths['/pages/[page_id]/things/[thing_id].json']
- target: $.paths['/pages/[page_id]/things/[thing_id].json']
  remove: true
- target: $.paths[*][?@.operationId == 'get-a-thing']
  update: {x-rust-alias: get-thing}
";

/// The same operation, as a later publication of upstream would have it.
const IN_UPSTREAM: &str = "  /pages/[page_id]/things/[thing_id].json:
    get:
      operationId: get-a-thing
      tags: [Things]
      responses: {200: {description: OK}}
";

/// A copy of the repository's description, with one more overlay.
fn copy(overlay: &str) -> Folder {
    let folder = Folder::unsynced();
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    fs::copy(
        spec.join("upstream.yaml"),
        folder.path("spec/upstream.yaml"),
    )
    .unwrap();
    fs::remove_file(folder.path("spec/overlay/a.yaml")).unwrap();
    for entry in fs::read_dir(spec.join("overlay")).unwrap() {
        let entry = entry.unwrap();
        let target = folder.path("spec/overlay").join(entry.file_name());
        fs::copy(entry.path(), target).unwrap();
    }
    folder.write("spec/overlay/things.yaml", overlay.as_bytes());
    folder
}

fn upstream_with(operation: &str, folder: &Folder) -> String {
    let text = folder.read("spec/upstream.yaml");
    let (before, after) = text.split_once("\npaths:\n").unwrap();
    folder.outside(
        "new.yaml",
        format!("{before}\npaths:\n{operation}{after}").as_bytes(),
    )
}

#[test]
fn an_addition_that_upstream_has_is_an_error_with_its_remedy() {
    let folder = copy(ADDITION);
    assert_eq!(folder.sync(&[]).code, Some(0));
    let before = folder.snapshot();
    let new = upstream_with(IN_UPSTREAM, &folder);
    let ran = folder.sync(&["--from", &new]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let line = fs::read_to_string(&new)
        .unwrap()
        .lines()
        .position(|line| line.contains("/things/"))
        .unwrap()
        + 2;
    for part in [
        "spec/overlay/things.yaml:8:7: error[addition-exists]: action 1 (Add what reads a thing)",
        "`get-thing`, GET /pages/{page_id}/things/{thing_id}",
        &format!(
            "new.yaml:{line}:5 has: `get-a-thing`, GET /pages/[page_id]/things/[thing_id].json"
        ),
        "remove the operation from this action",
        "rename upstream's path",
        "`$.paths[*][?@.operationId == 'get-a-thing']`",
        "`x-rust-alias: get-thing`",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert_eq!(ran.stderr.matches("error[").count(), 1, "{}", ran.stderr);
    assert!(folder.snapshot() == before);

    // What the message says is enough.
    folder.write("spec/overlay/things.yaml", CORRECTION.as_bytes());
    let ran = folder.sync(&["--from", &new]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(folder.sync(&["--check"]).code, Some(0));
    let text = folder.read("spec/statuspage.json");
    assert!(text.contains(r#""x-rust-alias": "get-thing""#));
    assert!(!text.contains(r#""/pages/{page_id}/things/{thing_id}":"#));
}

#[test]
fn an_operation_is_the_same_by_its_id_or_by_its_method_and_path() {
    for (operation, is_same) in [
        (IN_UPSTREAM.to_owned(), true),
        (IN_UPSTREAM.replace("[thing_id].json", "{id}"), true),
        (IN_UPSTREAM.replace("get:", "delete:"), false),
        (IN_UPSTREAM.replace("/things/", "/items/"), false),
        (IN_UPSTREAM.replace("[thing_id]", "all"), false),
        (
            IN_UPSTREAM
                .replace("/things/", "/items/")
                .replace("get-a-thing", "get-thing"),
            true,
        ),
        (
            IN_UPSTREAM.replace("      operationId: get-a-thing\n", ""),
            true,
        ),
    ] {
        let folder = copy(ADDITION);
        let new = upstream_with(&operation, &folder);
        let ran = folder.sync(&["--from", &new, "--dry-run"]);
        let is_reported = ran.stderr.contains("error[addition-exists]");
        assert_eq!(is_reported, is_same, "{operation}{ran:?}");
    }
}

#[test]
fn two_overlays_cannot_add_the_same_operation() {
    let folder = copy(ADDITION);
    let other = ADDITION.replace("get-thing", "read-thing");
    folder.write("spec/overlay/z.yaml", other.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stderr
            .contains("spec/overlay/z.yaml:8:7: error[addition-exists]")
            && ran
                .stderr
                .contains("which spec/overlay/things.yaml:8:7 has")
            && ran.stderr.contains("keep one of the two"),
        "{ran:?}"
    );
}
