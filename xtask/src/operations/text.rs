//! The operations as text: the function, the request, and a table of the parameters.

use std::fmt::Write as _;

use clap::builder::styling::Style;
use statuspage_codegen_core::api::{Operation, Parameter};
use statuspage_codegen_core::{Api, RustType};

use super::envelope;
use crate::document::location;
use crate::print::{self, WIDTH};

/// Returns a block for each operation, and their number. The names of the functions are bold: print it through `anstream`.
pub(super) fn table(api: &Api) -> String {
    let mut text = String::new();
    for operation in &api.operations {
        text += &block(operation);
        text.push('\n');
    }
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}", print::count(api.operations.len(), "operation"));
    text
}

fn block(operation: &Operation) -> String {
    let bold = Style::new().bold();
    let (function, params) = (&operation.function, &operation.params);
    let id = operation.id.escape_debug().to_string();
    let tags = operation.tags.join(", ");
    let output = RustType::of(&operation.output);
    let deprecated = if operation.deprecated {
        "  (deprecated)"
    } else {
        ""
    };
    let (call, result) = (format!("(&{params})"), format!("-> {output}{deprecated}"));
    let width = function.len() + call.len() + 1 + result.len();
    let gap = if width > WIDTH { "\n    " } else { " " };
    let mut text = format!("{bold}{function}{bold:#}{call}{gap}{result}\n");
    let request = format!("{} {}", operation.method, operation.path);
    let alias = operation.alias.as_ref().map(|alias| &*alias.function);
    let pages = operation.paging.as_ref().map(|paging| &*paging.function);
    for (label, value) in [
        ("request", Some(&*request)),
        ("operationId", Some(&*id)),
        ("alias", alias),
        ("tags", Some(&*tags)),
        ("envelope", envelope(operation)),
        ("sent as", operation.media_type.as_deref()),
        ("asks for", operation.accept.as_deref()),
        ("all pages", pages),
    ] {
        text += &labelled(label, value.unwrap_or_default());
    }
    text + &parameters(&operation.parameters)
}

fn labelled(label: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let value = value.escape_debug().to_string();
    format!("  {label:<11}  {}\n", print::wrap(&value, 15, 15))
}

fn parameters(parameters: &[Parameter]) -> String {
    let mut rows = vec![["field", "type", "required", "on the wire"].map(str::to_owned)];
    for parameter in parameters {
        rows.push([
            parameter.field.clone(),
            RustType::of_parameter(&parameter.ty, parameter.required, parameter.nullable)
                .to_string(),
            if parameter.required { "yes" } else { "" }.to_owned(),
            format!("{} {:?}", location(&parameter.location), parameter.name),
        ]);
    }
    if rows.len() == 1 {
        return String::new();
    }
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(String::len).max().unwrap_or_default()
    };
    let [field, ty, required] = [0, 1, 2].map(width);
    let line =
        |[a, b, c, d]: &[String; 4]| format!("    {a:<field$}  {b:<ty$}  {c:<required$}  {d}\n");
    let table: String = rows.iter().map(line).collect();
    if table.lines().all(|line| line.chars().count() <= WIDTH) {
        return table;
    }
    // Too wide: the field has a line of its own.
    let block = |[field, ty, required, wire]: &[String; 4]| {
        let required = if required.is_empty() {
            ""
        } else {
            "required, "
        };
        let rest = format!("{ty}, {required}{wire}");
        format!("    {field}\n        {}\n", print::wrap(&rest, 8, 8))
    };
    rows.iter().skip(1).map(block).collect()
}
