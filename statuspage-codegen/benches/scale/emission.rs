//! The emission as the macro does it, of a client without async too.

use proc_macro2::TokenStream;
use statuspage_spec::{Source, read};
use syn::parse_quote;

use crate::emit::emit;
use crate::load::Description;

pub(crate) fn description(source: &Source) -> Description {
    let api = read(source).unwrap().api;
    Description {
        api,
        file: None,
        warnings: Vec::new(),
        span: proc_macro2::Span::call_site(),
    }
}

pub(crate) fn emitted(description: &Description) -> TokenStream {
    emit(
        description,
        &parse_quote!(crate::Client),
        Some(&parse_quote!(crate::blocking::Client)),
        &parse_quote!(crate::runtime),
    )
}
