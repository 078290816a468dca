//! `cargo xtask operations`: what is generated for each operation, without compiling it.
//!
//! `text` and `json` are the two formats.

mod json;
mod text;

use std::path::PathBuf;

use anyhow::Result;
use statuspage_codegen_core::api::{Location, Operation};

use crate::document;
use crate::print::{Format, Outcome, print};

/// Lists the operations of a description: function, parameters, request and response of each.
///
/// JSON: `{"operations": [{"id", "function", "params", "alias", "method", "path", "tags", "deprecated", "envelope", "status",
/// "media_type", "accept", "response", "paging": {"function", "page", "size", "first_page", "max_page_size",
/// "page_size_honored"}, "parameters": [{"name", "field", "location", "type", "required", "nullable"}]}]}`.
///
/// Of an operation: `alias` is the short name of the function, or null. `envelope` is the name of the JSON object around the
/// fields of the body, or null. `status` is the status of success, if the description names one. `media_type` is that of the
/// body and `accept` that of the header Accept, each null if it is the default. `response` is a Rust type. `paging` is null
/// unless the response is a page of a list: then `function` returns the items of all pages, `page` and `size` are names of
/// query parameters, and `max_page_size` may be null.
///
/// Of a parameter: `name` is the wire name and `field` the Rust name. `location` is one of path, query, header, form, body (a
/// field of the JSON object), whole-body and raw-body. `type` is a Rust type. `nullable` says whether null may be sent.
///
/// Keys may be added later.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The description [default: spec/statuspage.json].
    file: Option<PathBuf>,
    /// The format of the list.
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

/// Returns the name of the object around the fields of the body, if there is one.
fn envelope(operation: &Operation) -> Option<&str> {
    operation
        .parameters
        .iter()
        .find_map(|parameter| match &parameter.location {
            Location::Body { envelope } | Location::RestOfBody { envelope } => envelope.as_deref(),
            _ => None,
        })
}
