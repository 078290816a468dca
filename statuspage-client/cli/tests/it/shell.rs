//! `statuspage completions` and `statuspage man`.

use std::{
    fs,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::program::{command, run};

/// Returns whether a program is installed.
fn is_installed(name: &str) -> bool {
    let mut version = Command::new(name);
    let version = version.arg("--version").stdin(Stdio::null()).output();
    version.is_ok_and(|output| output.status.success())
}

fn output(arguments: &[&str]) -> String {
    let ran = run(&mut command(arguments));
    assert_eq!((ran.code, &*ran.stderr), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn completions_have_the_commands_of_all_groups() {
    for shell in ["bash", "zsh", "fish"] {
        let script = output(&["completions", shell]);
        for word in [
            "incidents",
            "submit",
            "deliver-notifications",
            "resolve",
            "dry-run",
        ] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

// On Windows, `bash` may be the launcher of another system, which does not know the folders of this one.
#[cfg(unix)]
#[test]
fn bash_completes_the_commands_of_a_group() {
    if !is_installed("bash") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let script = folder.path().join("statuspage.bash");
    fs::write(&script, output(&["completions", "bash"])).unwrap();
    let complete = r#"
        source "$1"
        COMP_WORDS=(statuspage incident "")
        COMP_CWORD=2
        _statuspage statuspage "" incident
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let output = Command::new("bash")
        .args(["--norc", "-c", complete, "bash"])
        .arg(&script)
        .output()
        .unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let words: Vec<&str> = words.lines().collect();
    for verb in ["open", "update", "resolve"] {
        assert!(
            words.contains(&verb),
            "{words:?} {:?}",
            String::from_utf8(output.stderr)
        );
    }
}

#[test]
fn the_manual_page_lists_the_groups_and_exit_codes() {
    let page = output(&["man"]);
    assert!(page.contains(".TH statuspage 1"));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("statuspage.1");
    fs::write(&path, &page).unwrap();
    let rendered = if is_installed("man") {
        Command::new("man")
            .arg("-l")
            .arg(&path)
            .env("MANWIDTH", "80")
            .output()
    } else if is_installed("groff") {
        Command::new("groff")
            .args(["-man", "-Tascii"])
            .arg(&path)
            .output()
    } else {
        return;
    };
    let rendered = rendered.unwrap();
    assert_eq!(String::from_utf8_lossy(&rendered.stderr), "");
    let text = String::from_utf8_lossy(&rendered.stdout);
    for word in [
        "incidents",
        "maintenance",
        "Exit codes",
        "STATUSPAGE_API_KEY",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn each_command_has_a_manual_page() {
    let folder = TempDir::new().unwrap();
    let directory = folder.path().to_str().unwrap();
    assert_eq!(output(&["man", "--directory", directory]), "");
    for name in [
        "statuspage",
        "statuspage-incidents-create",
        "statuspage-maintenance-start",
    ] {
        let page = fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
        assert!(page.contains(".SH NAME"), "{name}");
    }
    let ran = run(&mut command(&["man", "--directory", "/no/such/directory"]));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("/no/such/directory"), "{}", ran.stderr);
}
