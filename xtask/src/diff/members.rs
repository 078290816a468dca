//! The fields of a struct: what a change of each means for those who use the struct.

use statuspage_codegen_core::api::{ListStyle, Location};

use super::change::{Change, Kind, code};
use super::matching::{Pair, both};
use super::member::{self, Member, constructor};
use super::rename::Renames;

/// Compares the fields of a parameters' struct or of a model.
pub(super) fn compare(
    old: &[Member<'_>],
    new: &[Member<'_>],
    renames: &Renames<'_>,
) -> Vec<Change> {
    let call = constructor(new);
    let pairs = member::pair(old, new);
    let mut changes = Vec::new();
    for pair in &pairs {
        match pair {
            Pair::Both(old, new) => changes.extend(compare_one(old, new, &call, renames)),
            Pair::Added(member) => changes.push(added(member, &call)),
            Pair::Removed(member) => changes.push(removed(member, &call)),
        }
    }
    changes.extend(reordered(old, &pairs, &call));
    changes
}

/// A field's own place in the code: `new` takes the required ones in order, so one more is one too many.
fn added(member: &Member<'_>, call: &str) -> Change {
    let ty = member.type_text();
    let place = match member.location {
        Some(_) => format!(", {}", member.wire_text()),
        None => String::new(),
    };
    let change = if member.required {
        let text = format!(
            "added, required: {}{place}; an argument of {call}",
            code(&ty)
        );
        Change::breaking(Kind::Added, "field", text)
    } else {
        let text = format!("added: {}{place}", code(&ty));
        Change::addition(Kind::Added, "field", text)
    };
    change.named(member.field).values(None, Some(&ty))
}

fn removed(member: &Member<'_>, call: &str) -> Change {
    let ty = member.type_text();
    let argument = if member.required {
        format!("; no argument of {call}")
    } else {
        String::new()
    };
    let text = format!("removed, was {}{argument}", code(&ty));
    Change::breaking(Kind::Removed, "field", text)
        .named(member.field)
        .values(Some(&ty), None)
}

fn compare_one(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> Vec<Change> {
    let found = [
        renamed(old, new),
        retyped(old, new, call, renames),
        sent_elsewhere(old, new),
        listed_otherwise(old, new),
        documentation(old, new),
        constraints(old, new),
    ];
    found
        .into_iter()
        .flatten()
        .map(|change| change.named(new.field))
        .collect()
}

fn renamed(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let text = format!("renamed, was {}", code(old.field));
    (old.field != new.field).then(|| {
        Change::breaking(Kind::Renamed, "field", text).values(Some(old.field), Some(new.field))
    })
}

fn retyped(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> Option<Change> {
    let [before, after] = [old, new].map(Member::type_text);
    let step = arrow(&code(&before), &code(&after));
    let change = match (old.required, new.required) {
        (false, true) => {
            let text = format!("required now: {step}; an argument of {call}");
            Change::breaking(Kind::Required, "field", text)
        }
        (true, false) => {
            let text = format!("optional now: {step}; no argument of {call}");
            Change::breaking(Kind::Optional, "field", text)
        }
        _ if old.is_held_like(new) && renames.same_type(old.ty, new.ty) => return None,
        _ => Change::breaking(Kind::Retyped, "field", format!("another type: {step}")),
    };
    Some(change.values(Some(&before), Some(&after)))
}

/// The code stays as it is: what it sends or reads is another.
fn sent_elsewhere(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let in_path = [old, new].map(|member| member.location == Some(&Location::Path));
    // The names of the path's parameters are the description's own.
    if old.is_sent_as(new) || in_path == [true, true] {
        return None;
    }
    let [before, after] = [old, new].map(Member::wire_text);
    let (kind, what) = if old.location == new.location {
        (Kind::Wire, "another name")
    } else {
        (Kind::Moved, "another place")
    };
    let text = format!("{what} on the wire: {}", arrow(&before, &after));
    let plain = |text: &str| text.replace('`', "");
    Some(Change::addition(kind, "field", text).values(Some(&plain(&before)), Some(&plain(&after))))
}

fn listed_otherwise(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let (before, after) = (old.list?, new.list?);
    let [before, after] = [before, after].map(|style| match style {
        ListStyle::Joined(separator) => format!("items joined by {separator:?}"),
        ListStyle::Repeated => "a pair for each item".to_owned(),
        ListStyle::Nested {
            outer: Some(outer),
            inner,
        } => format!("lists joined by {outer:?}, their items by {inner:?}"),
        ListStyle::Nested { outer: None, inner } => {
            format!("a pair for each list, its items joined by {inner:?}")
        }
    });
    (before != after).then(|| {
        let text = format!(
            "another notation of the list on the wire: {}",
            arrow(&before, &after)
        );
        Change::addition(Kind::Wire, "field", text).values(Some(&before), Some(&after))
    })
}

fn documentation(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let mut change = Change::docs("field", old.description, new.description)?;
    change.text = format!("description {}", change.text);
    Some(change)
}

/// The service judges values, and the client does not: what is said about them is documentation.
fn constraints(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let [before, after] = [old, new].map(Member::constraints_text);
    let mut change = Change::docs("field", Some(&before), Some(&after))?;
    change.text = format!("constraints {}", change.text);
    Some(change)
}

/// The arguments of `new` are distinguished by their position alone, so their order counts; that of all else does not.
fn reordered(old: &[Member<'_>], pairs: &[Pair<'_, Member<'_>>], call: &str) -> Option<Change> {
    let kept: Vec<_> = both(pairs)
        .filter(|(old, new)| old.required && new.required)
        .map(|(old, _)| old.field)
        .collect();
    let before: Vec<_> = old
        .iter()
        .map(|member| member.field)
        .filter(|field| kept.contains(field))
        .collect();
    (before != kept).then(|| {
        let earlier = constructor(old);
        let text = format!("arguments in another order: {}", arrow(&earlier, call));
        Change::breaking(Kind::Reordered, "function", text)
            .named("new")
            .values(
                Some(earlier.trim_matches('`')),
                Some(call.trim_matches('`')),
            )
    })
}

/// Before and after.
pub(super) fn arrow(old: &str, new: &str) -> String {
    format!("{old} -> {new}")
}
