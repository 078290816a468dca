//! Which components and metrics a page access user or group sees: five operations for each list.

use serde_json::Value;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::Accepts;
use crate::resource::actions::{position, show, show_at, touch};
use crate::resource::{Table, relations};
use crate::routes::{Call, lists};
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
        let (one, owner_ids) = match (change, call.ids.split_last()) {
            (Change::RemoveOne, Some((one, owner_ids))) => (Some(*one), owner_ids),
            _ => (None, call.ids),
        };
        let position = position(state, self.owner, owner_ids)?;
        let values = call.input.values()?;
        relations::check(state, call.input.accepts.fields, &values)?;
        let now = state.now();
        let owner = &mut state.tables[self.owner][position];
        let list = &mut owner[self.field];
        let mut ids = values.list(self.ids);
        if let Some(id) = one {
            let mut listed = list.as_array().into_iter().flatten();
            if !listed.any(|other| other == id) {
                let noun = self.of.resource().noun;
                return Err(Reply::not_found(&format!("{noun} in this list"), id));
            }
            ids = Some(vec![id.to_owned()]);
        }
        // Without ids, DELETE removes all.
        if change == Change::Replace || (change == Change::Remove && ids.is_none()) {
            *list = Value::Array(Vec::new());
        }
        let is_added = matches!(change, Change::Add | Change::Replace);
        for id in ids.into_iter().flatten() {
            relations::set_link(list, &id.into(), is_added);
        }
        touch(owner, &now);
        let owner = show_at(state, self.owner, position);
        Ok(match change {
            Change::Replace => Reply::created(owner),
            _ => Reply::ok(owner),
        })
    }

    /// Adds a component to the lists of the owners that the request names.
    pub(crate) fn show_to(&self, state: &mut State, call: &Call<'_>) -> ReplyResult {
        let position = position(state, self.of, call.ids)?;
        let values = call.input.values()?;
        relations::check(state, call.input.accepts.fields, &values)?;
        let owners = values.list("owners").unwrap_or_default();
        self.link(
            state,
            position,
            |owner| owners.iter().any(|id| owner["id"] == **id),
            true,
        );
        Ok(Reply::created(show_at(state, self.of, position)))
    }

    /// Removes a component from the lists of all owners.
    pub(crate) fn hide(&self, state: &mut State, call: &Call<'_>) -> ReplyResult {
        let position = position(state, self.of, call.ids)?;
        self.link(state, position, |_| true, false);
        Ok(Reply::ok(show_at(state, self.of, position)))
    }

    fn link(
        &self,
        state: &mut State,
        position: usize,
        is_meant: impl Fn(&Value) -> bool,
        is_added: bool,
    ) {
        let now = state.now();
        let id = state.tables[self.of][position]["id"].clone();
        for owner in state.tables[self.owner]
            .iter_mut()
            .filter(|owner| is_meant(owner))
        {
            relations::set_link(&mut owner[self.field], &id, is_added);
            touch(owner, &now);
        }
    }
}
