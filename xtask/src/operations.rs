//! `cargo xtask operations`: what is generated for each operation, without compiling it.
//!
//! `text` is the table for people, `json` the same for programs.

mod json;
mod text;

use std::path::PathBuf;

use anyhow::Result;
use statuspage_codegen_core::api::{Location, Operation};

use crate::print::print;
use crate::{Format, Outcome, document};

/// Lists the operations of a description: function, parameters, request and response of each.
///
/// JSON: `{"operations": [{"id", "function", "params", "alias", "method", "path", "tags", "deprecated", "envelope", "status",
/// "media_type", "accept", "response", "paging": {"function", "page", "size", "first", "max"}, "parameters": [{"name",
/// "field", "location", "type", "required", "nullable"}]}]}`. `name` is the name on the wire, `field` that in Rust,
/// `location` one of path, query, header, form, body (a field of the JSON object, in `envelope` if that is not null)
/// and whole-body, `type` and `response` the Rust types, `alias` the
/// short second name of the function or null, `status` that of success if the description names one,
/// `nullable` whether null may be sent. `media_type` is that of the body and `accept` the one asked for, each null
/// where it is the usual one. `paging` is null unless the response is one page of a list: then it has the function that
/// goes through all pages, the names of the query's parameters for the number of a page and of its items, the number of
/// the first page, and the greatest number of items, which may be null. Keys may be added later.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The description [default: spec/statuspage.json].
    file: Option<PathBuf>,
    /// How the list is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints the operations.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let path = document::path(arguments.file.as_deref());
    let api = document::read_file(&path)?.api;
    let printed = match arguments.format {
        Format::Text => text::table(&api),
        Format::Json => format!("{:#}\n", json::value(&api)),
    };
    print(&printed)?;
    Ok(Outcome::Fine)
}

/// The name of the one object around the body's fields, if there is one.
fn envelope(operation: &Operation) -> Option<&str> {
    operation
        .parameters
        .iter()
        .find_map(|parameter| match &parameter.location {
            Location::Body { envelope } => envelope.as_deref(),
            _ => None,
        })
}

/// Where a parameter goes, in a word.
fn location(location: &Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Form => "form",
        Location::Body { .. } => "body",
        Location::WholeBody => "whole-body",
        Location::RawBody => "raw-body",
    }
}
