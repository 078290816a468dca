//! The page of `client!` shows the crate in the folder `example`. Not in the published package, which has no such folder.

use std::path::Path;

#[test]
fn the_page_has_the_files_of_the_example() {
    let page = include_str!("../src/lib.rs").lines();
    let page = page.filter_map(|line| line.strip_prefix("///"));
    let page = page.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let page = page.collect::<Vec<_>>().join("\n");
    let blocks: Vec<&str> = page.split("```").skip(1).step_by(2).collect();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example");
    for (file, kind) in [
        ("Cargo.toml", "toml"),
        ("api/zoo.yaml", "yaml"),
        ("api/schemas/animal.yaml", "yaml"),
        ("src/lib.rs", "text"),
        ("src/main.rs", "text"),
    ] {
        let text = std::fs::read_to_string(example.join(file)).unwrap();
        // The page leaves out the name and the version.
        let shown = text
            .find("[dependencies]")
            .map_or(text.as_str(), |at| &text[at..]);
        let block = format!("{kind}\n{shown}");
        assert!(blocks.contains(&block.as_str()), "{file}: {page}");
    }
}
