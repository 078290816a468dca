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

use percent_encoding::percent_decode_str;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Input};
use crate::parameters::tree::Tree;
use crate::resource::{Table, actions};
use crate::routes::access_lists::{AccessList, Change};
use crate::state::State;

/// The start of every path.
pub(crate) const BASE_PATH: &str = "/v1";

/// What a path does for each of its methods.
pub(crate) struct Path {
    /// Its segments, below `pages/{}` or `organizations/{}` in the table of a resource; `{}` is an id.
    pub(crate) path: &'static str,
    pub(crate) methods: &'static [(&'static str, Action)],
}

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

/// The paths without a page or an organization.
const TOP: &[Path] = &[
    Path {
        path: "metrics_providers",
        methods: &[(
            "GET",
            Action::Run(NOTHING, |_, _| Ok(metrics_providers::public())),
        )],
    },
    Path {
        path: "pages",
        methods: &[("GET", Action::List(Table::Pages))],
    },
];

/// The paths of a page. A path without ids precedes those that it also fits.
const PAGE: &[&[Path]] = &[
    pages::PATHS,
    status_embed::PATHS,
    components::PATHS,
    component_groups::PATHS,
    incidents::PATHS,
    incident_subscribers::PATHS,
    postmortems::PATHS,
    templates::PATHS,
    subscriber_lists::PATHS,
    subscribers_in_bulk::PATHS,
    subscribers::PATHS,
    metrics_providers::PATHS,
    metric_data::PATHS,
    metrics::PATHS,
    access_users::PATHS,
    access_groups::PATHS,
];

/// The paths of an organization.
const ORGANIZATION: &[&[Path]] = &[users::PATHS, permissions::PATHS];

/// What a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Top,
    Page,
    Organization,
}

/// The ids of the path of a request, without that of the page or organization, and its parameters.
pub(crate) struct Call<'a> {
    pub(crate) ids: &'a [&'a str],
    pub(crate) input: Input<'a>,
}

/// One operation, with the ids of its path.
pub(crate) struct Route<'a> {
    scope: Scope,
    ids: Vec<&'a str>,
    action: Action,
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
        self.scope != Scope::Top || matches!(self.action, Action::List(_))
    }

    /// Carries the operation out, if the page or organization exists and all parameters are accepted.
    pub(crate) fn respond(self, state: &mut State, tree: &Tree) -> ReplyResult {
        let (expected, noun) = match self.scope {
            Scope::Top => (None, ""),
            Scope::Page => (Some(&state.page_id), "page"),
            Scope::Organization => (Some(&state.organization_id), "organization"),
        };
        let mut ids = self.ids.as_slice();
        if let (Some(expected), Some((id, rest))) = (expected, ids.split_first()) {
            if expected != id {
                return Err(Reply::not_found(noun, id));
            }
            ids = rest;
        }
        let input = Input::new(self.action.accepts(), tree)?;
        let reply = self.action.run(state, &Call { ids, input })?;
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
    matching(path).find_map(|(scope, candidate, ids)| {
        let mut methods = candidate.methods.iter();
        let (_, action) = methods.find(|(name, _)| *name == method)?;
        let action = *action;
        Some(Route { scope, ids, action })
    })
}

/// Returns the methods of this path; none if it is unknown.
pub(crate) fn methods(path: &[&str]) -> Vec<&'static str> {
    let mut methods = Vec::new();
    for (_, candidate, _) in matching(path) {
        let others = candidate.methods.iter().map(|(method, _)| *method);
        methods.extend(others);
    }
    methods.sort_unstable();
    methods.dedup();
    methods
}

/// All paths, with what they belong to and its prefix.
fn paths() -> impl Iterator<Item = (Scope, &'static str, &'static Path)> {
    let page = PAGE.iter().flat_map(|paths| paths.iter());
    let organization = ORGANIZATION.iter().flat_map(|paths| paths.iter());
    let top = TOP.iter().map(|path| (Scope::Top, "", path));
    let page = page.map(|path| (Scope::Page, "pages/{}", path));
    let organization = organization.map(|path| (Scope::Organization, "organizations/{}", path));
    top.chain(page).chain(organization)
}

/// Returns the paths that these segments fit, with their ids.
fn matching<'a>(
    segments: &[&'a str],
) -> impl Iterator<Item = (Scope, &'static Path, Vec<&'a str>)> {
    paths().filter_map(move |(scope, prefix, path)| {
        let mut expected = prefix.split('/').chain(path.path.split('/'));
        let mut expected = expected.by_ref().filter(|segment| !segment.is_empty());
        let mut ids = Vec::new();
        for segment in segments {
            match expected.next()? {
                // No id is empty.
                "{}" if !segment.is_empty() => ids.push(*segment),
                literal if literal == *segment => {}
                _ => return None,
            }
        }
        expected.next().is_none().then_some((scope, path, ids))
    })
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

    use super::paths;

    #[test]
    fn there_are_113_different_operations() {
        let mut operations = BTreeSet::new();
        for (_, prefix, path) in paths() {
            for (method, _) in path.methods {
                let operation = format!("{method} {prefix}/{}", path.path);
                assert!(operations.insert(operation.clone()), "{operation}");
            }
        }
        assert_eq!(operations.len(), 113, "{operations:#?}");
    }
}
