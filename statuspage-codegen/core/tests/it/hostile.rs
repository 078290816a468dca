//! Documents made to exhaust a reader: each is read or refused in bounded time, memory and stack.
//!
//! Each is read in a thread with a stack of 2 MiB, the size that Rust gives to threads. An endless loop would hang the test, and
//! too much memory would end it.

pub(crate) mod accepted;
mod references;
mod text;

use statuspage_codegen_core::{Diagnostic, Reading, Rule, Severity, Source, read};

type Outcome = Result<Reading, Vec<Diagnostic>>;

/// Reads a text, and renders all diagnostics.
fn read_in_thread(text: String) -> Outcome {
    let work = move || {
        let source = Source::new("hostile", text);
        let outcome = read(&source);
        let mut diagnostics = match &outcome {
            Ok(reading) => reading.warnings.clone(),
            Err(diagnostics) => diagnostics.clone(),
        };
        Diagnostic::locate_all(&mut diagnostics, &source);
        for diagnostic in &diagnostics {
            let has_place = diagnostic.place.is_some() || diagnostic.rule == Rule::Syntax;
            assert!(has_place, "{diagnostic:.500?}");
            assert!(diagnostic.render(&source).contains(&diagnostic.message));
        }
        outcome
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(work).unwrap().join().unwrap()
}

fn assert_error(outcome: &Outcome, rule: Rule, part: &str) {
    let diagnostics = outcome.as_ref().unwrap_err();
    let is_it = |found: &Diagnostic| {
        found.severity == Severity::Error && found.rule == rule && found.message.contains(part)
    };
    assert!(diagnostics.iter().any(is_it), "{diagnostics:.2000?}");
    assert!(diagnostics.len() < 10, "{}", diagnostics.len());
}
