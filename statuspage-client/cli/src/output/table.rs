//! Tables for people: a row for each item of a list, or for each field of an object.

use clap::builder::styling::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets::NOTHING};
use serde_json::Value;
use statuspage_client::jiff::Timestamp;

use super::{
    escape, fields,
    shape::{Shape, is_empty},
};

/// The least width of a column whose texts are broken into lines.
const LEAST: usize = 16;

/// The number of spaces between columns.
const GAP: usize = 2;

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
    let names = columns
        .iter()
        .map(|name| escape::line(&name.to_uppercase()));
    rows.insert(0, names.collect());
    let breakable = |column| is_breakable(columns.get(column));
    if let Some(width) = width {
        let fitting = fitting(&rows, usize::from(width), &breakable);
        for row in &mut rows {
            row.truncate(fitting);
        }
    }
    let text = render(rows, width, &breakable);
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
        Value::String(text) => escape::line(&without_fraction(text)),
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

/// Returns a time without the fraction of its second, which it has in UTC; other texts as they are.
fn without_fraction(text: &str) -> String {
    match text.split_once('.') {
        Some((time, fraction)) if fraction.ends_with('Z') && text.parse::<Timestamp>().is_ok() => {
            format!("{time}Z")
        }
        _ => text.to_owned(),
    }
}

/// Returns whether the texts of a column may be broken into lines: not ids, words and times, which people copy.
fn is_breakable(column: Option<&String>) -> bool {
    column.is_some_and(|name| {
        !(name == "id" || name.ends_with("_id") || name.ends_with("_at") || name == "status")
    })
}

/// Returns how many columns fit into the width; at least one.
fn fitting(rows: &[Vec<String>], width: usize, breakable: &dyn Fn(usize) -> bool) -> usize {
    let count = rows.first().map_or(0, Vec::len);
    let mut used = 0;
    for column in 0..count {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let natural = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        let least = if breakable(column) { LEAST } else { natural };
        used += natural.min(least);
        if used > width {
            return column.max(1);
        }
        used += GAP;
    }
    count
}

fn render(rows: Vec<Vec<String>>, width: Option<u16>, breakable: &dyn Fn(usize) -> bool) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            // The spaces after the last column are removed.
            table.set_width(width.saturating_add(2));
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

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use serde_json::{Value, json};
    use statuspage_codegen_core::api::Type;

    use super::{of_list, of_object};
    use crate::{description::Description, output::shape::Shape};

    /// Returns a table without its styles.
    fn plain(width: Option<u16>, fields: &[&str], items: &Value) -> String {
        let fields: Vec<String> = fields.iter().map(|&field| field.to_owned()).collect();
        let ty = Type::Array(Box::new(Type::Model("Incident".to_owned())));
        let shape = Shape::new(Description::get().unwrap(), &ty, &fields);
        let table = of_list(&shape, items.as_array().unwrap(), width);
        anstream::adapter::strip_str(&table).to_string()
    }

    #[test]
    fn a_table_fits_the_width() {
        let items = json!([
            {"id": "jddr8jp7optb", "name": "Checkout is slow", "status": "investigating", "impact": "critical",
             "created_at": "2026-11-27T17:03:12.226Z"},
            {"id": "jddr8jp7optc", "name": "Payments fail in some countries, and refunds are late",
             "status": "resolved", "impact": "none", "created_at": "2026-11-27T17:03:12Z"},
        ]);
        expect![[r"
            ID            NAME                 STATUS         IMPACT    CREATED_AT
            jddr8jp7optb  Checkout is slow     investigating  critical  2026-11-27T17:03:12Z
            jddr8jp7optc  Payments fail in     resolved       none      2026-11-27T17:03:12Z
                          some countries, and
                          refunds are late
        "]]
        .assert_eq(&plain(Some(80), &[], &items));
        for width in [1, 20, 40, 60, 80, 100, 200] {
            let table = plain(Some(width), &[], &items);
            let longest = table
                .lines()
                .map(|line| line.chars().count())
                .max()
                .unwrap();
            assert!(longest <= usize::from(width).max(12), "{width}: {table}");
        }
        let wide = plain(None, &["name", "id"], &items);
        assert_eq!(wide.lines().count(), 3, "{wide}");
    }

    #[test]
    fn names_and_values_of_the_service_cannot_control_the_terminal() {
        let odd = json!({"a\u{1b}[1m": "b\u{9b}c", "d": {"e\u{7}": ["f\u{8}"]}});
        let table = of_object(&odd, None);
        assert!(
            table.chars().all(|sign| sign == '\n' || !sign.is_control()),
            "{table:?}"
        );
        let ty = Type::Array(Box::new(Type::Any));
        let shape = Shape::new(Description::get().unwrap(), &ty, &[]);
        let table = of_list(&shape, &[odd], None);
        let table = anstream::adapter::strip_str(&table).to_string();
        assert!(
            table.chars().all(|sign| sign == '\n' || !sign.is_control()),
            "{table:?}"
        );
        assert!(table.contains("A\\u001b[1M"), "{table}");
    }
}
