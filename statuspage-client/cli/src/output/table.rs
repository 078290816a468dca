//! Tables for people: a row for each item of a list, or for each field of an object.

use clap::builder::styling::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets::NOTHING};
use serde_json::Value;

use super::{
    escape, fields,
    shape::{Shape, is_empty},
};

/// The least width of a column whose texts are broken into lines.
const LEAST: usize = 16;

/// Returns a row for each item. If the table would be wider than `width`, the last columns are left out, and long texts are
/// broken into lines.
pub(super) fn of_list(shape: &Shape, items: &[Value], width: Option<u16>) -> String {
    let columns = shape.columns(items);
    if items.is_empty() || columns.is_empty() {
        return String::new();
    }
    let cells = |item: &Value| -> Vec<String> {
        let values = columns.iter().map(|column| fields::get(item, column));
        values
            .map(|value| cell(&value.unwrap_or_default()))
            .collect()
    };
    let mut rows: Vec<Vec<String>> = items.iter().map(cells).collect();
    let names: Vec<String> = columns.iter().map(|name| name.to_uppercase()).collect();
    rows.insert(0, names);
    if let Some(width) = width {
        let fitting = fitting(&rows, usize::from(width));
        for row in &mut rows {
            row.truncate(fitting);
        }
    }
    let text = render(rows, width, &|column| is_breakable(columns.get(column)));
    let bold = Style::new().bold();
    match text.split_once('\n') {
        Some((names, rest)) => format!("{bold}{names}{bold:#}\n{rest}"),
        None => text,
    }
}

/// Returns a row for each field that has a value.
pub(super) fn of_object(value: &Value, width: Option<u16>) -> String {
    let mut rows = Vec::new();
    add_rows("", value, &mut rows);
    render(rows, width, &|column| column == 1)
}

fn add_rows(name: &str, value: &Value, rows: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(object) => {
            for (field, value) in object {
                let dot = if name.is_empty() { "" } else { "." };
                add_rows(&format!("{name}{dot}{field}"), value, rows);
            }
        }
        value if is_empty(value) => {}
        value => rows.push(vec![escape::line(name), cell(value)]),
    }
}

/// Returns a value as one line: of objects in a list, their names or ids.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => escape::line(text),
        Value::Array(items) => {
            let words = items.iter().map(|item| match item {
                Value::Object(_) => ["name", "status", "id"]
                    .into_iter()
                    .find_map(|field| item.get(field).filter(|value| !is_empty(value)))
                    .map_or_else(|| escape::line(&item.to_string()), cell),
                other => cell(other),
            });
            words.collect::<Vec<_>>().join(", ")
        }
        other => escape::line(&other.to_string()),
    }
}

/// Returns whether the texts of a column may be broken into lines: not ids, words and times, which people copy.
fn is_breakable(column: Option<&String>) -> bool {
    column.is_some_and(|name| {
        !(name == "id" || name.ends_with("_id") || name.ends_with("_at") || name == "status")
    })
}

/// Returns how many columns fit into the width.
fn fitting(rows: &[Vec<String>], width: usize) -> usize {
    let count = rows.first().map_or(0, Vec::len);
    let mut used = 0;
    for column in 0..count {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let natural = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        used += if column == 0 {
            natural
        } else {
            natural.min(LEAST) + 2
        };
        if used > width {
            return column.max(1);
        }
    }
    count
}

fn render(rows: Vec<Vec<String>>, width: Option<u16>, breakable: &dyn Fn(usize) -> bool) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    for row in rows {
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if !breakable(index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.trim_fmt() + "\n"
}
