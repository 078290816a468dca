//! Descriptions made of arbitrary parts: the macro must generate legal Rust for every one that the reader accepts.

#![no_main]

mod document;
mod documentation;
mod laws;
mod openapi3;

use libfuzzer_sys::fuzz_target;
use statuspage_codegen_core::{Options, Source, generate, read};
use syn::parse_quote;

use document::Document;

fuzz_target!(|document: Document| {
    let source = Source::new("fuzz.json", document.to_json());
    let Ok(reading) = read(&source) else {
        return;
    };
    let mut options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
    options.blocking = Some(parse_quote!(crate::blocking::Client));
    let tokens = generate(&reading.api, &options);
    let file = syn::parse2(tokens).expect("what is emitted is Rust");
    laws::check(&file);
    documentation::check(&file);
});
