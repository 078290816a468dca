//! `style` and `explode`: how lists and objects are written outside JSON.

use super::super::{ListFormat, ObjectFormat, node::Node};

/// How the lists and the objects of a parameter, or of a field of a form, are written. `place` is the parameter's; the fields
/// of forms are like those of a query.
pub(super) fn formats<'a>(node: &Node<'a>, place: &str) -> (ListFormat<'a>, ObjectFormat<'a>) {
    let is_query = place == "query";
    let default = if is_query { "form" } else { "simple" };
    let style = node.text("style").unwrap_or(default);
    let explode = if node.peek("explode").is_some() {
        node.flag("explode")
    } else {
        style == "form"
    };
    let flat = |separator| {
        let between = if explode { '=' } else { separator };
        (
            ListFormat::Separated(separator),
            ObjectFormat::Flat { separator, between },
        )
    };
    match (style, is_query, place) {
        ("deepObject", true, _) => (ListFormat::Repeated(style), ObjectFormat::Deep),
        ("form" | "spaceDelimited" | "pipeDelimited", true, _) if explode => {
            (ListFormat::Repeated("explode"), ObjectFormat::Properties)
        }
        ("spaceDelimited", true, _) => flat(' '),
        ("pipeDelimited", true, _) => flat('|'),
        ("label", _, "path") => flat(if explode { '.' } else { ',' }),
        ("matrix", _, "path") if explode => (
            ListFormat::Unsupported(style),
            ObjectFormat::Unsupported(style),
        ),
        ("form", true, _) | ("simple", false, _) | ("matrix", _, "path") => flat(','),
        _ => (ListFormat::Unknown(style), ObjectFormat::Json),
    }
}

/// What is written before the value of a parameter of the path.
pub(super) fn prefix(style: Option<&str>, name: &str) -> Option<String> {
    match style {
        Some("label") => Some(".".to_owned()),
        Some("matrix") => Some(format!(";{name}=")),
        _ => None,
    }
}
