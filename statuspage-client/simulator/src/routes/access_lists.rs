//! Which components and metrics a page access user or group sees: five operations for each list.

use serde_json::Value;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::Accepts;
use crate::resource::actions::{position, show, touch};
use crate::resource::{Table, relations};
use crate::routes::{Action, Call, lists};
use crate::state::State;

/// A list of ids that an object has.
pub(crate) struct AccessList {
    pub(crate) owner: Table,
    /// The field of the owner.
    pub(crate) field: &'static str,
    /// What it lists.
    pub(crate) of: Table,
    /// The name of the ids in requests.
    pub(crate) ids: &'static str,
    /// What adding, replacing and removing accept.
    pub(crate) add: Accepts,
    pub(crate) replace: Accepts,
    pub(crate) remove: Accepts,
}

/// How a request changes a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// PATCH and PUT.
    Add,
    /// POST.
    Replace,
    /// DELETE with ids removes those, without it removes all.
    Remove,
    /// DELETE of the last id of the path.
    RemoveOne,
}

/// The operations of a list's own path. The path of one item has only [`Change::RemoveOne`].
pub(crate) const fn methods(list: &'static AccessList) -> [(&'static str, Action); 5] {
    [
        ("GET", Action::ListAccess(list)),
        ("PATCH", Action::Access(list, Change::Add)),
        ("PUT", Action::Access(list, Change::Add)),
        ("POST", Action::Access(list, Change::Replace)),
        ("DELETE", Action::Access(list, Change::Remove)),
    ]
}

impl AccessList {
    pub(crate) fn accepts(&self, change: Change) -> &Accepts {
        match change {
            Change::Add => &self.add,
            Change::Replace => &self.replace,
            Change::Remove => &self.remove,
            Change::RemoveOne => &Accepts::NOTHING,
        }
    }

    /// Returns the listed objects.
    pub(crate) fn list(&self, state: &State, call: &Call<'_>) -> ReplyResult {
        let owner = position(state, self.owner, call.ids)?;
        let values = call.input.values()?;
        let listed = state.tables[self.owner][owner][self.field].as_array();
        let is_listed = |object: &&Value| listed.is_some_and(|ids| ids.contains(&object["id"]));
        let objects = state.tables[self.of].iter().filter(is_listed);
        let shown = objects.map(|object| show(state, self.of, object));
        Ok(lists::page_of(shown, &values))
    }

    /// Changes the list, and returns its owner.
    pub(crate) fn change(&self, change: Change, state: &mut State, call: &Call<'_>) -> ReplyResult {
        let mut ids = call.ids;
        let mut given = None;
        if let (Change::RemoveOne, Some((last, owner))) = (change, ids.split_last()) {
            given = Some(vec![(*last).to_owned()]);
            ids = owner;
        }
        let position = position(state, self.owner, ids)?;
        let values = call.input.values()?;
        let given = given.or_else(|| values.list(self.ids));
        let listed = state.tables[self.owner][position][self.field].clone();
        let mut wrong = Vec::new();
        for id in given.iter().flatten() {
            let is_listed = || {
                listed
                    .as_array()
                    .is_some_and(|ids| ids.contains(&id.as_str().into()))
            };
            if change == Change::RemoveOne && !is_listed() {
                let noun = self.of.resource().noun;
                return Err(Reply::not_found(&format!("{noun} in this list"), id));
            }
            if !state.has(self.of, id) {
                wrong.push(relations::missing(self.of, id));
            }
        }
        if !wrong.is_empty() {
            return Err(Reply::unprocessable(&wrong));
        }
        let now = state.now();
        let owner = &mut state.tables[self.owner][position];
        let list = &mut owner[self.field];
        // Without ids, DELETE removes all.
        if change == Change::Replace || (change == Change::Remove && given.is_none()) {
            *list = Value::Array(Vec::new());
        }
        let is_added = matches!(change, Change::Add | Change::Replace);
        for id in given.into_iter().flatten() {
            relations::set_link(list, &id.into(), is_added);
        }
        touch(owner, &now);
        let owner = show(state, self.owner, &state.tables[self.owner][position]);
        Ok(match change {
            Change::Replace => Reply::created(owner),
            _ => Reply::ok(owner),
        })
    }
}
