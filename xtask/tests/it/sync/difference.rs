//! What an update changes in the generated code, as shown and as noted in the changelog.

use super::folder::{API, CHANGELOG, Folder};

const LIST_PETS: &str = "  /pets:
    get:
      summary: List pets
      operationId: list-pets
      responses:
        200:
          description: OK
";

/// [`API`] with one operation more.
pub(crate) fn more() -> String {
    API.replace("definitions:\n", &format!("{LIST_PETS}definitions:\n"))
}

/// The difference that a run shows, and the changelog after it.
fn sync(folder: &Folder, content: &str) -> (String, String) {
    let file = folder.outside("new.yaml", content.as_bytes());
    let ran = folder.sync(&["--from", &file]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(folder.read("spec/upstream.yaml"), content);
    assert_eq!(folder.sync(&["--check"]).code, Some(0));
    (ran.stdout, folder.read("CHANGELOG.md"))
}

#[test]
fn one_more_operation_and_back_again() {
    let folder = Folder::new();
    let (shown, added) = sync(&folder, &more());
    assert!(
        shown.contains("\nlist_pets  GET /pets\n  addition  function"),
        "{shown}"
    );
    assert!(shown.contains("Semver: minor"), "{shown}");
    assert!(shown.contains("0 breaking, 1 addition, 0 docs"), "{shown}");
    let written =
        "Written: spec/upstream.yaml, CHANGELOG.md, spec/statuspage.json, spec/statuspage.lock.\n";
    assert!(shown.ends_with(written), "{shown}");
    let (before, after) = CHANGELOG.split_once("\n## [0.0.1]").unwrap();
    let note = added.strip_prefix(before).unwrap();
    let note = note.strip_suffix(&format!("\n## [0.0.1]{after}")).unwrap();
    let lines: Vec<&str> = note.lines().collect();
    assert_eq!(lines[0], "- `list_pets` (`GET /pets`)");
    assert!(
        lines[1].starts_with("  - **addition:** function `list_pets`: added"),
        "{note}"
    );
    assert_eq!(lines.len(), 2, "{note}");

    // Once more is not twice in the changelog.
    let (shown, again) = sync(&folder, &more());
    assert!(shown.contains("The generated code is the same."), "{shown}");
    assert_eq!(again, added);

    let (shown, removed) = sync(&folder, API);
    assert!(
        shown.contains("\nlist_pets  GET /pets\n  breaking  function"),
        "{shown}"
    );
    assert!(shown.contains("Semver: major"), "{shown}");
    assert!(shown.contains("1 breaking, 0 addition, 0 docs"), "{shown}");
    let removed = removed.strip_prefix(&format!("{before}{note}")).unwrap();
    let heading = "\n### Removed\n\n- `list_pets` (`GET /pets`)\n";
    let removed = removed.strip_prefix(heading).unwrap();
    assert!(
        removed.starts_with("  - **breaking:** function `list_pets`: removed"),
        "{removed}"
    );
}

#[test]
fn other_samples_are_no_difference() {
    let folder = Folder::new();
    let other = API
        .replace("p31zjtct2jer", "kctbh9vrtdwd")
        .replace("2013-05-07T03:00:00Z", "2026-01-01T00:00:00Z");
    let (shown, changelog) = sync(&folder, &other);
    assert!(shown.contains("The generated code is the same."), "{shown}");
    assert_eq!(changelog, CHANGELOG);
    assert!(folder.read("spec/statuspage.json").contains("kctbh9vrtdwd"));
}

#[test]
fn an_overlay_alone_makes_a_difference_too() {
    let folder = Folder::new();
    let overlay = folder.read("spec/overlay/a.yaml")
        + "- target: $.definitions.Pet.properties.name\n  remove: true\n";
    folder.write("spec/overlay/a.yaml", overlay.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("breaking  field"), "{ran:?}");
    let written = "Written: CHANGELOG.md, spec/statuspage.json, spec/statuspage.lock.";
    assert!(ran.stdout.contains(written), "{ran:?}");
    assert_eq!(folder.read("spec/upstream.yaml"), API);
}

#[test]
fn json_is_taken_too() {
    let folder = Folder::new();
    let json = r#"{"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, "paths": {"/pets": {"get":
        {"operationId": "list-pets", "responses": {"200": {"description": "OK"}}}}}}"#;
    for content in [json.to_owned(), format!("---\n{json}\n---\n")] {
        let (_, changelog) = sync(&folder, &content);
        assert!(changelog.contains("`list_pets`: added"), "{changelog}");
        assert!(
            folder
                .read("spec/statuspage.json")
                .contains(r#""operationId": "list-pets""#)
        );
    }
}
