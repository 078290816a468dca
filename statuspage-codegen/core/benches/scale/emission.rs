//! The emission as the macro does it, of a client without async too.

use proc_macro2::TokenStream;
use statuspage_codegen_core::{Api, Options, Source, generate, read};
use syn::parse_quote;

pub(crate) fn api(source: &Source) -> Api {
    read(source).unwrap().api
}

pub(crate) fn emitted(api: &Api) -> TokenStream {
    let mut options = Options::new(parse_quote!(crate::Client), parse_quote!(crate::runtime));
    options.blocking = Some(parse_quote!(crate::blocking::Client));
    generate(api, &options)
}
