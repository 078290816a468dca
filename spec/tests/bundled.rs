//! The files of the description fit each other.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use statuspage_spec::STATUSPAGE;

/// Upstream, each overlay and the effective description are what `statuspage.lock` says, and no overlay is missing there.
#[test]
fn every_file_is_kept_byte_for_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let mut names = vec!["upstream.yaml".to_owned(), "statuspage.json".to_owned()];
    for entry in fs::read_dir(folder.join("overlay")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        names.push(format!("overlay/{name}"));
    }
    let mut expected = Vec::new();
    for name in names {
        let digest = Sha256::digest(read(&name));
        let mut line = format!("  {name}: ");
        for byte in digest {
            write!(line, "{byte:02x}").unwrap();
        }
        expected.push(line);
    }
    expected.sort();
    let lock = String::from_utf8(read("statuspage.lock")).unwrap();
    let hashes = lock
        .lines()
        .skip_while(|line| *line != "sha256:")
        .skip(1)
        .take_while(|line| line.starts_with(' '));
    assert_eq!(
        hashes.collect::<Vec<_>>(),
        expected,
        "run `cargo xtask sync`"
    );
    assert_eq!(read("statuspage.json"), STATUSPAGE.as_bytes());
}
