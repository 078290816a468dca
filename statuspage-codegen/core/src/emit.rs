//! Generates code from an `Api`. This cannot fail.

mod client;
mod declared;
mod docs;
mod enumeration;
mod index;
mod lints;
mod model;
mod newtype;
mod paging;
mod params;
mod request;
mod same;
mod types;
mod union;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Path, Visibility};

use crate::api::{Api, Model, Shape};
use same::Same;
use types::Paths;

/// What the generated code refers to.
#[non_exhaustive]
pub struct Options {
    /// The type that gets the functions.
    pub client: Path,
    /// The type that gets the blocking functions, if there is one.
    pub blocking: Option<Path>,
    /// The module with the items that the generated code uses.
    pub runtime: Path,
    /// The visibility of the client's type, if the generated code declares it, next to a builder. Then `client` is a name.
    pub declare: Option<Visibility>,
    /// The same for the type of the blocking client. It needs a client that is declared.
    pub declare_blocking: Option<Visibility>,
}

impl Options {
    /// Creates options without a type for blocking functions.
    #[must_use]
    pub fn new(client: Path, runtime: Path) -> Self {
        Self {
            client,
            blocking: None,
            runtime,
            declare: None,
            declare_blocking: None,
        }
    }
}

/// Generates the client of an API: its functions, the modules `params` and `models`, and the list `OPERATIONS`.
#[must_use]
pub fn generate(api: &Api, options: &Options) -> TokenStream {
    let Options {
        client, runtime, ..
    } = options;
    let base_url = api.server.as_ref().map(|server| {
        quote! {
            /// The base URL in the description.
            pub const BASE_URL: &str = #server;
        }
    });
    let import = import(runtime);
    let models = (!api.models.is_empty()).then(|| {
        let paths = Paths::new(api, TokenStream::new(), quote!(runtime));
        let same = Same::new(&api.models);
        let models = api.models.iter().map(|model| {
            if let Some(first) = same.first(&model.type_name) {
                return alias(model, first);
            }
            match &model.shape {
                Shape::Struct(fields) => model::emit(model, fields, &paths),
                Shape::Enum(variants) => enumeration::emit(model, variants),
                Shape::Newtype => newtype::emit(model),
                Shape::Union(union) => union::emit(model, union, &same, &paths),
            }
        });
        let docs = index::models(api);
        quote! {
            #docs
            pub mod models {
                #import
                #(#models)*
            }
        }
    });
    let paths = Paths::new(api, quote!(models::), quote!(runtime));
    let import_models = types::any_model(&api.operations).then(|| {
        quote!(
            use super::models;
        )
    });
    let params = api
        .operations
        .iter()
        .map(|operation| params::emit(operation, client, &paths));
    let functions = client::emit(api, options);
    let declared = declared::emit(api, options);
    let docs = index::params(api);
    quote! {
        #base_url
        #declared
        #functions
        #docs
        pub mod params {
            #import
            #import_models
            #(#params)*
        }
        #models
    }
}

/// Emits another name of a type that is described in the same way.
fn alias(model: &Model, first: &str) -> TokenStream {
    let docs = docs::alias(model, first);
    let [name, first] = [&model.type_name, first].map(ident);
    quote!(#docs pub type #name = #first;)
}

/// Emits `Default` for a struct of which nothing is required.
fn default(name: &Ident) -> TokenStream {
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
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

/// Converts a name of an `Api`, which is a valid or raw identifier, to an identifier.
fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

#[cfg(test)]
mod laws;
