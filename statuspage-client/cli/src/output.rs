//! Prints results in the format that was asked for.

mod csv;
pub(crate) mod escape;
mod fields;
mod json;
mod shape;
mod table;

use std::{
    io::{self, IsTerminal as _, Write},
    mem,
};

use clap::{ValueEnum, builder::PossibleValue};
use serde_json::Value;
use statuspage_codegen_core::api::Type;

use self::shape::Shape;
use crate::{description::Description, exit::Failure, global::Global};

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Json,
    Ndjson,
    Yaml,
    Csv,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Json, Self::Ndjson, Self::Yaml, Self::Csv]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Yaml => "yaml",
            Self::Csv => "csv",
        }))
    }
}

/// Prints the result of a call: `items` for each page of a list, or `value` once; then `finish`.
pub(crate) struct Printer {
    format: Format,
    shape: Shape,
    /// What is printed at the end: a table needs the width of all rows.
    pending: Vec<Value>,
    /// Whether a page of a list was printed.
    is_begun: bool,
    /// Whether the list has no items so far.
    is_empty: bool,
}

impl Printer {
    /// Creates a printer for values of a type.
    pub(crate) fn new(description: &Description, ty: &Type, global: &Global) -> Self {
        Self {
            format: global.format,
            shape: Shape::new(description, ty, &global.fields),
            pending: Vec::new(),
            is_begun: false,
            is_empty: true,
        }
    }

    /// Prints items of a list.
    pub(crate) fn items(&mut self, items: Vec<Value>) -> Result<(), Failure> {
        let first = !mem::replace(&mut self.is_begun, true);
        let first_items = self.is_empty;
        self.is_empty &= items.is_empty();
        match self.format {
            Format::Table => {
                self.pending.extend(items);
                Ok(())
            }
            Format::Csv => text(&csv::rows(&self.shape, &items, first)?),
            Format::Json => text(&json::items(&self.shape.select_all(items), first_items)),
            Format::Ndjson => text(&json::lines(&self.shape.select_all(items))),
            Format::Yaml if items.is_empty() => Ok(()),
            Format::Yaml => text(&yaml(&self.shape.select_all(items).into())?),
        }
    }

    /// Prints a value that is not a list.
    pub(crate) fn value(&mut self, value: Value) -> Result<(), Failure> {
        if self.format == Format::Csv {
            return text(&csv::rows(&self.shape, &[value], true)?);
        }
        let value = self.shape.select(value);
        match self.format {
            Format::Table => styled(&table::of_object(&value, width())),
            Format::Ndjson => text(&json::lines(&[value])),
            Format::Yaml => text(&yaml(&value)?),
            Format::Json | Format::Csv => text(&json::value(&value)),
        }
    }

    /// Prints the end of a list.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        if !self.shape.is_list {
            return Ok(());
        }
        if !self.is_begun {
            self.items(Vec::new())?;
        }
        match self.format {
            Format::Table => styled(&table::of_list(&self.shape, &self.pending, width())),
            Format::Json => text(json::end(self.is_empty)),
            Format::Yaml if self.is_empty => text("[]\n"),
            _ => Ok(()),
        }
    }
}

fn yaml(value: &Value) -> Result<String, Failure> {
    let text = serde_yaml::to_string(value);
    text.map_err(|error| Failure::Other(format!("the result cannot be written as YAML: {error}")))
}

/// Returns the width that a table may have; `None` if the output is not a terminal.
fn width() -> Option<u16> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS").ok();
    let columns = columns.and_then(|text| text.parse().ok());
    Some(columns.or_else(terminal_width).unwrap_or(80))
}

/// Returns the width of the terminal, if there is one.
pub(crate) fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Prints a text; on a terminal, without control characters that a value may have.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return styled(&escape::text(text));
    }
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}

/// Prints a text of our own, whose styles appear on a terminal only.
fn styled(text: &str) -> Result<(), Failure> {
    let mut output = anstream::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}

/// Prints a line on the standard error, if that is open.
pub(crate) fn note(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", escape::text(line));
}
