//! Api -> tokens. Emission is total: it cannot fail on an `Api`.

mod client;
mod docs;
mod enumeration;
mod lints;
mod model;
mod newtype;
mod object;
mod paging;
mod params;
mod request;
mod types;

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use statuspage_spec::api::Shape;
use syn::Path;

use crate::load::Description;
use types::Paths;

/// Emits the client of a description.
pub(crate) fn emit(
    description: &Description,
    client: &Path,
    blocking: Option<&Path>,
    runtime: &Path,
) -> TokenStream {
    let api = &description.api;
    let rebuild = description.file.as_ref().map(|file| {
        let file = file.to_string_lossy();
        quote! {
            // Names the file to cargo, so that the crate is built again when it changes.
            const _: &[u8] = include_bytes!(#file);
        }
    });
    let base_url = api.server.as_ref().map(|server| {
        quote! {
            /// The base URL that the description gives.
            pub const BASE_URL: &str = #server;
        }
    });
    let import = import(runtime);
    let models = (!api.models.is_empty()).then(|| {
        let paths = Paths {
            models: TokenStream::new(),
            runtime: quote!(runtime),
        };
        let models = api.models.iter().map(|model| match &model.shape {
            Shape::Struct(fields) => model::emit(model, fields, &paths),
            Shape::Enum(variants) => enumeration::emit(model, variants),
            Shape::Newtype => newtype::emit(model),
        });
        quote! {
            /// The named types of the description.
            pub mod models {
                #import
                #(#models)*
            }
        }
    });
    let paths = Paths {
        models: quote!(models::),
        runtime: quote!(runtime),
    };
    let import_models = types::any_model(&api.operations).then(|| {
        quote!(
            use super::models;
        )
    });
    let params = api
        .operations
        .iter()
        .map(|operation| params::emit(operation, client, &paths));
    let functions = client::emit(api, client, blocking, runtime);
    let warnings = warnings(description);
    quote! {
        #rebuild
        #base_url
        #functions
        /// The parameters of the operations, a struct for each.
        pub mod params {
            #import
            #import_models
            #(#params)*
        }
        #models
        #warnings
    }
}

/// Uses a deprecated constant for each warning: only so does a macro make the compiler print one.
fn warnings(description: &Description) -> TokenStream {
    let span = description.span;
    let warnings = description.warnings.iter().map(|warning| {
        // The compiler's own words take the first line.
        let note = format!("\n{warning}");
        quote_spanned! {span=>
            const _: () = {
                #[deprecated(note = #note)]
                const API_DESCRIPTION: () = ();
                API_DESCRIPTION
            };
        }
    });
    warnings.collect()
}

/// Brings the runtime into a module, under the one name that all generated code uses.
fn import(runtime: &Path) -> TokenStream {
    let named = runtime
        .segments
        .last()
        .is_some_and(|last| last.ident == "runtime");
    if named {
        quote!(use #runtime;)
    } else {
        quote!(use #runtime as runtime;)
    }
}

/// An identifier out of an `Api`, which has legal ones only, raw ones among them.
fn ident(name: &str) -> proc_macro2::Ident {
    format_ident!("{name}")
}

#[cfg(test)]
mod laws;
