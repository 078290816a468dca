//! Lists, returns, creates, changes and deletes the objects of a table, by its declaration.

use serde_json::{Map, Value};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Field, Initial};
use crate::parameters::values::Values;
use crate::resource::{Change, Resource, Table, relations};
use crate::routes::{Call, lists};
use crate::state::State;

/// Returns the objects of a table, or those of the parent in the path.
pub(crate) fn list(state: &State, table: Table, call: &Call<'_>) -> ReplyResult {
    let parent = parent(state, table, call.ids)?;
    let values = call.input.values()?;
    let objects = state.tables[table].iter();
    let objects = objects.filter(|object| parent.is_none_or(|(field, id)| object[field] == *id));
    let shown = objects.map(|object| show(state, table, object));
    Ok(lists::page_of(shown, &values))
}

pub(crate) fn get(state: &State, table: Table, ids: &[&str]) -> ReplyResult {
    let position = position(state, table, ids)?;
    Ok(Reply::ok(show_at(state, table, position)))
}

pub(crate) fn create(state: &mut State, table: Table, call: &Call<'_>) -> ReplyResult {
    let parent = parent(state, table, call.ids)?.map(|(_, id)| id);
    let values = call.input.values()?;
    check(state, table, &values, None)?;
    state.check_room()?;
    let object = insert(state, table, parent, &values);
    let shown = show(state, table, &object);
    Ok(Reply::new(table.resource().created, shown))
}

/// Adds an object with these values, which were checked, and returns it.
pub(crate) fn insert(
    state: &mut State,
    table: Table,
    parent: Option<&str>,
    values: &Values,
) -> Value {
    let resource = table.resource();
    let mut object = new_object(state, resource.fields, parent);
    apply(resource, &mut object, values);
    state.tables[table].push(object.clone());
    relations::set_members(state, table, &object["id"], values);
    object
}

pub(crate) fn update(state: &mut State, table: Table, call: &Call<'_>) -> ReplyResult {
    let resource = table.resource();
    let position = position(state, table, call.ids)?;
    let values = call.input.values()?;
    check(state, table, &values, Some(&state.tables[table][position]))?;
    let now = state.now();
    let object = &mut state.tables[table][position];
    apply(resource, object, &values);
    touch(object, &now);
    let object = object.clone();
    relations::set_members(state, table, &object["id"], &values);
    Ok(Reply::ok(show(state, table, &object)))
}

fn apply(resource: &Resource, object: &mut Value, values: &Values) {
    values.write_to(object);
    for field in resource.fields {
        // A list that is never null is cleared by null.
        if matches!(field.initial, Some(Initial::EmptyList)) && object[field.stored_as].is_null() {
            object[field.stored_as] = Value::Array(Vec::new());
        }
    }
    (resource.complete)(object, values);
}

/// Sets the time of the last change, if the object has one.
pub(crate) fn touch(object: &mut Value, now: &str) {
    if let Some(at) = object.get_mut("updated_at") {
        *at = now.into();
    }
}

pub(crate) fn delete(state: &mut State, table: Table, ids: &[&str]) -> ReplyResult {
    let position = position(state, table, ids)?;
    let object = show_at(state, table, position);
    remove(state, table, position);
    if table.resource().is_deleted_silently {
        return Ok(Reply::no_content());
    }
    Ok(Reply::ok(object))
}

/// Removes an object and what cannot be without it, and returns it.
pub(crate) fn remove(state: &mut State, table: Table, position: usize) -> Value {
    let object = state.tables[table].remove(position);
    relations::forget(state, table, &object["id"]);
    object
}

/// Returns where the object is that the last id of the path names, or a 404. A path without an id means
/// the only object of its table.
pub(crate) fn position(state: &State, table: Table, ids: &[&str]) -> Result<usize, Reply> {
    let Some((id, parents)) = ids.split_last() else {
        return Ok(0);
    };
    let parent = parent(state, table, parents)?;
    let fits = |object: &Value| {
        object["id"] == **id && parent.is_none_or(|(field, parent)| object[field] == *parent)
    };
    let position = state.tables[table].iter().position(fits);
    position.ok_or_else(|| Reply::not_found(table.resource().noun, id))
}

/// Returns the field and id of the parent that the path names, if it names one, or a 404.
fn parent<'a>(
    state: &State,
    table: Table,
    ids: &[&'a str],
) -> Result<Option<(&'static str, &'a str)>, Reply> {
    let (Some((table, field)), Some(id)) = (table.resource().parent, ids.first()) else {
        return Ok(None);
    };
    if state.has(table, id) {
        Ok(Some((field, id)))
    } else {
        Err(Reply::not_found(table.resource().noun, id))
    }
}

fn check(
    state: &State,
    table: Table,
    values: &Values,
    before: Option<&Value>,
) -> Result<(), Reply> {
    let resource = table.resource();
    relations::check(state, resource.fields, values)?;
    (resource.check)(state, &Change { values, before })
}

/// Returns a new object with the first values of these fields.
fn new_object(state: &mut State, fields: &[Field], parent: Option<&str>) -> Value {
    let now = state.now();
    let mut object = Map::new();
    for field in fields {
        let value = match field.initial {
            None => continue,
            Some(Initial::Null) => Value::Null,
            Some(Initial::Flag(flag)) => flag.into(),
            Some(Initial::Number(number)) => number.into(),
            Some(Initial::Text(text)) => text.into(),
            Some(Initial::EmptyList) => Value::Array(Vec::new()),
            Some(Initial::Now) => now.clone().into(),
            Some(Initial::NewId) => state.ids.issue().into(),
            Some(Initial::PageId) => state.page_id.clone().into(),
            Some(Initial::OrganizationId) => state.organization_id.clone().into(),
            Some(Initial::ParentId) => parent.into(),
            Some(Initial::NextPosition(table)) => {
                let positions = state.tables[table].iter();
                let last = positions.filter_map(|object| object["position"].as_u64());
                (last.max().unwrap_or(0) + 1).into()
            }
        };
        object.insert(field.stored_as.to_owned(), value);
    }
    Value::Object(object)
}

/// Returns the object at a position as the service does.
pub(crate) fn show_at(state: &State, table: Table, position: usize) -> Value {
    show(state, table, &state.tables[table][position])
}

/// Returns an object as the service does.
pub(crate) fn show(state: &State, table: Table, object: &Value) -> Value {
    let resource = table.resource();
    let fields = object.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, _)| !name.starts_with('_'));
    let fields = fields.map(|(name, value)| (name.clone(), value.clone()));
    let mut shown = Value::Object(fields.collect());
    relations::show_members(state, resource.fields, &object["id"], &mut shown);
    (resource.show)(state, object, &mut shown);
    shown
}
