//! The table of all operations, by method and path. The operations of each resource are in a module of their own.

pub(crate) mod components;
pub(crate) mod incidents;
mod lists;
pub(crate) mod metrics;
mod page_access_users;
pub(crate) mod pages;
pub(crate) mod subscribers;
mod users;

use percent_encoding::percent_decode_str;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Input};
use crate::parameters::tree::Tree;
use crate::state::State;
use crate::state::timeline;

/// The start of every path.
pub(crate) const BASE_PATH: &str = "/v1";

/// The methods that operations have.
const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];

const NOTHING: Accepts = Accepts::NOTHING;

/// What an operation belongs to.
enum Scope<'a> {
    /// Nothing: it is public, and needs no key.
    Public,
    Page(&'a str),
    Organization(&'a str),
}

/// A function that carries an operation out.
trait Run<'a>: FnOnce(&mut State, &Input<'_>) -> ReplyResult + 'a {}

impl<'a, F: FnOnce(&mut State, &Input<'_>) -> ReplyResult + 'a> Run<'a> for F {}

/// One operation, with the ids of its path filled in.
pub(crate) struct Route<'a> {
    scope: Scope<'a>,
    accepts: &'static Accepts,
    run: Box<dyn Run<'a>>,
}

impl<'a> Route<'a> {
    fn new(scope: Scope<'a>, accepts: &'static Accepts, run: impl Run<'a>) -> Self {
        let run = Box::new(run);
        Self {
            scope,
            accepts,
            run,
        }
    }

    fn public(accepts: &'static Accepts, run: impl Run<'a>) -> Self {
        Self::new(Scope::Public, accepts, run)
    }

    fn page(id: &'a str, accepts: &'static Accepts, run: impl Run<'a>) -> Self {
        Self::new(Scope::Page(id), accepts, run)
    }

    fn organization(id: &'a str, accepts: &'static Accepts, run: impl Run<'a>) -> Self {
        Self::new(Scope::Organization(id), accepts, run)
    }

    pub(crate) fn needs_key(&self) -> bool {
        !matches!(self.scope, Scope::Public)
    }

    /// Carries the operation out, if the page or organization exists and all parameters are accepted.
    pub(crate) fn respond(self, state: &mut State, tree: &Tree) -> ReplyResult {
        match self.scope {
            Scope::Page(id) if state.page["id"] != *id => Err(Reply::not_found("page", id)),
            Scope::Organization(id) if state.organization_id != id => {
                Err(Reply::not_found("organization", id))
            }
            _ => (self.run)(state, &Input::new(self.accepts, tree)?),
        }
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
    Some(match (method, path) {
        // No id is empty.
        (_, path) if path.contains(&"") => return None,

        ("GET", &["metrics_providers"]) => {
            Route::public(&NOTHING, |_, _| Ok(metrics::public_providers()))
        }

        ("GET", &["pages", page]) => Route::page(page, &NOTHING, |state, _| Ok(pages::show(state))),
        ("PATCH", &["pages", page]) => Route::page(page, &pages::UPDATE, pages::update),

        ("GET", &["pages", page, "components"]) => {
            Route::page(page, &lists::PAGED, components::list)
        }
        ("POST", &["pages", page, "components"]) => {
            Route::page(page, &components::BODY, components::create)
        }
        ("PATCH", &["pages", page, "components", id]) => {
            Route::page(page, &components::BODY, move |state, input| {
                components::update(state, id, input)
            })
        }
        ("DELETE", &["pages", page, "components", id]) => {
            Route::page(page, &NOTHING, move |state, _| {
                components::delete(state, id)
            })
        }

        ("GET", &["pages", page, "incidents"]) => {
            Route::page(page, &incidents::LIST, incidents::list)
        }
        ("POST", &["pages", page, "incidents"]) => {
            Route::page(page, &incidents::CREATE, incidents::create)
        }
        ("GET", &["pages", page, "incidents", "unresolved"]) => {
            Route::page(page, &lists::PAGED, incidents::list_unresolved)
        }
        ("GET", &["pages", page, "incidents", "scheduled"]) => {
            Route::page(page, &lists::PAGED, incidents::list_scheduled)
        }
        ("PATCH", &["pages", page, "incidents", id]) => {
            Route::page(page, &incidents::UPDATE, move |state, input| {
                incidents::update(state, id, input)
            })
        }
        ("DELETE", &["pages", page, "incidents", id]) => {
            Route::page(page, &NOTHING, move |state, _| incidents::delete(state, id))
        }
        ("PATCH", &["pages", page, "incidents", incident, "incident_updates", id]) => {
            Route::page(page, &timeline::UPDATE, move |state, input| {
                timeline::update(state, incident, id, input)
            })
        }

        ("DELETE", &["pages", page, "subscribers", id]) => {
            Route::page(page, &subscribers::DELETE, move |state, input| {
                subscribers::delete(state, id, input)
            })
        }

        ("GET", &["pages", page, "metrics_providers"]) => {
            Route::page(page, &NOTHING, |state, _| {
                Ok(metrics::linked_providers(state))
            })
        }
        ("GET", &["pages", page, "metrics_providers", provider, "metrics"]) => {
            Route::page(page, &lists::PAGED, move |state, input| {
                metrics::list(state, provider, input)
            })
        }
        ("POST", &["pages", page, "metrics_providers", provider, "metrics"]) => {
            Route::page(page, &metrics::CREATE, move |state, input| {
                metrics::create(state, provider, input)
            })
        }
        ("POST", &["pages", page, "metrics", id, "data"]) => {
            Route::page(page, &metrics::DATA, move |state, input| {
                metrics::submit(state, id, input)
            })
        }
        ("DELETE", &["pages", page, "metrics", id, "data"]) => {
            Route::page(page, &NOTHING, move |state, _| metrics::clear(state, id))
        }

        ("GET", &["pages", page, "page_access_users"]) => {
            Route::page(page, &page_access_users::LIST, page_access_users::list)
        }
        ("POST", &["pages", page, "page_access_users"]) => {
            Route::page(page, &page_access_users::CREATE, page_access_users::create)
        }

        ("GET", &["organizations", organization, "users"]) => {
            Route::organization(organization, &lists::PAGED, users::list)
        }
        ("POST", &["organizations", organization, "users"]) => {
            Route::organization(organization, &users::CREATE, users::create)
        }
        ("DELETE", &["organizations", organization, "users", id]) => {
            Route::organization(organization, &NOTHING, move |state, _| {
                users::delete(state, id)
            })
        }
        _ => return None,
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

/// Returns the methods of this path; none if it is unknown.
pub(crate) fn methods(path: &[&str]) -> Vec<&'static str> {
    let exists = |method: &&str| find(method, path).is_some();
    METHODS.into_iter().filter(exists).collect()
}
