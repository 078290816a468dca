//! Runs that end early or are not alone: each file is whole, `--check` reports files that do not fit, and the same command completes the rest.

use std::fs;
use std::hint::spin_loop;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::difference::more;
use super::folder::{API, CHANGELOG, Folder, SET};
use super::server::{send, serve};

/// The files in the order in which they are put in place.
const ORDER: [&str; 4] = [
    "spec/upstream.yaml",
    "CHANGELOG.md",
    "spec/statuspage.json",
    "spec/statuspage.lock",
];

/// A folder, next to which are the descriptions to come from.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.outside("old.yaml", API.as_bytes());
    folder.outside("new.yaml", more().as_bytes());
    folder
}

fn sync_to(folder: &Folder, file: &str) {
    let ran = folder.sync(&["--from", file]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn what_ended_between_two_files_is_found_and_completed() {
    let done = folder();
    sync_to(&done, "new.yaml");
    for written in 1..ORDER.len() {
        let folder = folder();
        for name in &ORDER[..written] {
            folder.write(name, done.read(name).as_bytes());
        }
        let checked = folder.sync(&["--check"]);
        assert_eq!(checked.code, Some(1), "{written}: {checked:?}");
        sync_to(&folder, "new.yaml");
        for name in ORDER {
            assert_eq!(folder.read(name), done.read(name), "{written}: {name}");
        }
        assert_eq!(folder.sync(&["--check"]).code, Some(0));
    }
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit.as_nanos()).unwrap().max(1);
        Duration::from_nanos(self.0 % limit)
    }
}

/// The three files; the lock without its date, which may change at midnight.
fn present(folder: &Folder) -> [String; 3] {
    SET.map(|name| {
        let text = folder.read(name);
        let lines = text.split_inclusive('\n');
        lines
            .filter(|line| !line.starts_with("retrieved:"))
            .collect()
    })
}

#[test]
fn files_are_whole_whenever_a_run_is_killed() {
    let folder = folder();
    let files = ["old.yaml", "new.yaml"];
    let sets = files.map(|file| {
        sync_to(&folder, file);
        present(&folder)
    });
    let start = Instant::now();
    sync_to(&folder, files[0]);
    let whole_run = start.elapsed();
    let mut random = Random(0x5eed_0f5a_fe5e_ed01);
    for run in 1..=40 {
        let to = run % 2;
        let mut child = folder
            .command(&["--from", files[to]])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let (start, delay) = (Instant::now(), random.below(whole_run));
        while start.elapsed() < delay {
            spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for (index, text) in present(&folder).iter().enumerate() {
            let whole = sets.iter().any(|set| set[index] == *text);
            assert!(whole, "{} is of neither set:\n{text}", SET[index]);
        }
        sync_to(&folder, files[to]);
        assert_eq!(present(&folder), sets[to]);
    }
}

#[test]
fn a_second_run_ends_at_once() {
    let folder = folder();
    let (asked, is_asked) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let address = serve(move |stream| {
        asked.send(()).unwrap();
        may_go_on.recv().unwrap();
        send(stream, "200 OK", &[], more().as_bytes());
    });
    let mut first = folder
        .command(&["--from", &address])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    is_asked.recv().unwrap();
    let before = folder.snapshot();
    let second = folder.sync(&["--from", "new.yaml"]);
    assert_eq!(second.code, Some(2), "{second:?}");
    assert!(
        second
            .stderr
            .contains("another `cargo xtask sync` is running"),
        "{second:?}"
    );
    // What writes nothing need not wait.
    for reads_only in ["--check", "--dry-run"] {
        let ran = folder.sync(&[reads_only]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    assert!(folder.snapshot() == before);
    go_on.send(()).unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(folder.read("spec/upstream.yaml"), more());
    sync_to(&folder, "old.yaml");
}

/// A file, and what makes it one that cannot be written.
type Breaker<'a> = (&'a str, &'a dyn Fn(&Folder));

#[test]
fn when_one_file_cannot_be_written_none_is() {
    let read_only = |folder: &Folder, name: &str| {
        let path = folder.path(name);
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions).unwrap();
    };
    let breakers: [Breaker<'_>; 4] = [
        ("CHANGELOG.md", &|folder| read_only(folder, "CHANGELOG.md")),
        ("statuspage.lock", &|folder| {
            read_only(folder, "spec/statuspage.lock");
        }),
        ("CHANGELOG.md", &|folder| {
            fs::remove_file(folder.path("CHANGELOG.md")).unwrap();
            fs::create_dir(folder.path("CHANGELOG.md")).unwrap();
        }),
        ("CHANGELOG.md", &|folder| {
            folder.write("CHANGELOG.md", b"# \xff\n");
        }),
    ];
    for (name, break_it) in breakers {
        let folder = folder();
        break_it(&folder);
        let before = folder.snapshot();
        let ran = folder.sync(&["--from", "new.yaml"]);
        assert_eq!(ran.code, Some(2), "{name}: {ran:?}");
        for part in ["error: ", "nothing was written", name] {
            assert!(ran.stderr.contains(part), "{part}: {ran:?}");
        }
        assert!(folder.snapshot() == before, "{name}: {ran:?}");
    }
    let folder = folder();
    sync_to(&folder, "new.yaml");
    assert!(folder.read("CHANGELOG.md").len() > CHANGELOG.len());
}
