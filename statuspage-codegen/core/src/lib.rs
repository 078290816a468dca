//! The generator behind `statuspage_codegen::client!`, as an ordinary library.
//!
//! [`read`] turns an API description, Swagger 2.0 in YAML or JSON, into an [`Api`]: plain data with the wire name and the
//! Rust name of everything. [`generate`] turns that into Rust code.
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
mod diagnostic;
mod document;
mod emit;
mod hidden;
mod lower;
mod method;
mod name;
mod path;
mod pointer;
mod selection;
mod source;
mod value;

pub use api::Api;
pub use diagnostic::{Diagnostic, Rule, Severity};
pub use emit::{Options, generate};
pub use hidden::is_hidden;
pub use method::Method;
pub use path::{PathTemplate, Segment};
pub use pointer::Pointer;
pub use source::{Place, Source};
pub use value::Value;

use diagnostic::Diagnostics;
use selection::Selection;

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
    read_without(source, &[])
}

/// Reads a description without some of its operations, and ignores errors in those. They are named by operationId, or by method
/// and path: `get /pages`.
///
/// # Errors
///
/// The same as those of [`read`], and an error for each name that no operation has.
pub fn read_without(source: &Source, skip: &[String]) -> Result<Reading, Vec<Diagnostic>> {
    match source.parse() {
        Ok(tree) => read_selected(source, &tree, Selection::without(skip)),
        Err(error) => Err(vec![error]),
    }
}

/// Reads a description from its tree, which [`Source::parse`] returned.
///
/// # Errors
///
/// The same as those of [`read`].
pub fn read_tree(source: &Source, tree: &Value) -> Result<Reading, Vec<Diagnostic>> {
    read_selected(source, tree, Selection::without(&[]))
}

fn read_selected(
    source: &Source,
    tree: &Value,
    mut selection: Selection<'_>,
) -> Result<Reading, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let document = document::read(tree, &mut selection, &mut diagnostics);
    let api = document.map(|document| lower::lower(&document, &mut diagnostics));
    if api.is_none() {
        diagnostics.extend(source.invisible_character_in_key(tree));
    }
    let is_sound = !diagnostics.any_error();
    let mut diagnostics = diagnostics.into_vec();
    source.add_places_of_repeated(&mut diagnostics);
    match api {
        Some(api) if is_sound => Ok(Reading {
            api,
            warnings: diagnostics,
        }),
        _ => {
            selection.attribute(&mut diagnostics);
            Err(diagnostics)
        }
    }
}
