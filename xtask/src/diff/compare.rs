//! Two APIs -> what differs: the client as a whole, operations and models.

use statuspage_codegen_core::api::{Model, Operation, Paging, Shape, Variant};
use statuspage_codegen_core::{Api, RustType};

use super::change::{Change, Class, Group, Kind, Title, arrow, code, named, wire, wired};
use super::matching::{Pair, pair};
use super::members;
use super::rename::Renames;

/// The groups of changes, without empty ones.
pub(super) fn groups(old: &Api, new: &Api) -> Vec<Group> {
    let renames = Renames::find(&old.models, &new.models);
    let mut groups = vec![Group::new(Title::Client, client(old, new))];
    // An id in another spelling gives the same function.
    let operations = pair(
        &old.operations,
        &new.operations,
        &[
            &|old, new| old.id == new.id,
            &|old, new| old.function == new.function,
            &|old, new| route(old) == route(new),
        ],
    );
    groups.extend(operations.iter().map(|pair| operation(pair, &renames)));
    let models = pair(
        &old.models,
        &new.models,
        &[&|old, new| old.type_name == new.type_name, &|old, new| {
            renames.same_model(old, new)
        }],
    );
    groups.extend(models.iter().map(|pair| model(pair, &renames)));
    groups.retain(|group| !group.changes.is_empty());
    groups
}

fn client(old: &Api, new: &Api) -> Vec<Change> {
    let (before, after) = (old.server.as_deref(), new.server.as_deref());
    let base_url = if before.is_some() && after.is_some() {
        wired("constant", "another value", before, after, &wire)
    } else {
        let [added, removed] = [after, before].map(|url| wire(url.unwrap_or_default()));
        named(
            "constant",
            before,
            after,
            &format!(": {added}"),
            &format!(", was {removed}"),
        )
    };
    // What the groups of functions say of themselves.
    let [before, after] = [old, new].map(|api| {
        let tags = api.tags.iter();
        let tags =
            tags.filter_map(|tag| Some(format!("{}: {}", tag.name, tag.description.as_ref()?)));
        tags.collect::<Vec<_>>().join("; ")
    });
    let tags = Change::docs("tags", Some(&before), Some(&after));
    let base_url = base_url.map(|change| change.named("BASE_URL"));
    base_url.into_iter().chain(tags).collect()
}

fn operation(pair: &Pair<'_, Operation>, renames: &Renames<'_>) -> Group {
    let (operation, changes) = match *pair {
        Pair::Added(new) => (new, vec![function(None, Some(new))]),
        Pair::Removed(old) => (old, vec![function(Some(old), None)]),
        Pair::Both(old, new) => (new, operation_changes(old, new, renames)),
    };
    let title = Title::Operation {
        id: operation.id.clone(),
        function: operation.function.clone(),
        request: request(operation),
    };
    Group::new(title, changes.into_iter().flatten().collect())
}

fn operation_changes(
    old: &Operation,
    new: &Operation,
    renames: &Renames<'_>,
) -> Vec<Option<Change>> {
    let mut changes = vec![
        function(Some(old), Some(new)),
        alias(old, new),
        id(old, new),
        rerouted(old, new),
        output(old, new, renames),
        media_type("body", old.media_type.as_deref(), new.media_type.as_deref()),
        media_type("Accept", old.accept.as_deref(), new.accept.as_deref()),
        deprecation(old, new),
        repetition(old, new),
    ];
    changes.extend(paging(old.paging.as_ref(), new.paging.as_ref()));
    let [before, after] = [old, new].map(|operation| members::parameters(&operation.parameters));
    changes.extend(
        members::compare(&before, &after, renames)
            .into_iter()
            .map(Some),
    );
    let [before, after] = [old, new].map(|operation| operation.tags.join(", "));
    changes.extend([
        Change::docs("summary", old.summary.as_deref(), new.summary.as_deref()),
        Change::docs(
            "description",
            old.description.as_deref(),
            new.description.as_deref(),
        ),
        Change::docs("tags", Some(&before), Some(&after)),
    ]);
    changes
}

/// The function with its struct of parameters.
fn function(old: Option<&Operation>, new: Option<&Operation>) -> Option<Change> {
    let related = |operation: Option<&Operation>| {
        let params = code(operation.map_or("", |found| &found.params));
        match operation.and_then(|found| found.paging.as_ref()) {
            Some(paging) => format!(", with {params} and {}", code(&paging.function)),
            None => format!(", with {params}"),
        }
    };
    let [before, after] = [old, new].map(|found| found.map(|found| &*found.function));
    let mut change = named("function", before, after, &related(new), &related(old));
    if let (Some(old), Some(new)) = (old, new) {
        if old.function == new.function && old.params != new.params {
            let text = format!("renamed, was {}", code(&old.function));
            let renamed = Change::breaking(Kind::Renamed, "function", text).named(&new.function);
            change = Some(renamed.values(before, after));
        }
        if let Some(change) = &mut change {
            let params = arrow(&code(&old.params), &code(&new.params));
            change.text = format!("{}; {params}", change.text);
        }
    }
    change
}

/// The short name. The function that goes through all pages, and the struct, have one exactly when the function has.
fn alias(old: &Operation, new: &Operation) -> Option<Change> {
    let [before, after] = [old, new].map(|found| Some(&*found.alias.as_ref()?.function));
    let function = code(&new.function);
    let (added, removed) = (
        format!(": short for {function}"),
        format!(": {function} stays"),
    );
    named("function", before, after, &added, &removed)
}

/// The id alone: where the function has another name as well, that says it.
fn id(old: &Operation, new: &Operation) -> Option<Change> {
    if old.function != new.function {
        return None;
    }
    let change = wired(
        "constant",
        "another value",
        Some(&old.id),
        Some(&new.id),
        &wire,
    )?;
    Some(change.named("ID"))
}

/// The names of the path's parameters are not sent: they are documentation.
fn rerouted(old: &Operation, new: &Operation) -> Option<Change> {
    let [before, after] = [old, new].map(request);
    if route(old) == route(new) {
        return Change::docs("request", Some(&before), Some(&after));
    }
    wired(
        "request",
        "another one on the wire",
        Some(&before),
        Some(&after),
        &code,
    )
}

fn output(old: &Operation, new: &Operation, renames: &Renames<'_>) -> Option<Change> {
    let [before, after] = [old, new].map(|found| RustType::of(&found.output).to_string());
    if renames.apply(&before) == after {
        return None;
    }
    let text = format!("another type: {}", arrow(&code(&before), &code(&after)));
    Some(Change::breaking(Kind::Retyped, "output", text).values(Some(&before), Some(&after)))
}

/// What a body is sent as, or what is asked for: another header.
fn media_type(what: &'static str, old: Option<&str>, new: Option<&str>) -> Option<Change> {
    wired(what, "another media type", old, new, &code)
}

/// A deprecation warns in the user's build, and everything goes on working.
fn deprecation(old: &Operation, new: &Operation) -> Option<Change> {
    let (class, text) = match (old.deprecated, new.deprecated) {
        (false, true) => (Class::Addition, "deprecated now"),
        (true, false) => (Class::Docs, "not deprecated any more"),
        _ => return None,
    };
    let change = Change::of(class, Kind::Deprecation, "function", text.to_owned());
    Some(change.named(&new.function))
}

/// Whether the client repeats a request that may have been carried out.
fn repetition(old: &Operation, new: &Operation) -> Option<Change> {
    let text = match (old.not_idempotent, new.not_idempotent) {
        (false, true) => "not repeated now if it may have been carried out",
        (true, false) => "repeated as its method allows",
        _ => return None,
    };
    let change = Change::of(Class::Addition, Kind::Wire, "request", text.to_owned());
    Some(change)
}

/// The function that goes through all pages of a list. What it asks for on the wire is the service's matter.
fn paging(old: Option<&Paging>, new: Option<&Paging>) -> [Option<Change>; 2] {
    let [before, after] = [old, new].map(|paging| paging.map(|paging| &*paging.function));
    let (added, removed) = (
        ": it goes through all pages",
        ": there are no pages to go through any more",
    );
    let function = named("function", before, after, added, removed);
    let Some((old, new)) = old.zip(new) else {
        return [function, None];
    };
    let [before, after] = [old, new].map(|paging| {
        let max = paging.max_page_size.map(|max| format!(" up to {max}"));
        let [page, size] = [&paging.page, &paging.size].map(|name| wire(name));
        format!(
            "{page} from {}, {size}{}",
            paging.first_page,
            max.unwrap_or_default()
        )
    });
    let what = "other pages on the wire";
    let change = wired(
        "function",
        what,
        Some(&before),
        Some(&after),
        &str::to_owned,
    );
    [function, change.map(|change| change.named(&new.function))]
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The request without the names of the path's parameters, which are not sent.
fn route(operation: &Operation) -> String {
    let request = request(operation);
    let parts = request
        .split('{')
        .map(|part| part.rsplit('}').next().unwrap_or_default());
    parts.collect::<Vec<_>>().join("{}")
}

fn model(pair: &Pair<'_, Model>, renames: &Renames<'_>) -> Group {
    let (model, before, after) = match *pair {
        Pair::Added(new) => (new, None, Some(&*new.type_name)),
        Pair::Removed(old) => (old, Some(&*old.type_name), None),
        Pair::Both(old, new) => (new, Some(&*old.type_name), Some(&*new.type_name)),
    };
    // The name in the description follows from the Rust name, or that from it.
    let by_name = named(sort(model), before, after, "", "");
    let is_renamed = by_name.is_some();
    let mut changes: Vec<Change> = by_name.into_iter().collect();
    if let Pair::Both(old, new) = *pair {
        if !is_renamed {
            let what = "name in the description";
            changes.extend(Change::docs(what, Some(&old.name), Some(&new.name)));
        }
        changes.extend(shape(old, new, renames));
        let [before, after] = [old, new].map(|model| model.description.as_deref());
        changes.extend(Change::docs("description", before, after));
    }
    Group::new(Title::Model(model.type_name.clone()), changes)
}

fn shape(old: &Model, new: &Model, renames: &Renames<'_>) -> Vec<Change> {
    match (&old.shape, &new.shape) {
        (Shape::Struct(old), Shape::Struct(new)) => {
            members::compare(&members::fields(old), &members::fields(new), renames)
        }
        (Shape::Enum(old), Shape::Enum(new)) => variants(old, new),
        (Shape::Newtype, Shape::Newtype) => Vec::new(),
        _ => {
            let (before, after) = (sort(old), sort(new));
            let text = format!("another form: {}", arrow(&code(before), &code(after)));
            let change = Change::breaking(Kind::Retyped, after, text).named(&new.type_name);
            vec![change.values(Some(before), Some(after))]
        }
    }
}

fn sort(model: &Model) -> &'static str {
    match model.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Newtype => "newtype",
    }
}

/// A new variant breaks nobody: the enum is open, and its value was received before as `Other`.
fn variants(old: &[Variant], new: &[Variant]) -> Vec<Change> {
    let pairs = pair(
        old,
        new,
        &[&|old, new| old.value == new.value, &|old, new| {
            old.name == new.name
        }],
    );
    let change = |pair: &Pair<'_, Variant>| match *pair {
        Pair::Added(new) => {
            let text = format!(": {}", wire(&new.value));
            let change = named("variant", None, Some(&new.name), &text, "")?;
            Some(change.values(None, Some(&new.value)))
        }
        Pair::Removed(old) => {
            let text = format!(", was {}", wire(&old.value));
            let change = named("variant", Some(&old.name), None, "", &text)?;
            Some(change.values(Some(&old.value), None))
        }
        Pair::Both(old, new) => {
            named("variant", Some(&old.name), Some(&new.name), "", "").or_else(|| {
                let what = "another value on the wire";
                let change = wired("variant", what, Some(&old.value), Some(&new.value), &wire)?;
                Some(change.named(&new.name))
            })
        }
    };
    pairs.iter().filter_map(change).collect()
}
