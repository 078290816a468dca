//! How the items of a list are written in a query, form, path or header.

use super::schema::Types;
use crate::api::{ListStyle, Location, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Parameter;
use crate::pointer::Pointer;

/// How a parameter's items are written; and its type, where it cannot be written as it is.
pub(super) fn style<'a>(
    parameter: &'a Parameter<'a>,
    location: &Location,
    ty: Type,
    types: &Types<'a>,
    diagnostics: &mut Diagnostics,
) -> (Type, ListStyle) {
    let repeatable = matches!(location, Location::Query | Location::Form);
    let is_list = matches!(ty, Type::Array(_));
    let outer = match parameter.collection_format {
        Some("multi") if repeatable => None,
        // Rails reads a list under such a name, and only there.
        None if repeatable && parameter.name.ends_with("[]") && is_list => None,
        format => Some(separator(format, &parameter.pointer, diagnostics)),
    };
    let plain = outer.map_or(ListStyle::Repeated, ListStyle::Joined);
    let schema = types.target(&parameter.schema);
    let (Type::Array(item), Some(items)) = (&ty, &schema.items) else {
        return (ty, plain);
    };
    let Type::Array(innermost) = &**item else {
        return (ty, plain);
    };
    let items = types.target(items);
    let inner = separator(items.collection_format, &items.pointer, diagnostics);
    if outer != Some(inner) && !matches!(**innermost, Type::Array(_)) {
        return (ty, ListStyle::Nested { outer, inner });
    }
    let message = format!(
        "the lists inside `{}` have the same separator; each one is a plain text",
        parameter.name
    );
    let help = "give them different `collectionFormat`s, such as `pipes` around `csv`, or format each text as the service expects";
    diagnostics.warning(Rule::CollectionFormat, &parameter.pointer, message, help);
    (Type::Array(Box::new(Type::String)), plain)
}

/// The character between the items of one text.
fn separator(format: Option<&str>, pointer: &Pointer, diagnostics: &mut Diagnostics) -> char {
    match format {
        Some("ssv") => ' ',
        Some("tsv") => '\t',
        Some("pipes") => '|',
        None | Some("csv") => ',',
        Some(other) => {
            let message = format!(
                "`collectionFormat: {other}` is not valid here; items are joined with commas"
            );
            let help = "formats are csv, ssv, tsv and pipes, and multi in a query or form";
            diagnostics.warning(Rule::CollectionFormat, pointer, message, help);
            ','
        }
    }
}
