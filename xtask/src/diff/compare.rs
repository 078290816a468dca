//! Two APIs -> what differs: the client as a whole, operations and models.

use statuspage_codegen_core::api::{
    Alias, Alternative, Model, Operation, Paging, Shape, Union, Variant,
};
use statuspage_codegen_core::{Api, RustType};

use super::change::{Change, Class, Group, Kind, Step, Title, code, wire};
use super::matching::{Pair, pair};
use super::members;
use super::rename::Renames;
use crate::document::route;

/// Returns the groups of changes, without empty ones.
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
            &|old, new| route(&request(old)) == route(&request(new)),
        ],
    );
    groups.extend(
        operations
            .iter()
            .filter_map(|pair| operation(pair, &renames)),
    );
    let models = pair(
        &old.models,
        &new.models,
        &[&|old, new| old.type_name == new.type_name, &|old, new| {
            renames.same_model(old, new)
        }],
    );
    groups.extend(models.iter().filter_map(|pair| model(pair, &renames)));
    groups.retain(|group| !group.changes.is_empty());
    groups
}

fn client(old: &Api, new: &Api) -> Vec<Change> {
    let url = Step::of(old, new, |api| api.server.as_deref());
    let base_url = if url.old.is_some() && url.new.is_some() {
        url.changed(Kind::Wire, "constant", "value changed", wire)
    } else {
        let shown = |url: Option<&str>| wire(url.unwrap_or_default());
        let (added, removed) = (shown(url.new), shown(url.old));
        url.named(
            "constant",
            &format!(": {added}"),
            &format!(", was {removed}"),
        )
    };
    // The documentation of the groups of functions.
    let [before, after] = [old, new].map(|api| {
        let described = api.tags.iter().filter_map(|tag| {
            let description = tag.description.as_ref()?;
            Some(format!("{}: {description}", tag.name))
        });
        described.collect::<Vec<_>>().join("; ")
    });
    let tags = Step::new(&before, &after).docs("tags", "");
    let base_url = base_url.map(|change| change.named("BASE_URL"));
    base_url.into_iter().chain(tags).collect()
}

fn operation(pair: &Pair<'_, Operation>, renames: &Renames<'_>) -> Option<Group> {
    let changes = match pair.both() {
        Some((old, new)) => operation_changes(old, new, renames),
        None => vec![function(pair)],
    };
    let operation = pair.last()?;
    let title = Title::Operation {
        id: operation.id.clone(),
        function: operation.function.clone(),
        request: request(operation),
    };
    Some(Group::new(title, changes.into_iter().flatten().collect()))
}

fn operation_changes(
    old: &Operation,
    new: &Operation,
    renames: &Renames<'_>,
) -> Vec<Option<Change>> {
    let media_type =
        |item, step: Step<'_>| step.changed(Kind::Wire, item, "media type changed", code);
    let mut changes = vec![
        function(&Pair {
            old: Some(old),
            new: Some(new),
        }),
        Step::new(&old.params, &new.params).named("struct", "", ""),
        send(old, new),
        id(old, new),
        rerouted(old, new),
        output(old, new, renames),
        media_type(
            "body",
            Step::of(old, new, |found| found.media_type.as_deref()),
        ),
        media_type(
            "Accept",
            Step::of(old, new, |found| found.accept.as_deref()),
        ),
        deprecation(old, new),
        repetition(old, new),
    ];
    changes.extend(alias(old, new));
    changes.extend(paging(old.paging.as_ref(), new.paging.as_ref()));
    let [before, after] = [old, new].map(|operation| members::parameters(&operation.parameters));
    let fields = members::compare(&before, &after, renames);
    changes.extend(fields.into_iter().map(Some));
    let [before, after] = [old, new].map(|operation| operation.tags.join(", "));
    changes.extend([
        Step::of(old, new, |found| found.summary.as_deref()).docs("summary", ""),
        Step::of(old, new, |found| found.description.as_deref()).docs("description", ""),
        Step::new(&before, &after).docs("tags", ""),
    ]);
    changes
}

/// The function; when it is added or removed, with what belongs to it.
fn function(pair: &Pair<'_, Operation>) -> Option<Change> {
    let with = |operation: Option<&Operation>| {
        let paging = operation.and_then(|found| found.paging.as_ref());
        let params = operation.map(|found| &*found.params);
        related(params, paging.map(|paging| &*paging.function))
    };
    let (added, removed) = (with(pair.new), with(pair.old));
    let name = pair.step(|found| Some(&found.function));
    name.named("function", &added, &removed)
}

/// Returns the other names that a function comes with.
fn related(params: Option<&str>, items: Option<&str>) -> String {
    let params = params.map_or_else(String::new, |params| format!(", with {}", code(params)));
    let items = items.map_or_else(String::new, |items| format!(" and {}", code(items)));
    params + &items
}

/// The short names: if all are new or gone, in one change.
fn alias(old: &Operation, new: &Operation) -> Vec<Option<Change>> {
    let function = code(&new.function);
    let [old, new] = [old, new].map(|found| found.alias.as_ref());
    let short = |alias: Option<&Alias>| {
        let items = alias.and_then(|alias| alias.items.as_deref());
        let params = alias.map(|alias| &*alias.params);
        related(params, items)
    };
    let (added, removed) = (
        format!(": short for {function}{}", short(new)),
        format!("{}: {function} stays", short(old)),
    );
    let pair = Pair { old, new };
    let name = pair.step(|alias| Some(&alias.function));
    let mut changes = vec![name.named("function", &added, &removed)];
    if pair.both().is_some() {
        let params = pair.step(|alias| Some(&alias.params));
        let items = pair.step(|alias| alias.items.as_deref());
        changes.extend([
            params.named("type", "", ""),
            items.named("function", ": the items of all pages", ""),
        ]);
    }
    changes
}

/// The function of the parameters that sends them, unless a setter has its name.
fn send(old: &Operation, new: &Operation) -> Option<Change> {
    let name = |operation: &Operation| {
        let mut optional = operation.parameters.iter().filter(|found| !found.required);
        (!optional.any(|found| found.field == "send")).then_some("send")
    };
    let (old, new) = (name(old), name(new));
    let is_setter = ": it is the setter of a field";
    Step { old, new }.named("function", ": sends the parameters", is_setter)
}

/// The id alone: if the function has another name as well, that is reported.
fn id(old: &Operation, new: &Operation) -> Option<Change> {
    let change = Step::new(&old.id, &new.id).changed(Kind::Wire, "operationId", "changed", wire);
    change.filter(|_| old.function == new.function)
}

/// The names of the path's parameters are not sent: they are documentation.
fn rerouted(old: &Operation, new: &Operation) -> Option<Change> {
    let [before, after] = [old, new].map(request);
    let step = Step::new(&before, &after);
    if route(&before) == route(&after) {
        return step.docs("request", "");
    }
    step.changed(Kind::Wire, "request", "changed", code)
}

fn output(old: &Operation, new: &Operation, renames: &Renames<'_>) -> Option<Change> {
    let [before, after] = [old, new].map(|found| RustType::of(&found.output).to_string());
    let step = Step::new(&before, &after);
    let change = step.changed(Kind::Retyped, "output", "type changed", code);
    change.filter(|_| renames.apply(&before) != after)
}

/// A deprecation is a warning in the user's build; the code still works.
fn deprecation(old: &Operation, new: &Operation) -> Option<Change> {
    let (class, text) = match (old.deprecated, new.deprecated) {
        (false, true) => (Class::Addition, "now deprecated"),
        (true, false) => (Class::Docs, "no longer deprecated"),
        _ => return None,
    };
    let mut change = Change::new(Kind::Deprecation, "function", text).named(&new.function);
    change.class = class;
    Some(change)
}

/// Whether the client repeats a request that may have been carried out.
fn repetition(old: &Operation, new: &Operation) -> Option<Change> {
    let text = match (old.not_idempotent, new.not_idempotent) {
        (false, true) => "no longer repeated if it may have been carried out",
        (true, false) => "now repeated if its method allows it",
        _ => return None,
    };
    Some(Change::new(Kind::Wire, "request", text))
}

/// The function that goes through all pages of a list, and the parameters that it sends.
fn paging(old: Option<&Paging>, new: Option<&Paging>) -> [Option<Change>; 2] {
    let pair = Pair { old, new };
    let function = pair.step(|paging| Some(&paging.function)).named(
        "function",
        ": the items of all pages",
        ": the list has no pages any more",
    );
    let pages = pair.both().and_then(|(old, new)| {
        let [before, after] = [old, new].map(|paging| {
            let (page, size) = (wire(&paging.page), wire(&paging.size));
            let max = paging.max_page_size.map(|max| format!(" up to {max}"));
            format!(
                "{page} from {}, {size}{}",
                paging.first_page,
                max.unwrap_or_default()
            )
        });
        let step = Step::new(&before, &after);
        let change = step.changed(Kind::Wire, "function", "pages changed", str::to_owned)?;
        Some(change.named(&new.function))
    });
    [function, pages]
}

fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn model(pair: &Pair<'_, Model>, renames: &Renames<'_>) -> Option<Group> {
    let model = pair.last()?;
    let name = pair.step(|model| Some(&model.type_name));
    let by_name = name.named(sort(model), "", "");
    let is_renamed = by_name.is_some();
    let mut changes: Vec<Change> = by_name.into_iter().collect();
    if let Some((old, new)) = pair.both() {
        // The Rust name follows from this name: a rename is reported once.
        let name = Step::new(&old.name, &new.name).docs("name in the description", "");
        changes.extend(name.filter(|_| !is_renamed));
        changes.extend(shape(old, new, renames));
        let description = Step::of(old, new, |model| model.description.as_deref());
        changes.extend(description.docs("description", ""));
    }
    let title = Title::Model(model.type_name.clone());
    Some(Group::new(title, changes))
}

fn shape(old: &Model, new: &Model, renames: &Renames<'_>) -> Vec<Change> {
    match (&old.shape, &new.shape) {
        (Shape::Struct(old), Shape::Struct(new)) => {
            members::compare(&members::fields(old), &members::fields(new), renames)
        }
        (Shape::Enum(old), Shape::Enum(new)) => variants(old, new),
        (Shape::Union(old), Shape::Union(new)) => union(old, new, renames),
        _ => {
            let step = Step::new(sort(old), sort(new));
            let change = step.changed(Kind::Retyped, sort(new), "kind changed", code);
            let named = change.map(|change| change.named(&new.type_name));
            named.into_iter().collect()
        }
    }
}

fn sort(model: &Model) -> &'static str {
    match model.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(_) => "enum",
        Shape::Newtype => "newtype",
        Shape::Union(_) => "union",
    }
}

/// A new type breaks no code: the enum is `#[non_exhaustive]`, and its values were received before as `Other`.
fn union(old: &Union, new: &Union, renames: &Renames<'_>) -> Vec<Change> {
    let same_name = |old: &Alternative, new: &Alternative| old.name == new.name;
    let pairs = pair(&old.alternatives, &new.alternatives, &[&same_name]);
    let change = |pair: &Pair<'_, Alternative>| {
        let name = pair.step(|found| Some(&found.name));
        name.named("variant", "", "").or_else(|| {
            let (old, new) = pair.both()?;
            let [before, after] = [old, new].map(|found| RustType::of(&found.ty).to_string());
            let before = renames.apply(&before);
            let step = Step::new(&before, &after);
            let change = step.changed(Kind::Retyped, "variant", "type changed", code)?;
            Some(change.named(&new.name))
        })
    };
    pairs.iter().filter_map(change).collect()
}

/// A new variant breaks no code: the enum is `#[non_exhaustive]`, and its value was received before as `Other`.
fn variants(old: &[Variant], new: &[Variant]) -> Vec<Change> {
    let pairs = pair(
        old,
        new,
        &[&|old, new| old.value == new.value, &|old, new| {
            old.name == new.name
        }],
    );
    let change = |pair: &Pair<'_, Variant>| {
        let name = pair.step(|variant| Some(&variant.name));
        let value = pair.step(|variant| Some(&variant.value));
        let [old, new] = [value.old, value.new].map(|value| wire(value.unwrap_or_default()));
        let (added, removed) = (format!(": {new}"), format!(", was {old}"));
        if let Some(change) = name.named("variant", &added, &removed) {
            return Some(change.values(value.old, value.new));
        }
        let change = value.changed(Kind::Wire, "variant", "value changed", wire)?;
        Some(change.named(name.new?))
    };
    pairs.iter().filter_map(change).collect()
}
