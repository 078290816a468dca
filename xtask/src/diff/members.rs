//! The fields of a struct of parameters or of a model, and what a change of one means for users of the struct.

use statuspage_codegen_core::RustType;
use statuspage_codegen_core::api::{Constraints, Field, ListStyle, Location, Parameter, Type};

use super::change::{Change, Class, Kind, Step, code, wire};
use super::matching::{Pair, pair};
use super::rename::Renames;
use crate::document::location;

/// A field of a generated struct.
pub(super) struct Member<'a> {
    /// The name on the wire.
    name: &'a str,
    /// Where a parameter goes; `None` for a field of a model.
    location: Option<&'a Location>,
    /// The name in Rust.
    field: &'a str,
    ty: String,
    /// The function that sets it to null.
    clear: Option<&'a str>,
    required: bool,
    deprecated: bool,
    /// How a list is written outside JSON.
    list: Option<String>,
    description: Option<&'a str>,
    /// What the description says about the values beyond their type.
    constraints: String,
}

pub(super) fn parameters(parameters: &[Parameter]) -> Vec<Member<'_>> {
    let members = parameters.iter().map(|found| Member {
        name: &found.name,
        location: Some(&found.location),
        field: &found.field,
        ty: RustType::of_parameter(&found.ty, found.required, found.nullable).to_string(),
        clear: found.clear.as_deref(),
        required: found.required,
        deprecated: found.deprecated,
        list: list(found),
        description: found.description.as_deref(),
        constraints: constraints_text(&found.constraints),
    });
    members.collect()
}

pub(super) fn fields(fields: &[Field]) -> Vec<Member<'_>> {
    let members = fields.iter().map(|found| Member {
        name: &found.name,
        location: None,
        field: &found.field,
        ty: RustType::of_field(found).to_string(),
        clear: None,
        required: found.required,
        deprecated: found.deprecated,
        list: None,
        description: found.description.as_deref(),
        constraints: constraints_text(&found.constraints),
    });
    members.collect()
}

fn list(parameter: &Parameter) -> Option<String> {
    let in_json = matches!(
        parameter.location,
        Location::Body { .. }
            | Location::RestOfBody { .. }
            | Location::WholeBody
            | Location::RawBody
    );
    if in_json || !matches!(parameter.ty, Type::Array(_)) {
        return None;
    }
    Some(match parameter.list {
        ListStyle::Joined(separator) => format!("items joined by {separator:?}"),
        ListStyle::Json => "as JSON".to_owned(),
        ListStyle::Properties => "a pair for each property".to_owned(),
        ListStyle::Deep => "a pair for each property, with its name in brackets".to_owned(),
        ListStyle::Flat { separator, between } => {
            format!("properties joined by {separator:?}, names and values by {between:?}")
        }
        ListStyle::Repeated => "a pair for each item".to_owned(),
        ListStyle::Nested {
            outer: Some(outer),
            inner,
        } => format!("lists joined by {outer:?}, their items by {inner:?}"),
        ListStyle::Nested { outer: None, inner } => {
            format!("a pair for each list, its items joined by {inner:?}")
        }
    })
}

fn constraints_text(constraints: &Constraints) -> String {
    let texts = constraints
        .entries()
        .map(|(keyword, value)| format!("{keyword} {value}"));
    texts.collect::<Vec<_>>().join(", ")
}

impl Member<'_> {
    /// Returns whether location and wire name are the same.
    fn is_sent_as(&self, other: &Self) -> bool {
        (self.name, self.location) == (other.name, other.location)
    }

    fn is_in_path(&self) -> bool {
        self.location == Some(&Location::Path)
    }

    /// Returns where it is in the request, and under which name.
    fn wire_text(&self) -> String {
        let name = wire(self.name);
        match self.location {
            None => name,
            Some(Location::Body { envelope: None }) => format!("body field {name}"),
            Some(Location::Body {
                envelope: Some(envelope),
            }) => {
                format!("body field {name} in {}", wire(envelope))
            }
            Some(Location::RestOfBody { .. }) => "the other body fields".to_owned(),
            Some(Location::WholeBody | Location::RawBody) => "the whole body".to_owned(),
            Some(other) => format!("{} parameter {name}", location(other)),
        }
    }
}

/// Returns the call of the function that takes the required fields.
fn constructor(members: &[Member<'_>]) -> String {
    let required = members.iter().filter(|member| member.required);
    let names: Vec<&str> = required.map(|member| member.field).collect();
    format!("new({})", names.join(", "))
}

/// Compares the fields of a struct of parameters or of a model.
///
/// They are paired by location and wire name; then by the Rust name, which is what users write; then by the wire name in another
/// location; and the other parameters of a path by their order, because their names are not sent.
pub(super) fn compare(
    old: &[Member<'_>],
    new: &[Member<'_>],
    renames: &Renames<'_>,
) -> Vec<Change> {
    let call = constructor(new);
    let pairs = pair(
        old,
        new,
        &[
            &|old, new| old.is_sent_as(new),
            &|old, new| old.field == new.field,
            &|old, new| old.name == new.name,
            &|old, new| old.is_in_path() && new.is_in_path(),
        ],
    );
    let mut changes = Vec::new();
    for pair in &pairs {
        match pair.both() {
            Some((old, new)) => changes.extend(compare_one(old, new, &call, renames)),
            None => changes.extend(one_sided(pair, &call)),
        }
    }
    // The arguments of `new` are distinguished by their position alone, so their order counts.
    let kept = pairs.iter().filter_map(Pair::both);
    let kept = kept.filter(|(old, new)| old.required && new.required);
    let kept: Vec<_> = kept.map(|(old, _)| old.field).collect();
    let before = old.iter().map(|member| member.field);
    if !before
        .filter(|field| kept.contains(field))
        .eq(kept.iter().copied())
    {
        let old = constructor(old);
        let step = Step::new(&old, &call);
        let change = step.changed(Kind::Reordered, "function", "arguments reordered", code);
        changes.extend(change.map(|change| change.named("new")));
    }
    changes
}

/// Returns the change of a field that was added or removed. `new` takes the required fields in order, so an added one breaks
/// its callers.
fn one_sided(pair: &Pair<'_, Member<'_>>, call: &str) -> Option<Change> {
    let member = pair.last()?;
    let (ty, call) = (code(&member.ty), code(call));
    let place = member.location.map(|_| format!(", {}", member.wire_text()));
    let mut added = format!(": {ty}{}", place.unwrap_or_default());
    let mut removed = format!(", was {ty}");
    if member.required {
        added = format!(", required{added}; a new argument of {call}");
        removed = format!("{removed}; no longer an argument of {call}");
    }
    if let Some(clear) = member.clear {
        added = format!("{added}, with {}", code(clear));
        removed = format!("{removed}, with {}", code(clear));
    }
    let name = pair.step(|member| Some(member.field));
    let mut change = name.named("field", &added, &removed)?;
    if member.required {
        change.class = Class::Breaking;
    }
    let ty = pair.step(|member| Some(&member.ty));
    Some(change.values(ty.old, ty.new))
}

fn compare_one(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> impl Iterator<Item = Change> {
    let list = Step::of(old, new, |member| member.list.as_deref());
    let is_list = list.old.is_some() && list.new.is_some();
    let list = list.changed(Kind::Wire, "field", "list format changed", str::to_owned);
    let found = [
        Step::new(old.field, new.field).named("field", "", ""),
        retyped(old, new, call, renames),
        sent_elsewhere(old, new),
        list.filter(|_| is_list),
        deprecation(old, new),
        Step::of(old, new, |member| member.description).docs("field", "description "),
        // The service checks values, the client does not: constraints are documentation.
        Step::new(&old.constraints, &new.constraints).docs("field", "constraints "),
    ];
    let changes = found.into_iter().flatten();
    let clear = Step::of(old, new, |member| member.clear).named("function", ": sends null", "");
    changes.map(|change| change.named(new.field)).chain(clear)
}

fn retyped(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> Option<Change> {
    let (kind, what, argument) = match (old.required, new.required) {
        (false, true) => (Kind::Required, "now required", "; a new argument of "),
        (true, false) => (
            Kind::Optional,
            "now optional",
            "; no longer an argument of ",
        ),
        _ if renames.apply(&old.ty) == new.ty => return None,
        _ => (Kind::Retyped, "type changed", ""),
    };
    let mut change = Step::new(&old.ty, &new.ty).changed(kind, "field", what, code)?;
    if !argument.is_empty() {
        change.text += &(argument.to_owned() + &code(call));
    }
    Some(change)
}

/// The compiler does not warn of a deprecated field: the documentation of the field says so.
fn deprecation(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    let text = match (old.deprecated, new.deprecated) {
        (false, true) => "now deprecated",
        (true, false) => "no longer deprecated",
        _ => return None,
    };
    Some(Change::new(Kind::Documentation, "field", text))
}

/// The code stays as it is, but it sends or reads something else. The names of the path's parameters are not sent.
fn sent_elsewhere(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    if old.is_sent_as(new) || old.is_in_path() && new.is_in_path() {
        return None;
    }
    let (kind, what) = if old.location == new.location {
        (Kind::Wire, "wire name changed")
    } else {
        (Kind::Moved, "moved in the request")
    };
    let (old, new) = (old.wire_text(), new.wire_text());
    Step::new(&old, &new).changed(kind, "field", what, str::to_owned)
}
