//! Operations: their functions, requests and documentation.

use statuspage_codegen_core::RustType;
use statuspage_codegen_core::api::Operation;

use super::change::{Change, Class, Kind, code, wire};
use super::group::{Group, Title};
use super::matching::{self, Pair};
use super::member;
use super::members::{self, arrow};
use super::paging;
use super::rename::Renames;

/// Pairs operations by id; then by function, which ids in another spelling give as well; then by request.
pub(super) fn pair<'a>(old: &'a [Operation], new: &'a [Operation]) -> Vec<Pair<'a, Operation>> {
    matching::pair(
        old,
        new,
        &[
            &|old, new| old.id == new.id,
            &|old, new| old.function == new.function,
            &|old, new| route(old) == route(new),
        ],
    )
}

/// Compares an operation before and after.
pub(super) fn compare(pair: &Pair<'_, Operation>, renames: &Renames<'_>) -> Group {
    let (operation, changes) = match pair {
        Pair::Added(new) => {
            let text = format!("added, with {}", related_items(new));
            let change = Change::addition(Kind::Added, "function", text)
                .named(&new.function)
                .values(None, Some(&new.function));
            (new, vec![change])
        }
        Pair::Removed(old) => {
            let text = format!("removed, with {}", related_items(old));
            let change = Change::breaking(Kind::Removed, "function", text)
                .named(&old.function)
                .values(Some(&old.function), None);
            (old, vec![change])
        }
        Pair::Both(old, new) => (new, compare_both(old, new, renames)),
    };
    let title = Title::Operation {
        id: operation.id.clone(),
        function: operation.function.clone(),
        request: request(operation),
    };
    Group::new(title, changes)
}

/// What comes and goes with a function.
fn related_items(operation: &Operation) -> String {
    let params = code(&operation.params);
    match &operation.paging {
        Some(paging) => format!("{params} and {}", code(&paging.function)),
        None => params,
    }
}

fn compare_both(old: &Operation, new: &Operation, renames: &Renames<'_>) -> Vec<Change> {
    let mut changes: Vec<Change> = [
        renamed(old, new),
        alias(old, new),
        id(old, new),
        rerouted(old, new),
        output(old, new, renames),
        media_type("body", old.media_type.as_deref(), new.media_type.as_deref()),
        media_type("Accept", old.accept.as_deref(), new.accept.as_deref()),
        deprecation(old, new),
    ]
    .into_iter()
    .flatten()
    .collect();
    changes.extend(paging::compare(old.paging.as_ref(), new.paging.as_ref()));
    changes.extend(members::compare(
        &member::parameters(&old.parameters),
        &member::parameters(&new.parameters),
        renames,
    ));
    let [before, after] = [old, new].map(|operation| operation.tags.join(", "));
    changes.extend(Change::docs(
        "summary",
        old.summary.as_deref(),
        new.summary.as_deref(),
    ));
    changes.extend(Change::docs(
        "description",
        old.description.as_deref(),
        new.description.as_deref(),
    ));
    changes.extend(Change::docs("tags", Some(&before), Some(&after)));
    changes
}

fn renamed(old: &Operation, new: &Operation) -> Option<Change> {
    if (&old.function, &old.params) == (&new.function, &new.params) {
        return None;
    }
    let text = format!(
        "renamed, was {}; {}",
        code(&old.function),
        arrow(&code(&old.params), &code(&new.params))
    );
    Some(
        Change::breaking(Kind::Renamed, "function", text)
            .named(&new.function)
            .values(Some(&old.function), Some(&new.function)),
    )
}

/// The short name. The function that goes through all pages, and the struct, have one exactly when the function has.
fn alias(old: &Operation, new: &Operation) -> Option<Change> {
    let [before, after] = [old, new].map(|operation| Some(&operation.alias.as_ref()?.function));
    let change = match (before, after) {
        (None, Some(after)) => {
            let text = format!("added: short for {}", code(&new.function));
            Change::addition(Kind::Added, "function", text).named(after)
        }
        (Some(before), None) => {
            let text = format!("removed: {} stays", code(&new.function));
            Change::breaking(Kind::Removed, "function", text).named(before)
        }
        (Some(before), Some(after)) if before != after => {
            let text = format!("renamed, was {}", code(before));
            Change::breaking(Kind::Renamed, "function", text).named(after)
        }
        _ => return None,
    };
    Some(change.values(before.map(String::as_str), after.map(String::as_str)))
}

/// The id alone: where the function has another name as well, that says it.
fn id(old: &Operation, new: &Operation) -> Option<Change> {
    (old.id != new.id && old.function == new.function).then(|| {
        let text = format!("another value: {}", arrow(&wire(&old.id), &wire(&new.id)));
        Change::addition(Kind::Wire, "constant", text)
            .named("ID")
            .values(Some(&old.id), Some(&new.id))
    })
}

/// The names of the path's parameters are not sent: they are documentation.
fn rerouted(old: &Operation, new: &Operation) -> Option<Change> {
    let [before, after] = [old, new].map(request);
    if route(old) == route(new) {
        return Change::docs("request", Some(&before), Some(&after));
    }
    let text = format!(
        "another one on the wire: {}",
        arrow(&code(&before), &code(&after))
    );
    Some(Change::addition(Kind::Wire, "request", text).values(Some(&before), Some(&after)))
}

fn output(old: &Operation, new: &Operation, renames: &Renames<'_>) -> Option<Change> {
    (!renames.same_type(&old.output, &new.output)).then(|| {
        let [before, after] =
            [old, new].map(|operation| RustType::of(&operation.output).to_string());
        let text = format!("another type: {}", arrow(&code(&before), &code(&after)));
        Change::breaking(Kind::Retyped, "output", text).values(Some(&before), Some(&after))
    })
}

/// What a body is sent as, or what is asked for: another header.
fn media_type(what: &'static str, old: Option<&str>, new: Option<&str>) -> Option<Change> {
    (old != new).then(|| {
        let [before, after] =
            [old, new].map(|media_type| media_type.map_or("the usual one".to_owned(), code));
        let text = format!("another media type: {}", arrow(&before, &after));
        Change::addition(Kind::Wire, what, text).values(old, new)
    })
}

/// A deprecation warns in the user's build, and everything goes on working; its end is good news only.
fn deprecation(old: &Operation, new: &Operation) -> Option<Change> {
    let (class, text) = match (old.deprecated, new.deprecated) {
        (false, true) => (Class::Addition, "deprecated now"),
        (true, false) => (Class::Docs, "not deprecated any more"),
        _ => return None,
    };
    let change = Change::of(class, Kind::Deprecation, "function", text.to_owned());
    Some(change.named(&new.function))
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The request without the names of the path's parameters, which are not sent.
fn route(operation: &Operation) -> String {
    let mut route = String::new();
    let mut in_name = false;
    for character in request(operation).chars() {
        match character {
            '{' => in_name = true,
            '}' => {
                in_name = false;
                route.push_str("{}");
            }
            other if !in_name => route.push(other),
            _ => {}
        }
    }
    route
}
