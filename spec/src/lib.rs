//! The description of the Statuspage API as data. Nothing is decided here: `statuspage-codegen` reads it.

/// The description in effect, Swagger 2.0 in JSON: `upstream.yaml` with the files of `overlay` applied.
pub const STATUSPAGE: &str = include_str!("../statuspage.json");
