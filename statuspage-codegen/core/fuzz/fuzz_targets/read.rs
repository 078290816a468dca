//! Any bytes: the reader must end, must not panic, and must tell each diagnostic's place without harm.

#![no_main]

use libfuzzer_sys::fuzz_target;
use statuspage_codegen_core::{Diagnostic, Rule, Source, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let source = Source::new("fuzz", text.to_owned());
    let (first, second) = (read(&source), read(&source));
    let mut diagnostics = match (first, second) {
        (Ok(reading), Ok(again)) => {
            assert_eq!(reading.api, again.api, "the same text gives the same data");
            reading.warnings
        }
        (Err(diagnostics), Err(again)) => {
            assert!(!diagnostics.is_empty(), "a refusal has a reason");
            assert_eq!(diagnostics, again);
            diagnostics
        }
        _ => panic!("the same text is read once and refused once"),
    };
    Diagnostic::locate_all(&mut diagnostics, &source);
    for diagnostic in &diagnostics {
        // Some syntax errors are those of the text as a whole.
        let has_place = diagnostic.place.is_some() || diagnostic.rule == Rule::Syntax;
        assert!(has_place, "{diagnostic:?}");
        assert!(!diagnostic.render_quoted(&source).is_empty());
    }
});
