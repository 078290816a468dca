//! CSV: a line of names, and one for each item. The columns do not depend on the values, so scripts can rely on them.

use csv::Writer;
use serde_json::Value;

use super::{fields, shape::Shape};
use crate::exit::Failure;

/// Returns the lines of these items, after the names if they are the first ones.
pub(super) fn rows(shape: &Shape, items: &[Value], first: bool) -> Result<String, Failure> {
    let columns = shape.all(items);
    let mut writer = Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::Other(format!("cannot write CSV: {error}"));
    if first && !columns.is_empty() {
        writer.write_record(&columns).map_err(failed)?;
    }
    for item in items {
        let cells = columns.iter().map(|column| fields::get(item, column));
        let cells = cells.map(|value| cell(&value.unwrap_or_default()));
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| failed(error.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
