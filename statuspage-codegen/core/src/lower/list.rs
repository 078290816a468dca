//! How the items of a list are written in a query, form, path or header.

use super::context::Context;
use crate::api::{ListStyle, Location, Type};
use crate::diagnostic::Rule;
use crate::document::{ListFormat, ObjectFormat, Parameter};
use crate::pointer::Pointer;

/// Returns how a parameter's items are written, and its type, which is simpler where items cannot be written.
pub(super) fn style(
    parameter: &Parameter<'_>,
    location: &Location,
    ty: Type,
    context: &Context<'_>,
) -> (Type, ListStyle) {
    let repeatable = matches!(location, Location::Query | Location::Form);
    let is_list = matches!(ty, Type::Array(_));
    let is_object = context.may_be_object(&ty, context.index.schema(parameter.schema));
    let unsupported = match (parameter.list, parameter.object) {
        (ListFormat::Json, _) => return (ty, ListStyle::Json),
        (_, ObjectFormat::Deep) if is_list || is_object => return (ty, ListStyle::Deep),
        (_, ObjectFormat::Properties) if is_object || ty == Type::Any => {
            return (ty, ListStyle::Properties);
        }
        (_, ObjectFormat::Flat { separator, between }) if is_object => {
            return (ty, ListStyle::Flat { separator, between });
        }
        (_, ObjectFormat::Unsupported(word)) if is_object => Some(word),
        (ListFormat::Unsupported(word), _) if is_list => Some(word),
        _ => None,
    };
    if let Some(word) = unsupported {
        let terms = context.index.terms;
        let message = format!(
            "`{}: {word}` with `explode` is not supported for lists and objects, so `{}` cannot be sent",
            terms.list_format, parameter.name
        );
        let (rule, help) = (Rule::CollectionFormat, terms.list_formats);
        let diagnostics = context.diagnostics;
        diagnostics.error(rule, &parameter.pointer, message, help);
        return (ty, ListStyle::Joined(','));
    }
    let outer = match parameter.list {
        ListFormat::Repeated(_) if repeatable => None,
        // Rails reads a list under such a name, and only there.
        ListFormat::Unstated if repeatable && parameter.name.ends_with("[]") && is_list => None,
        format => Some(separator(format, &parameter.pointer, context)),
    };
    let plain = outer.map_or(ListStyle::Repeated, ListStyle::Joined);
    let schema = context.target(context.index.schema(parameter.schema));
    let (Type::Array(item), Some(items)) = (&ty, &schema.items) else {
        return (ty, plain);
    };
    let Type::Array(innermost) = &**item else {
        return (ty, plain);
    };
    let items = context.target(items);
    let inner = separator(items.list, &items.pointer, context);
    if outer != Some(inner) && !matches!(**innermost, Type::Array(_)) {
        return (ty, ListStyle::Nested { outer, inner });
    }
    let message = format!(
        "the lists inside `{}` have the same separator as the list around them; each is a plain string",
        parameter.name
    );
    let (rule, help) = (Rule::CollectionFormat, context.index.terms.nested_lists);
    let diagnostics = context.diagnostics;
    diagnostics.warning(rule, &parameter.pointer, message, help);
    (Type::Array(Box::new(Type::String)), plain)
}

/// Returns the character between the items of one text.
fn separator(format: ListFormat<'_>, pointer: &Pointer, context: &Context<'_>) -> char {
    match format {
        ListFormat::Separated(character) => character,
        ListFormat::Unstated | ListFormat::Json | ListFormat::Unsupported(_) => ',',
        ListFormat::Repeated(word) | ListFormat::Unknown(word) => {
            let terms = context.index.terms;
            let message = format!(
                "`{}: {word}` is not valid here; items are joined with commas",
                terms.list_format
            );
            let (rule, help) = (Rule::CollectionFormat, terms.list_formats);
            context.diagnostics.warning(rule, pointer, message, help);
            ','
        }
    }
}
