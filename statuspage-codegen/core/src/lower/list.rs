//! How the items of a list are written in a query, form, path or header.

use super::schema::Types;
use crate::api::{ListStyle, Location, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{ListFormat, Parameter, Terms};
use crate::pointer::Pointer;

/// How a parameter's items are written; and its type, where it cannot be written as it is.
pub(super) fn style(
    parameter: &Parameter<'_>,
    location: &Location,
    ty: Type,
    types: &Types<'_>,
    diagnostics: &Diagnostics,
) -> (Type, ListStyle) {
    let repeatable = matches!(location, Location::Query | Location::Form);
    let is_list = matches!(ty, Type::Array(_));
    let terms = types.index.terms;
    let outer = match parameter.list {
        ListFormat::Repeated(_) if repeatable => None,
        // Rails reads a list under such a name, and only there.
        ListFormat::Unstated if repeatable && parameter.name.ends_with("[]") && is_list => None,
        format => Some(separator(format, &parameter.pointer, terms, diagnostics)),
    };
    let plain = outer.map_or(ListStyle::Repeated, ListStyle::Joined);
    let schema = types.target(types.index.schema(parameter.schema));
    let (Type::Array(item), Some(items)) = (&ty, &schema.items) else {
        return (ty, plain);
    };
    let Type::Array(innermost) = &**item else {
        return (ty, plain);
    };
    let items = types.target(items);
    let inner = separator(items.list, &items.pointer, terms, diagnostics);
    if outer != Some(inner) && !matches!(**innermost, Type::Array(_)) {
        return (ty, ListStyle::Nested { outer, inner });
    }
    let message = format!(
        "the lists inside `{}` have the same separator; each one is a plain text",
        parameter.name
    );
    let (rule, at) = (Rule::CollectionFormat, &parameter.pointer);
    diagnostics.warning(rule, at, message, terms.nested_lists);
    (Type::Array(Box::new(Type::String)), plain)
}

/// The character between the items of one text.
fn separator(
    format: ListFormat<'_>,
    pointer: &Pointer,
    terms: &Terms,
    diagnostics: &Diagnostics,
) -> char {
    match format {
        ListFormat::Separated(character) => character,
        ListFormat::Unstated => ',',
        ListFormat::Repeated(word) | ListFormat::Unknown(word) => {
            let message = format!(
                "`{}: {word}` is not valid here; items are joined with commas",
                terms.list_format
            );
            let rule = Rule::CollectionFormat;
            diagnostics.warning(rule, pointer, message, terms.list_formats);
            ','
        }
    }
}
