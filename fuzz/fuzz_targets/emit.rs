//! Descriptions made of arbitrary parts: whatever the reader takes, the macro must make legal Rust of.

#![no_main]

#[path = "emit/document.rs"]
mod document;
#[path = "emit/documentation.rs"]
mod documentation;
#[path = "emit/laws.rs"]
mod laws;

/// The macro's own modules: a macro's crate offers nothing but its macro to others.
#[allow(dead_code, reason = "the macro's arguments are not fuzzed")]
#[path = "../../statuspage-codegen/src"]
mod codegen {
    pub(crate) mod emit;
    pub(crate) mod load;
}

use codegen::load;
use libfuzzer_sys::fuzz_target;
use statuspage_spec::{Source, read};
use syn::parse_quote;

use document::Document;

fuzz_target!(|document: Document| {
    let source = Source::new("fuzz.json", document.to_json());
    let Ok(reading) = read(&source) else {
        return;
    };
    let description = load::Description {
        api: reading.api,
        file: None,
        warnings: Vec::new(),
        span: proc_macro2::Span::call_site(),
    };
    let blocking = parse_quote!(crate::blocking::Client);
    let tokens = codegen::emit::emit(
        &description,
        &parse_quote!(crate::Client),
        Some(&blocking),
        &parse_quote!(crate::runtime),
    );
    let file = syn::parse2(tokens).expect("what is emitted is Rust");
    laws::check(&file);
    documentation::check(&file);
});
