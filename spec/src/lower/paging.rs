//! Lists that come in pages: told by the names and types of an operation's parameters.

use crate::api::{Location, Operation, Paging, Parameter, Type};
use crate::name::Scope;

/// The parameter for the number of a page.
const PAGE: &str = "page";

/// The parameters for the number of its items; the first that an operation has is taken.
const SIZES: [&str; 2] = ["per_page", "limit"];

/// The paging of a list that has both parameters. Its function gets a name that no other function has.
pub(super) fn lower(operation: &Operation, functions: &mut Scope) -> Option<Paging> {
    if !matches!(operation.output, Type::Array(_)) {
        return None;
    }
    let page = number(operation, PAGE)?;
    let size = SIZES.iter().find_map(|name| number(operation, name))?;
    let function = operation.function.trim_start_matches("r#");
    Some(Paging {
        function: functions.claim(&format!("{function}_stream")),
        page: page.name.clone(),
        size: size.name.clone(),
        first: first(page),
        most: whole(size.constraints.maximum.as_deref(), 1),
    })
}

/// The number of the first page: the least one, or the one that is sent without asking for any if that is 0.
fn first(page: &Parameter) -> i64 {
    let least = whole(page.constraints.minimum.as_deref(), 0);
    let default = || whole(page.constraints.default.as_deref(), 0).filter(|default| *default == 0);
    least.or_else(default).unwrap_or(1)
}

/// The whole number of this name in the query.
fn number<'a>(operation: &'a Operation, name: &str) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|parameter| {
        parameter.name == name
            && parameter.location == Location::Query
            && parameter.ty == Type::Integer
    })
}

/// A limit that makes sense as one, so that it is `least` or more. A tool may have written `100.0`.
fn whole(limit: Option<&str>, least: i64) -> Option<i64> {
    let limit = limit?;
    let limit = limit.strip_suffix(".0").unwrap_or(limit).parse().ok()?;
    (limit >= least).then_some(limit)
}
