//! What sync says of changes of upstream: those that the overlay covers, those that it fails at, and new warnings.

use super::difference::more;
use super::folder::{API, Folder, Ran};

fn with_actions(actions: &str) -> Folder {
    let folder = Folder::new();
    let overlay = folder.read("spec/overlay/a.yaml") + actions;
    folder.write("spec/overlay/a.yaml", overlay.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    folder
}

fn sync(folder: &Folder, text: &str) -> Ran {
    assert_ne!(text, API);
    let file = folder.outside("new.yaml", text.as_bytes());
    folder.sync(&["--from", &file])
}

/// Five corrections of the operation `get-a-pet`.
const FIVE: &str = "\
- {target: \"$.paths[*][?@.operationId == 'get-a-pet']\", update: {tags: [Pets]}}
- {target: \"$.paths[*][?@.operationId == 'get-a-pet'].responses\", update: {404: {description: None}}}
- {target: \"$.paths[*][?@.operationId == 'get-a-pet'].summary\", update: Get one}
- {target: \"$.paths[*][?@.operationId == 'get-a-pet'].responses['200']\", update: {description: Fine}}
- {target: \"$.paths[*][?@.operationId == 'get-a-pet']\", update: {deprecated: true}}
";

#[test]
fn a_change_that_the_overlay_covers_is_shown() {
    let folder = with_actions(
        "- {target: $.definitions.Pet.properties, remove: true}\n\
         - {target: $.definitions.Pet, update: {properties: {name: {type: string}}}}\n",
    );
    let ran = sync(&folder, &API.replace("      name:\n", "      title:\n"));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let (upstream, generated) = ran.stdout.split_once("\nWith the overlays:\n").unwrap();
    assert!(
        upstream.starts_with("spec/upstream.yaml has changed.\n"),
        "{upstream}"
    );
    assert!(upstream.contains("`title`"), "{upstream}");
    assert!(
        generated.contains("The generated code is the same."),
        "{generated}"
    );
}

#[test]
fn a_change_that_the_overlay_leaves_as_it_is_is_shown_once() {
    let ran = sync(&Folder::new(), &more());
    assert_eq!(
        ran.stdout.matches("list_pets  GET /pets").count(),
        1,
        "{ran:?}"
    );
    assert!(
        ran.stdout
            .contains("With the overlays: the same changes.\n"),
        "{ran:?}"
    );
}

#[test]
fn a_warning_is_shown_when_it_is_new() {
    let folder = Folder::new();
    let text = API.replace(
        "      name:\n        type: string",
        "      name:\n        type: strnig",
    );
    let ran = sync(&folder, &text);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let warning = "warning[unknown-type]";
    assert!(ran.stdout.contains("1 new warning:\n"), "{ran:?}");
    assert!(ran.stdout.contains("spec/statuspage.json:"), "{ran:?}");
    assert!(ran.stdout.contains(warning), "{ran:?}");
    assert!(ran.stdout.contains("strnig"), "{ran:?}");
    let ran = folder.sync(&[]);
    assert!(!ran.stdout.contains(warning), "{ran:?}");
}

#[test]
fn an_untyped_result_is_shown_when_it_comes_in() {
    let folder = Folder::new();
    let ran = sync(&folder, &more());
    let warning =
        "warning: 1 new untyped result; describe the response in spec/overlay: list_pets\n";
    assert!(ran.stdout.contains(warning), "{ran:?}");
    let ran = sync(&folder, &more().replace("List pets", "List all pets"));
    assert!(!ran.stdout.contains("untyped result"), "{ran:?}");
    // A result that loses its type counts as well.
    let text = more().replace(
        "          schema:\n            $ref: '#/definitions/Pet'\n",
        "",
    );
    let ran = sync(&folder, &text);
    assert!(
        ran.stdout.contains("in spec/overlay: get_a_pet\n"),
        "{ran:?}"
    );
}

#[test]
fn a_renamed_operation_is_one_error() {
    let folder = with_actions(FIVE);
    let before = folder.snapshot();
    let text = API.replace("get-a-pet", "fetch-a-pet");
    let ran = sync(&folder, &text);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stdout.contains("`fetch_a_pet`"), "{ran:?}");
    assert_eq!(ran.stderr.matches("error[").count(), 1, "{ran:?}");
    assert!(
        ran.stderr
            .contains("(4 more actions for the same reason: line "),
        "{ran:?}"
    );
    assert!(folder.snapshot() == before);
}

#[test]
fn a_repeated_operation_id_is_reported_before_the_overlay() {
    let folder = with_actions(
        "- {target: $.info, copy: \"$.paths[*][?@.operationId == 'get-a-pet'].responses\"}\n",
    );
    let text = more().replace("list-pets", "get-a-pet");
    let ran = sync(&folder, &text);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stdout.contains("warning[duplicate-operation-id]"),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("error[copy-source]"), "{ran:?}");
}

#[test]
fn a_truncated_file_is_called_that() {
    let folder = with_actions("- {target: $.definitions.Pet, update: {description: A pet}}\n");
    let (beginning, _) = API.split_once("definitions:\n").unwrap();
    let ran = sync(&folder, beginning);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stdout.contains("check whether it is complete"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("dangling-reference"), "{ran:?}");
}

#[test]
fn of_many_problems_the_first_are_reported() {
    let actions: Vec<String> = (0..30)
        .map(|index| format!("- {{target: \"$.paths['/{index}']\", update: {{x-a: 1}}}}\n"))
        .collect();
    let folder = Folder::new();
    let overlay = folder.read("spec/overlay/a.yaml") + &actions.concat();
    folder.write("spec/overlay/a.yaml", overlay.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(ran.stderr.matches("error[").count(), 10, "{ran:?}");
    assert!(ran.stderr.contains("and 20 more problems"), "{ran:?}");
}
