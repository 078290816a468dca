//! The table of all operations, by path and method. Those of each resource are in a module of their own.

pub(crate) mod access_groups;
mod access_lists;
pub(crate) mod access_users;
pub(crate) mod component_groups;
pub(crate) mod components;
pub(crate) mod incident_subscribers;
pub(crate) mod incidents;
pub(crate) mod lists;
pub(crate) mod metric_data;
pub(crate) mod metrics;
pub(crate) mod metrics_providers;
pub(crate) mod pages;
mod permissions;
mod postmortems;
pub(crate) mod status_embed;
mod subscriber_lists;
pub(crate) mod subscribers;
mod subscribers_in_bulk;
pub(crate) mod templates;
mod uptime;
pub(crate) mod users;

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Input};
use crate::parameters::tree::Tree;
use crate::resource::{Table, actions};
use crate::routes::access_lists::{AccessList, Change};
use crate::state::State;

/// The start of every path.
pub(crate) const BASE_PATH: &str = "/v1";

/// One operation.
pub(crate) struct Operation {
    methods: &'static [&'static str],
    /// The path, in which `{}` is an id.
    path: &'static str,
    action: Action,
}

/// A table of operations, a line each: methods, path and action.
macro_rules! operations {
    ($($($method:ident)|+ $path:literal => $action:expr),* $(,)?) => {
        &[$($crate::routes::Operation {
            methods: &[$(stringify!($method)),+],
            path: $path,
            action: $action,
        }),*]
    };
}
use operations;

/// What an operation does.
#[derive(Clone, Copy)]
pub(crate) enum Action {
    List(Table),
    Get(Table),
    Create(Table),
    Update(Table),
    Delete(Table),
    /// Returns what an access list has.
    ListAccess(&'static AccessList),
    /// Changes an access list.
    Access(&'static AccessList, Change),
    /// Something else, with its own parameters.
    Run(&'static Accepts, fn(&mut State, &Call<'_>) -> ReplyResult),
}

pub(crate) const NOTHING: &Accepts = &Accepts::NOTHING;

/// All operations, by resource. Of two that fit a request, the first is meant.
const OPERATIONS: &[&[Operation]] = &[
    pages::OPERATIONS,
    status_embed::OPERATIONS,
    components::OPERATIONS,
    component_groups::OPERATIONS,
    incidents::OPERATIONS,
    incident_subscribers::OPERATIONS,
    postmortems::OPERATIONS,
    templates::OPERATIONS,
    subscriber_lists::OPERATIONS,
    subscribers_in_bulk::OPERATIONS,
    subscribers::OPERATIONS,
    metrics_providers::OPERATIONS,
    metric_data::OPERATIONS,
    metrics::OPERATIONS,
    access_users::OPERATIONS,
    access_groups::OPERATIONS,
    users::OPERATIONS,
    permissions::OPERATIONS,
];

/// The ids of the path of a request, without that of the page or organization, and its parameters.
pub(crate) struct Call<'a> {
    pub(crate) ids: &'a [&'a str],
    pub(crate) input: Input<'a>,
}

/// The operation of a request, with the ids of its path.
pub(crate) struct Route<'a> {
    operation: &'static Operation,
    ids: Vec<&'a str>,
}

impl Action {
    fn accepts(self) -> &'static Accepts {
        match self {
            Self::List(table) => &table.resource().list,
            Self::Create(table) => &table.resource().create,
            Self::Update(table) => &table.resource().update,
            Self::Get(_) | Self::Delete(_) => NOTHING,
            Self::ListAccess(_) => &lists::PAGED,
            Self::Access(list, change) => list.accepts(change),
            Self::Run(accepts, _) => accepts,
        }
    }

    fn run(self, state: &mut State, call: &Call<'_>) -> ReplyResult {
        match self {
            Self::List(table) => actions::list(state, table, call),
            Self::Get(table) => actions::get(state, table, call.ids),
            Self::Create(table) => actions::create(state, table, call),
            Self::Update(table) => actions::update(state, table, call),
            Self::Delete(table) => actions::delete(state, table, call.ids),
            Self::ListAccess(list) => list.list(state, call),
            Self::Access(list, change) => list.change(change, state, call),
            Self::Run(_, run) => run(state, call),
        }
    }
}

impl Route<'_> {
    /// Whether it needs the key. The list of public metrics providers does not.
    pub(crate) fn needs_key(&self) -> bool {
        self.operation.path != "metrics_providers"
    }

    /// Carries the operation out, if the page or organization exists and all parameters are accepted.
    pub(crate) fn respond(self, state: &mut State, tree: &Tree) -> ReplyResult {
        let mut ids = self.ids.as_slice();
        if let Some((id, below)) = ids.split_first() {
            let (noun, expected) = if self.operation.path.starts_with("pages/") {
                ("page", &state.page_id)
            } else {
                ("organization", &state.organization_id)
            };
            if id != expected {
                return Err(Reply::not_found(noun, id));
            }
            ids = below;
        }
        let input = Input::new(self.operation.action.accepts(), tree)?;
        let reply = self.operation.action.run(state, &Call { ids, input })?;
        state.settle();
        Ok(reply)
    }
}

/// Returns the decoded segments of a raw path after the base path, without a final `.json`.
pub(crate) fn segments(path: &str) -> Vec<String> {
    let path = path
        .strip_prefix(BASE_PATH)
        .and_then(|path| path.strip_prefix('/'))
        .unwrap_or_default();
    let path = path.strip_suffix(".json").unwrap_or(path);
    let decoded = |segment| percent_decode_str(segment).decode_utf8_lossy().into_owned();
    path.split('/').map(decoded).collect()
}

/// Returns the operation of this method and path, if there is one.
pub(crate) fn find<'a>(method: &str, path: &[&'a str]) -> Option<Route<'a>> {
    matching(path).find(|route| route.operation.methods.contains(&method))
}

/// Returns the methods of this path; none if it is unknown.
pub(crate) fn methods(path: &[&str]) -> Vec<&'static str> {
    let methods = matching(path).flat_map(|route| route.operation.methods);
    let methods: BTreeSet<&str> = methods.copied().collect();
    methods.into_iter().collect()
}

/// Returns the operations whose path fits these segments.
fn matching<'a>(segments: &[&'a str]) -> impl Iterator<Item = Route<'a>> {
    OPERATIONS
        .iter()
        .copied()
        .flatten()
        .filter_map(|operation| {
            let ids = ids(operation.path, segments)?;
            Some(Route { operation, ids })
        })
}

/// Returns the ids in the segments of a path, if they fit it.
fn ids<'a>(path: &str, segments: &[&'a str]) -> Option<Vec<&'a str>> {
    let mut ids = Vec::new();
    let mut expected = path.split('/');
    for segment in segments {
        match expected.next()? {
            // No id is empty.
            "{}" if !segment.is_empty() => ids.push(*segment),
            literal if literal == *segment => {}
            _ => return None,
        }
    }
    expected.next().is_none().then_some(ids)
}

/// Returns the name of the list that this request reads, if it is one of the two that have a limit of
/// their own without paging, and neither `page` nor `per_page` is in the query.
pub(crate) fn unpaged_list(method: &str, path: &str, query: Option<&str>) -> Option<&'static str> {
    let segments = segments(path);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let list = match (method, segments.as_slice()) {
        ("GET", ["pages", _, "components"]) => "components",
        ("GET", ["pages", _, "page_access_users"]) => "page_access_users",
        _ => return None,
    };
    let mut names = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let is_paged = names.any(|(name, _)| name == "page" || name == "per_page");
    (!is_paged).then_some(list)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::OPERATIONS;

    #[test]
    fn there_are_113_different_operations() {
        let mut operations = BTreeSet::new();
        for operation in OPERATIONS.iter().copied().flatten() {
            for method in operation.methods {
                let request = format!("{method} {}", operation.path);
                assert!(operations.insert(request.clone()), "{request}");
            }
        }
        assert_eq!(operations.len(), 113, "{operations:#?}");
    }
}
