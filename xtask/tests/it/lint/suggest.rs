//! `--suggest`: the overlay that is written, and when it is not.

use serde_json::Value;

use super::{fixture, lint, stderr};

#[test]
fn suggestions_are_written_as_an_overlay() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("overlay.yaml");
    let (source, target) = (fixture("every-rule.yaml"), file.to_str().unwrap());
    let arguments = [source.to_str().unwrap(), "--suggest", target];
    let output = lint(&arguments);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let written = std::fs::read_to_string(&file).unwrap();
    let overlay: Value = serde_yaml::from_str(&written).unwrap();
    assert_eq!(overlay["overlay"], "1.1.0");
    let actions = overlay["actions"].as_array().unwrap();
    assert_eq!(actions.len(), 8, "{written}");
    for action in actions {
        assert!(action["description"].is_string(), "{action}");
        assert_ne!(
            action.get("update").is_some(),
            action.get("remove").is_some()
        );
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_is_replaced_only_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("overlay.yaml");
    std::fs::write(&file, "mine").unwrap();
    let (source, target) = (fixture("every-rule.yaml"), file.to_str().unwrap());
    let arguments = [source.to_str().unwrap(), "--suggest", target];
    let output = lint(&arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("exists already"),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&output).contains("--force"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    let output = lint(&[&arguments[..], &["--force"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("overlay: 1.1.0")
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_overlay_is_not_written_where_it_should_not_be() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.yaml");
    std::fs::copy(fixture("every-rule.yaml"), &copy).unwrap();
    let before = std::fs::read(&copy).unwrap();
    let copy_name = copy.to_str().unwrap();
    let output = lint(&[copy_name, "--suggest", copy_name, "--force"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is the description itself"));
    assert_eq!(std::fs::read(&copy).unwrap(), before);
    let nowhere = folder.path().join("none/overlay.yaml");
    let output = lint(&[copy_name, "--suggest", nowhere.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot write"),
        "{}",
        stderr(&output)
    );
    // Nothing to suggest is nothing to write.
    let unneeded = folder.path().join("unneeded.yaml");
    let clean = fixture("clean.yaml");
    let output = lint(&[
        clean.to_str().unwrap(),
        "--suggest",
        unneeded.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!unneeded.exists());
}
