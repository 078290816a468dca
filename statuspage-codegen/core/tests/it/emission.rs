//! The documents of the other tests are generated: what is emitted is Rust.
//!
//! That it compiles, too, is tested with the client.

use std::path::Path;

use statuspage_codegen_core::{Options, Source, generate, read};
use syn::parse_quote;

use crate::hostile::accepted;

/// The code for a description, which must be a Rust file; `None` if it is refused.
fn emitted(source: &Source) -> Option<String> {
    let emit = || {
        let api = read(source).ok()?.api;
        let mut options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
        options.blocking = Some(parse_quote!(crate::Client));
        Some(generate(&api, &options).to_string())
    };
    // The compiler's stack may be as small. What parses here is not ours, and may have more.
    let text = in_thread(2 << 20, emit)?;
    let parsed = in_thread(64 << 20, || syn::parse_str::<syn::File>(&text).map(drop));
    assert!(parsed.is_ok(), "{text:.1000}");
    Some(text)
}

fn in_thread<T: Send>(stack: usize, work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        thread.spawn_scoped(scope, work).unwrap().join().unwrap()
    })
}

#[test]
fn what_is_read_is_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let document = entry.unwrap().path();
        let golden = document.with_extension("txt");
        if document == golden {
            continue;
        }
        let name = document.display().to_string();
        let source = Source::from_bytes(&name, std::fs::read(&document).unwrap());
        let golden = std::fs::read_to_string(golden).unwrap();
        let text = emitted(&source);
        assert_eq!(text, emitted(&source), "another order of hashing: {name}");
        assert_eq!(text.is_some(), golden.starts_with("read"), "{name}");
        if let Some(text) = text {
            count += 1;
            // A heading without a word.
            assert!(!text.contains("\" # \""), "{name}");
        }
    }
    assert!(count > 100, "{count}");
}

/// Each hash map has an order of its own. It must not show.
#[test]
fn the_code_of_a_description_is_always_the_same() {
    let source = Source::new("statuspage.json", statuspage_spec::STATUSPAGE);
    let text = emitted(&source);
    for _ in 0..3 {
        assert!(text == emitted(&source));
    }
}

#[test]
fn what_exhausts_no_reader_exhausts_no_emission() {
    let named = accepted::long_names(1 << 16)
        .into_iter()
        .map(|(_, text)| text);
    let all = accepted::deep()
        .into_iter()
        .chain(accepted::chains(500))
        .chain(accepted::many_ways())
        .chain(accepted::circles(200))
        .chain(named)
        .chain([accepted::namesakes(300), accepted::prose(100)]);
    for text in all {
        let source = Source::new("hostile.yaml", text.clone());
        assert!(emitted(&source).is_some(), "{text:.300}");
    }
}
