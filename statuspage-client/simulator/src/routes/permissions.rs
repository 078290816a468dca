//! The roles of a user, page by page.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::resource::Table;
use crate::resource::actions::position;
use crate::routes::{Action, Call, NOTHING, Operation, operations};
use crate::state::State;

const ROLES: Accepts = Accepts::bare(&[
    Field::new("page_configuration", Kind::Boolean),
    Field::new("incident_manager", Kind::Boolean),
    Field::new("maintenance_manager", Kind::Boolean),
]);

const PAGES: Accepts = Accepts::bare(&[Field::new("pages", Kind::EachOf(&ROLES))]);

fn get(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::Users, call.ids)?;
    let user = &state.tables[Table::Users][position];
    let permissions = json!({ "user_id": user["id"], "pages": user["_pages"] });
    Ok(Reply::ok(json!({ "data": permissions })))
}

/// Sets all roles: a page that is left out loses access.
fn set(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::Users, call.ids)?;
    let values = call.input.values()?;
    let given = values.get("pages").and_then(Value::as_object);
    let mut pages = Vec::new();
    for (id, roles) in given.into_iter().flatten() {
        if *id != state.page_id {
            return Err(Reply::invalid(format!("there is no page `{id}`")));
        }
        let has = |role: &str| roles[role].as_bool().unwrap_or(false);
        pages.push(json!({
            "page_id": id,
            "page_configuration": has("page_configuration"),
            "incident_manager": has("incident_manager"),
            "maintenance_manager": has("maintenance_manager"),
        }));
    }
    state.tables[Table::Users][position]["_pages"] = pages.into();
    get(state, call)
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "organizations/{}/permissions/{}" => Action::Run(NOTHING, get),
    PUT "organizations/{}/permissions/{}" => Action::Run(&PAGES, set),
};
