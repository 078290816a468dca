//! Pipes and devices as input: limited in time and size, as downloads are.

use std::fs;
use std::process::Command;

use super::broken::refused;
use super::difference::more;
use super::folder::Folder;

fn pipe(folder: &Folder) -> String {
    let path = folder.outside("pipe", b"");
    fs::remove_file(&path).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    path
}

#[test]
fn a_pipe_is_read_to_its_end() {
    let folder = Folder::new();
    let path = pipe(&folder);
    let writer = std::thread::spawn({
        let path = path.clone();
        move || fs::write(path, more())
    });
    let ran = folder.sync(&["--from", &path]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    writer.join().unwrap().unwrap();
    assert_eq!(folder.read("spec/upstream.yaml"), more());
}

#[test]
fn a_pipe_that_nobody_writes_to() {
    let folder = Folder::new();
    let path = pipe(&folder);
    let before = folder.snapshot();
    let ran = folder.sync(&["--from", &path, "--time-limit", "1"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("cannot be read within 1 s"), "{ran:?}");
    assert!(folder.snapshot() == before);
}

#[test]
fn a_device_without_end() {
    refused(&Folder::new(), "/dev/zero", &["is larger than 20 MB"]);
    for task in [
        &["operations", "/dev/zero"][..],
        &["lint", "/dev/zero"],
        &["diff", "/dev/zero", "/dev/zero"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(task)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{task:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(
            message.contains("/dev/zero is larger than 20 MB"),
            "{message}"
        );
    }
}
