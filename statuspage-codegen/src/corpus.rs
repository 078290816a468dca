//! The reader's own test documents through the macro: refused are the same, and what is emitted for the others is Rust.
//!
//! That it compiles, too, is tested with the client.

use std::path::Path;

use proc_macro2::Span;
use statuspage_spec::Source;
use syn::{LitStr, parse_quote};

use crate::load::{self, Description};

#[path = "../../spec/tests/hostile/accepted.rs"]
mod accepted;

/// What the macro emits, which must be a Rust file; or the messages of its errors.
fn emitted(load: impl FnOnce() -> syn::Result<Description> + Send) -> Result<String, Vec<String>> {
    let client = || parse_quote!(crate::Client);
    let runtime = || parse_quote!(crate::runtime);
    let emit = || match load() {
        Ok(found) => {
            Ok(crate::emit::emit(&found, &client(), Some(&client()), &runtime()).to_string())
        }
        Err(errors) => Err(errors
            .into_iter()
            .map(|one| one.to_string())
            .collect::<Vec<_>>()),
    };
    // The compiler's stack may be as small. What parses here is none of ours, and may have more.
    let text = in_thread(2 << 20, emit)?;
    let parsed = in_thread(64 << 20, || syn::parse_str::<syn::File>(&text).map(drop));
    assert!(parsed.is_ok(), "{text:.1000}");
    Ok(text)
}

fn in_thread<T: Send>(stack: usize, work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        thread.spawn_scoped(scope, work).unwrap().join().unwrap()
    })
}

#[test]
fn the_macro_accepts_what_the_reader_accepts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/tests/corpus");
    let mut counts = [0, 0];
    for entry in std::fs::read_dir(folder).unwrap() {
        let document = entry.unwrap().path();
        let golden = document.with_extension("txt");
        if document == golden {
            continue;
        }
        let name = document.display().to_string();
        let load = || load::load(Some(&LitStr::new(&name, Span::call_site())), &[]);
        let golden = std::fs::read_to_string(golden).unwrap();
        match (golden.lines().next(), emitted(load)) {
            (Some("read"), Ok(text)) => {
                counts[0] += 1;
                // A heading without a word.
                assert!(!text.contains("\" # \""), "{name}");
            }
            (Some("refused"), Err(errors)) => {
                counts[1] += 1;
                // A headline, then all errors; warnings are none.
                let told = golden.matches(": error[").count();
                assert_eq!(errors.len(), 1 + told, "{errors:?}");
            }
            (expected, outcome) => panic!("{name}: {expected:?}, {outcome:.300?}"),
        }
    }
    assert!(counts.iter().min() > Some(&20), "{counts:?}");
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
        let outcome = emitted(|| load::lower(&source, None, Span::call_site(), &[]));
        assert!(outcome.is_ok(), "{text:.300}: {outcome:.300?}");
    }
}
