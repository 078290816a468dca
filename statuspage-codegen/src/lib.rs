//! `client!`: a function and a struct of parameters for every operation of an API description.
//!
//! The macro is used by `statuspage-client`, which gives it a hand-written runtime; see [`client!`]
//! for using it with another description. What it generates is plain: look at it with `cargo expand`.

// Whatever a document holds, nothing here may panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod input;
mod load;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use statuspage_codegen_core::{Options, generate};

use load::Description;

/// Generates a client from an API description (Swagger 2.0, YAML or JSON).
///
/// ```text
/// // All options may be left out; these are the defaults, but for `spec`, whose default is the Statuspage description,
/// // and `blocking`, which has none.
/// statuspage_codegen::client! {
///     spec: "api/zoo.yaml",
///     client: crate::Client,
///     blocking: crate::blocking::Client,
///     runtime: crate::runtime,
///     skip: [],
///     warnings: true,
/// }
/// ```
///
/// - `spec`: the path of the description, relative to the folder of the crate's `Cargo.toml`. The crate is built again
///   when that file changes.
/// - `client`: the type that gets the functions. It is declared by the same crate, and is `statuspage_client::Client`
///   by `Deref`.
/// - `blocking`: the type that gets the functions without async, if there should be one. What is generated for it is behind
///   the feature `blocking` of the crate that invokes the macro.
/// - `runtime`: the module that has what the generated code uses. Outside of `statuspage-client` it is
///   `statuspage_client::runtime`.
/// - `skip`: operations to leave out, by operationId or by method and path: `["add-row", "get /rows"]`. What is wrong with
///   them is no error any more.
/// - `warnings`: whether the compiler shows what is unusual in the description, such as a type that is not known. As a macro
///   cannot warn otherwise, each is the use of a deprecated constant, of the lint `deprecated`. `false` turns them off.
///
/// It expands to the modules `params` and `models`, an `impl` of the client, and the list `OPERATIONS`; also the
/// constant `BASE_URL`, if the description has a host.
///
/// The compiler follows types into each other through 128 steps. Where models lead from one to the next thirty times or more,
/// it may ask for `#![recursion_limit = "256"]` at the top of the crate.
///
/// # Errors
///
/// A wrong option, a file that cannot be read and a description from which no correct code can be generated are
/// compile errors; all of them are reported together.
#[proc_macro]
pub fn client(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(tokens.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn expand(tokens: TokenStream) -> syn::Result<TokenStream> {
    let arguments: input::Arguments = syn::parse2(tokens)?;
    let mut description = load::load(arguments.spec.as_ref(), &arguments.skip)?;
    if !arguments.warnings {
        description.warnings.clear();
    }
    let mut options = Options::new(arguments.client, arguments.runtime);
    options.blocking = arguments.blocking;
    let rebuild = rebuild(&description);
    let code = generate(&description.api, &options);
    let warnings = warnings(&description);
    Ok(quote!(#rebuild #code #warnings))
}

/// Names the file to cargo, so that the crate is built again when it changes.
fn rebuild(description: &Description) -> Option<TokenStream> {
    let file = description.file.as_ref()?.to_string_lossy();
    Some(quote! {
        const _: &[u8] = include_bytes!(#file);
    })
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

#[cfg(test)]
mod tests;
