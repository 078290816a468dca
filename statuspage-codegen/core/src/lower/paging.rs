//! Paginated lists: recognised by the names and types of an operation's parameters.

use crate::api::{ItemId, Location, Model, Operation, Paging, Parameter, Shape, Type};
use crate::constraint::{DEFAULT, PAGE_SIZE_HONORED};
use crate::hashed::{Map, Set};
use crate::name::Scope;

/// The parameter for the page number.
const PAGE: &str = "page";

/// The parameters for the page size; the first that an operation has is used.
const SIZES: [&str; 2] = ["per_page", "limit"];

/// Adds the paging of every operation that has both parameters.
pub(super) fn lower_all(operations: &mut [Operation], models: &[Model], functions: &mut Scope) {
    let ids = item_ids(models);
    for operation in operations {
        operation.paging = lower(operation, &ids, functions);
    }
}

fn lower(operation: &Operation, ids: &Map<&str, ItemId>, functions: &mut Scope) -> Option<Paging> {
    let Type::Array(item) = &operation.output else {
        return None;
    };
    let page = number(operation, PAGE)?;
    let size = SIZES.iter().find_map(|name| number(operation, name))?;
    let first_page = first_page(page);
    let max_page_size = whole(size.constraints.get("maximum"), 1);
    Some(Paging {
        function: functions.claim(&items_name(&operation.function)),
        page: page.name.clone(),
        size: size.name.clone(),
        first_page: first_page.unwrap_or(1),
        max_page_size,
        is_preset: first_page.is_some() && max_page_size.is_some(),
        page_size_honored: size.constraints.get(PAGE_SIZE_HONORED).is_some(),
        item_id: match &**item {
            Type::Model(name) => ids.get(name.as_str()).cloned(),
            _ => None,
        },
    })
}

/// Returns the name of the function that returns the items of all pages, by the name of the function that returns one page.
pub(super) fn items_name(function: &str) -> String {
    format!("{}_items", function.trim_start_matches("r#"))
}

/// Returns the number of the first page if the document states it: the minimum, or the default if it is 0 or 1. Other defaults are
/// often only example values.
fn first_page(page: &Parameter) -> Option<i64> {
    let min = whole(page.constraints.get("minimum"), 0);
    let default = || whole(page.constraints.get(DEFAULT), 0).filter(|default| *default <= 1);
    min.or_else(default)
}

/// Returns the integer parameter of the query with this name.
fn number<'a>(operation: &'a Operation, name: &str) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|parameter| {
        parameter.name == name
            && parameter.location == Location::Query
            && parameter.ty == Type::Integer
    })
}

/// Parses a limit; `None` if it is less than `min`. A tool may have written `100.0`.
fn whole(limit: Option<&str>, min: i64) -> Option<i64> {
    let limit = limit?;
    let limit = limit.strip_suffix(".0").unwrap_or(limit).parse().ok()?;
    (limit >= min).then_some(limit)
}

/// Returns the fields that identify objects, by the names of the Rust types.
fn item_ids(models: &[Model]) -> Map<&str, ItemId> {
    let is_newtype = |model: &&Model| model.shape == Shape::Newtype;
    let newtypes: Set<_> = models.iter().filter(is_newtype).map(type_name).collect();
    let ids = models.iter().filter_map(|model| {
        let Shape::Struct(fields) = &model.shape else {
            return None;
        };
        let id = fields.iter().find(|field| field.name == "id")?;
        let (ty, required) = match &id.ty {
            Type::Optional(ty) => (&**ty, false),
            ty => (ty, id.required),
        };
        let identifies = match ty {
            Type::String | Type::Integer => true,
            Type::Model(name) => newtypes.contains(name.as_str()),
            _ => false,
        };
        identifies.then(|| {
            let id = ItemId {
                field: id.field.clone(),
                required,
            };
            (type_name(model), id)
        })
    });
    ids.collect()
}

fn type_name(model: &Model) -> &str {
    &model.type_name
}
