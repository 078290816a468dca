//! `client!`: generates a function and a parameter struct for every operation of an API description.
//!
//! The macro is used by `statuspage-client`, which gives it a hand-written runtime; see [`client!`]
//! for using it with another description. `cargo expand` shows the generated code.

// No document may cause a panic.
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

/// Generates a client from an API description (OpenAPI 3.0 and 3.1 or Swagger 2.0, in YAML or JSON).
///
/// # A crate with a client
///
/// This crate is the folder `statuspage-codegen/example` of the repository. It depends on the macro, and on `statuspage-client`,
/// whose code sends the requests. They are not on crates.io: give the paths of a checkout. `Cargo.toml` has:
///
/// ```toml
/// [dependencies]
/// statuspage-client = { path = "../../statuspage-client" }
/// statuspage-codegen = { path = "../../statuspage-codegen" }
/// tokio = { version = "1.54", features = ["macros", "rt-multi-thread"] }
/// ```
///
/// The description, `api/zoo.yaml`:
///
/// ```yaml
/// openapi: 3.1.0
/// info: {title: Zoo, version: '1'}
/// servers: [{url: 'https://zoo.example/v1'}]
/// security: [{key: []}]
/// paths:
///   /animals:
///     get:
///       operationId: list-animals
///       parameters: [{name: limit, in: query, schema: {type: integer}}]
///       responses:
///         200:
///           description: The animals.
///           content:
///             application/json:
///               schema: {type: array, items: {$ref: schemas/animal.yaml}}
/// components:
///   securitySchemes:
///     key: {type: apiKey, in: header, name: X-Zoo-Key}
/// ```
///
/// What it refers to, `api/schemas/animal.yaml`:
///
/// ```yaml
/// type: object
/// required: [name]
/// properties:
///   name: {type: string}
///   born: {type: string, format: date}
/// ```
///
/// The client, `src/lib.rs`. It should be the root or a public module of a library: in a program, the compiler would warn of each
/// function that is not used.
///
/// ```text
/// //! A client of the zoo.
///
/// statuspage_codegen::client! {
///     spec: "api/zoo.yaml",
///     client: pub struct Zoo,
/// }
/// ```
///
/// A program, `src/main.rs`. The key is `securitySchemes.key` of the description, so the builder has the function `key`:
///
/// ```text
/// //! Prints the names of the animals.
///
/// use zoo::Zoo;
/// use zoo::params::ListAnimalsParams;
///
/// #[tokio::main]
/// async fn main() -> Result<(), Box<dyn std::error::Error>> {
///     let key = std::env::var("ZOO_KEY")?;
///     let zoo = Zoo::builder().key(key).build()?;
///     let params = ListAnimalsParams::new().limit(10);
///     let animals = zoo.list_animals(&params).await?;
///     for animal in animals.iter() {
///         println!("{}", animal.name);
///     }
///     Ok(())
/// }
/// ```
///
/// # Options
///
/// ```text
/// // All options are optional, but a client of another API than Statuspage needs `spec` and `client`.
/// statuspage_codegen::client! {
///     spec: "api/zoo.yaml",
///     client: pub struct Zoo,
///     blocking: pub struct BlockingZoo,
///     runtime: ::statuspage_client::runtime,
///     only: ["pets", "get /owners/{id}"],
///     skip: [],
///     warnings: true,
/// }
/// ```
///
/// - `spec`: the path of the description; by default that of Statuspage, which is bundled. It is relative to the folder of the
///   crate's `Cargo.toml`. The description may refer to other files in its folder or below by their relative paths
///   (`$ref: schemas/pet.yaml`); nothing else is read, and nothing from the network. The crate is built again when one of the files
///   changes. YAML is read with the feature `yaml`, which is on by default.
/// - `client`: the type that gets the functions. `pub struct Zoo` declares it, and its builder `ZooBuilder`; see
///   [below](#the-client-of-another-api). The path of a type, such as `crate::Client` (the default), is for a type that you
///   declare in the same crate. It must dereference to `statuspage_client::Client`, which authenticates as Statuspage expects.
/// - `blocking`: the type that gets the blocking functions, if any. `pub struct BlockingZoo` declares it; or it is the path of a
///   type that dereferences to `statuspage_client::blocking::Client`. It is generated behind the feature `blocking` of the crate
///   that invokes the macro.
/// - `runtime`: the module with the items that the generated code uses, by default `::statuspage_client::runtime`. Set it if the
///   dependency has another name in your `Cargo.toml`.
/// - `only`: the operations to generate, by operationId, by tag, or by method and path: `["add-row", "get /rows"]`. Types that
///   they do not use are not generated.
/// - `skip`: operations to leave out, named in the same way, also of those in `only`. Errors in these operations are ignored.
/// - `warnings`: whether the compiler prints the warnings about the description, such as an unknown type. A macro cannot emit
///   warnings of its own, so each one is the use of a deprecated constant (lint `deprecated`). `false` turns them off.
///
/// It expands to the modules `params` and `models`, an `impl` of the client, the list `OPERATIONS`, and the constant
/// `BASE_URL` if the description has a host. The documentation of each function lists the error responses that are described, with
/// the types of their bodies, for `statuspage_client::Error::body_as`.
///
/// If models are nested very deeply, the compiler reports that it has reached its recursion limit, and how to raise it.
///
/// # The client of another API
///
/// A client that the macro declares has a builder with a function for each security scheme of the description
/// (`securitySchemes`, or `securityDefinitions` in Swagger 2.0), named after it:
///
/// ```text
/// let zoo = Zoo::builder().api_key("0123-4567").build()?;
/// let animals = zoo.list_animals(&ListAnimalsParams::new()).await?;
/// ```
///
/// | scheme | function of the builder | sent as |
/// |---|---|---|
/// | `apiKey` | `.name(key)` | the header, the query parameter or the cookie |
/// | HTTP `basic` | `.name(user, password)` | `Authorization: Basic …` |
/// | HTTP `bearer`, `oauth2`, `openIdConnect` | `.name(token)` | `Authorization: Bearer …` |
/// | any other HTTP scheme | `.name(value)` | `Authorization`, as it is given |
///
/// A request gets the credentials that its operation needs (`security`), and no others: those of the first alternative of which
/// all are set. If none is complete, the call fails before anything is sent, and the error says what to set. If the description
/// does not say what an operation needs, all credentials that are set are sent. If it has no security scheme, the builder has
/// the function `authorization`, which sets the whole value of the header `Authorization`.
///
/// Credentials are in no `Debug` output, error or log, and hooks do not see them. Redirects are not followed, and `http` is
/// accepted only for this machine (see `allow_unencrypted_http`).
///
/// The builder also has the functions of `statuspage_client::ClientBuilder`. `base_url` is required if the description has none. By
/// default there are no retries and no rate limit, and the user agent is the name and the version of the crate that invokes the
/// macro. `build_blocking` creates the blocking client. The client has the functions of the operations, and `builder`,
/// `with_options`, `send` and `send_request` of `statuspage_client::Client`, which `as_ref` returns.
///
/// # Errors
///
/// Invalid options, a file that cannot be read, and a description from which no correct code can be generated are compile
/// errors. All of them are reported together.
#[proc_macro]
pub fn client(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(tokens.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn expand(tokens: TokenStream) -> syn::Result<TokenStream> {
    let arguments: input::Arguments = syn::parse2(tokens)?;
    let description = load::load(&arguments)?;
    let mut options = Options::new(arguments.client.path, arguments.runtime);
    options.declare = arguments.client.declared;
    if let Some(blocking) = arguments.blocking {
        options.blocking = Some(blocking.path);
        options.declare_blocking = blocking.declared;
    }
    let rebuild = rebuild(&description);
    let code = generate(&description.api, &options);
    let warnings = warnings(&description);
    Ok(quote!(#rebuild #code #warnings))
}

/// Makes the files inputs of the crate, so that cargo rebuilds the crate when one of them changes.
fn rebuild(description: &Description) -> TokenStream {
    let files = description.files.iter().map(|file| file.to_string_lossy());
    quote!(#(const _: &str = include_str!(#files);)*)
}

/// Uses a deprecated constant for each warning, because a macro cannot emit warnings in any other way.
fn warnings(description: &Description) -> TokenStream {
    let span = description.span;
    let warnings = description.warnings.iter().map(|warning| {
        // The compiler's own text takes the first line.
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
