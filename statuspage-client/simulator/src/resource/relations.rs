//! How objects refer to each other: references exist, and end with the object that they refer to.

use std::slice;

use serde_json::Value;

use crate::http::reply::Reply;
use crate::parameters::fields::Field;
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::resource::{Table, actions};
use crate::state::State;

/// Returns 422 with every id that no object has.
pub(crate) fn check(state: &State, fields: &[Field], values: &Values) -> Result<(), Reply> {
    let mut wrong = Vec::new();
    for field in fields {
        let (Kind::Id(table) | Kind::Ids(table) | Kind::Members(table, _)) = field.kind else {
            continue;
        };
        let ids = match values.get(field.stored_as) {
            Some(Value::Array(ids)) => ids,
            Some(id) => slice::from_ref(id),
            None => continue,
        };
        let unknown = ids.iter().filter_map(Value::as_str);
        let unknown = unknown.filter(|id| !state.has(table, id));
        wrong.extend(unknown.map(|id| missing(table, id)));
    }
    Reply::check(&wrong)
}

/// Says that there is no such object.
pub(crate) fn missing(table: Table, id: &str) -> String {
    format!("there is no {} `{id}`", table.resource().noun)
}

/// Makes the objects of a list of members refer to the object, and no others.
pub(crate) fn set_members(state: &mut State, table: Table, id: &Value, values: &Values) {
    for field in table.resource().fields {
        let Kind::Members(of, link) = field.kind else {
            continue;
        };
        let Some(members) = values.list(field.stored_as) else {
            continue;
        };
        for object in &mut state.tables[of] {
            let is_member = members.iter().any(|member| object["id"] == **member);
            set_link(&mut object[link], id, is_member);
        }
    }
}

/// Adds or removes an id in a list, or in a field that has one id.
pub(crate) fn set_link(links: &mut Value, id: &Value, is_linked: bool) {
    match links {
        Value::Array(ids) => {
            // One that is linked already keeps its place.
            ids.retain(|other| is_linked || other != id);
            if is_linked && !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        single if is_linked => *single = id.clone(),
        single if single == id => *single = Value::Null,
        _ => {}
    }
}

/// Adds the lists of members.
pub(crate) fn show_members(state: &State, fields: &[Field], id: &Value, shown: &mut Value) {
    for field in fields {
        if let Kind::Members(of, link) = field.kind {
            let members = state.tables[of].iter();
            let members = members.filter(|object| match &object[link] {
                Value::Array(ids) => ids.contains(id),
                single => single == id,
            });
            shown[field.stored_as] = members.map(|object| object["id"].clone()).collect();
        }
    }
}

/// Removes the references to a deleted object, and the objects in its path.
pub(crate) fn forget(state: &mut State, deleted: Table, id: &Value) {
    for table in state.tables.used() {
        let resource = table.resource();
        if let Some((_, field)) = resource.parent.filter(|(parent, _)| *parent == deleted) {
            let is_child = |object: &Value| object[field] == *id;
            while let Some(position) = state.tables[table].iter().position(is_child) {
                actions::remove(state, table, position);
            }
        }
        for field in resource.fields {
            if !matches!(field.kind, Kind::Id(to) | Kind::Ids(to) if to == deleted) {
                continue;
            }
            let objects = state.tables[table].iter_mut();
            for links in objects.filter_map(|object| object.get_mut(field.stored_as)) {
                set_link(links, id, false);
            }
        }
    }
}
