//! The generator behind `statuspage_codegen::client!`, as an ordinary library.
//!
//! [`read`] turns an API description, OpenAPI 3.0 and 3.1 or Swagger 2.0 in YAML or JSON, into an [`Api`]: plain data with the
//! wire name and the Rust name of everything. [`generate`] turns that into Rust code.
//!
//! ```
//! use statuspage_codegen_core::{Options, Source, generate, read};
//!
//! let text = "swagger: '2.0'\npaths:\n  /pets:\n    get: {operationId: list-pets, responses: {204: {description: OK}}}\n";
//! let reading = read(&Source::new("pets.yaml", text)).expect("the description can be read");
//! assert_eq!(reading.api.operations[0].function, "list_pets");
//! let options = Options::new(syn::parse_quote!(crate::Client), syn::parse_quote!(crate::runtime));
//! let code = generate(&reading.api, &options).to_string();
//! assert!(code.contains("pub async fn list_pets"));
//! ```
//!
//! The stages, each in its own module: `source` (text), `value` (tree), `document` (the description as written), `lower`
//! (decisions), `api` (the result), `emit` (code). Everything unusual becomes a [`Diagnostic`]. All diagnostics are collected;
//! none stops the reader.

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
pub mod api;
mod constraint;
mod diagnostic;
mod document;
mod emit;
mod files;
mod hashed;
mod hidden;
mod lower;
mod method;
mod name;
mod path;
mod pointer;
mod rust_types;
mod selection;
mod source;
mod value;

pub use api::Api;
pub use diagnostic::{Diagnostic, Rule, Severity};
pub use emit::{Options, generate};
pub use hidden::is_hidden;
pub use method::Method;
pub use name::last_in_brackets;
pub use path::{PathTemplate, Segment};
pub use pointer::Pointer;
pub use rust_types::RustType;
pub use selection::Selection;
pub use source::{Place, Source};
pub use value::Value;

use diagnostic::Diagnostics;
use document::Trees;
use selection::Selector;

/// The result of [`read`] for a description from which code can be generated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// The API that the text describes.
    pub api: Api,
    /// Warnings about what was corrected or guessed, in the order in which they were found.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a description.
///
/// It is an error only if a request could not be sent, or a response not be received, correctly. Everything else is corrected,
/// with a warning.
///
/// # Errors
///
/// All diagnostics, including warnings, if at least one of them is an error.
pub fn read(source: &Source) -> Result<Reading, Vec<Diagnostic>> {
    read_selected(source, &Selection::default())
}

/// Reads some of the operations of a description, and ignores errors in the others.
///
/// # Errors
///
/// The same as those of [`read`], and an error for each name in the selection that no operation has.
pub fn read_selected(source: &Source, selection: &Selection) -> Result<Reading, Vec<Diagnostic>> {
    let tree = source.parse().map_err(|error| vec![error])?;
    let mut selector = Selector::new(selection);
    let (api, mut diagnostics) = inspect_selected(source, &tree, &mut selector);
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    match api {
        Some(api) if !diagnostics.iter().any(is_error) => Ok(Reading {
            api,
            warnings: diagnostics,
        }),
        _ => {
            selector.attribute(&mut diagnostics);
            Err(diagnostics)
        }
    }
}

/// Reads as much of a description as possible, for tools that report on it: returns the API, unless there is none, and all
/// diagnostics. If one of them is an error, the API is incomplete. `tree` is the result of [`Source::parse`].
#[must_use]
pub fn inspect(source: &Source, tree: &Value) -> (Option<Api>, Vec<Diagnostic>) {
    inspect_selected(source, tree, &mut Selector::new(&Selection::default()))
}

fn inspect_selected(
    source: &Source,
    tree: &Value,
    selector: &mut Selector<'_>,
) -> (Option<Api>, Vec<Diagnostic>) {
    let diagnostics = Diagnostics::default();
    let trees = Trees::new(tree, source.loaded());
    let document = document::read(&trees, selector, &diagnostics);
    let api = document.map(|document| lower::lower(&document, &diagnostics));
    let mut diagnostics = diagnostics.into_vec();
    source.add_places_of_repeated(&mut diagnostics);
    (api, diagnostics)
}
