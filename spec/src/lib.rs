//! The description of the Statuspage API, and how it is read.
//!
//! [`STATUSPAGE`] is the text of the description. [`read`] turns such a text, Swagger 2.0 in YAML or
//! JSON, into an [`Api`]: plain data with the wire name and the Rust name of everything, which a
//! code generator prints and a tool compares.
//!
//! ```
//! use statuspage_spec::{STATUSPAGE, Source, read};
//!
//! let reading = read(&Source::new("statuspage.yaml", STATUSPAGE)).expect("the bundled text is sound");
//! let functions: Vec<&str> = reading.api.operations.iter().map(|one| one.function.as_str()).collect();
//! assert!(functions.contains(&"get_your_page_profile"));
//! ```
//!
//! The way of the data, a file each: `source` (text), `value` (tree), `document` (the description as
//! written), `lower` (decisions), `api` (the result). Whatever is odd on the way becomes a
//! [`Diagnostic`]; all of them are collected, none ends the reading early.

// Whatever a document holds, the reader gives an answer: nothing in it may panic.
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
pub use hidden::is_hidden;
pub use method::Method;
pub use path::{PathTemplate, Segment};
pub use pointer::Pointer;
pub use source::{Place, Source};
pub use value::Value;

use diagnostic::Diagnostics;
use selection::Selection;

/// The description of the Statuspage API that this crate bundles, as text.
pub const STATUSPAGE: &str = include_str!("../statuspage.yaml");

/// What [`read`] gives for a description that code can be generated from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// The API that the text describes.
    pub api: Api,
    /// What was odd and had to be mended or guessed, in the order of finding.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a description.
///
/// Refused is only what could not be sent or received correctly; the rest is mended, with a warning.
///
/// # Errors
///
/// Every diagnostic of the text, warnings included, when at least one of them is an error.
pub fn read(source: &Source) -> Result<Reading, Vec<Diagnostic>> {
    read_without(source, &[])
}

/// Reads a description but for some of its operations, whatever is wrong with those. They are named by operationId, or by
/// method and path: `get /pages`.
///
/// # Errors
///
/// As [`read`]; a name that no operation has is an error as well.
pub fn read_without(source: &Source, skip: &[String]) -> Result<Reading, Vec<Diagnostic>> {
    match source.parse() {
        Ok(tree) => read_selected(source, &tree, Selection::without(skip)),
        Err(error) => Err(vec![error]),
    }
}

/// Reads a description whose tree is there already: what [`Source::parse`] gave.
///
/// # Errors
///
/// As [`read`].
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
        diagnostics.extend(source.tell_odd_key(tree));
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
