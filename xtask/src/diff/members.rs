//! The fields of a struct, of parameters or a model: what a change of each means for those who use the struct.

use statuspage_codegen_core::RustType;
use statuspage_codegen_core::api::{Constraints, Field, ListStyle, Location, Parameter, Type};

use super::change::{Change, Kind, arrow, code, named, wire, wired};
use super::matching::{Pair, both, pair};
use super::rename::Renames;

/// A field of a generated struct.
pub(super) struct Member<'a> {
    /// The name on the wire.
    name: &'a str,
    /// Where a parameter goes; `None` for a field of a model.
    location: Option<&'a Location>,
    /// The name in Rust.
    field: &'a str,
    ty: String,
    required: bool,
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
        required: found.required,
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
        ty: RustType::of_field(&found.ty, found.required, found.boxed).to_string(),
        required: found.required,
        list: None,
        description: found.description.as_deref(),
        constraints: constraints_text(&found.constraints),
    });
    members.collect()
}

fn list(parameter: &Parameter) -> Option<String> {
    let in_json = matches!(
        parameter.location,
        Location::Body { .. } | Location::WholeBody | Location::RawBody
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
    /// Whether place and wire name are the same.
    fn is_sent_as(&self, other: &Self) -> bool {
        (self.name, self.location) == (other.name, other.location)
    }

    fn is_in_path(&self) -> bool {
        self.location == Some(&Location::Path)
    }

    /// Where it stands on the wire, and under which name.
    fn wire_text(&self) -> String {
        let name = wire(self.name);
        match self.location {
            None => name,
            Some(Location::Path) => format!("path parameter {name}"),
            Some(Location::Query) => format!("query parameter {name}"),
            Some(Location::Header) => format!("header {name}"),
            Some(Location::Form) => format!("form field {name}"),
            Some(Location::Body { envelope: None }) => format!("field {name} of the body"),
            Some(Location::Body {
                envelope: Some(envelope),
            }) => {
                format!("field {name} of {} in the body", wire(envelope))
            }
            Some(Location::WholeBody | Location::RawBody) => "the whole body".to_owned(),
        }
    }
}

/// The call of the function that takes what is required.
fn constructor(members: &[Member<'_>]) -> String {
    let required = members.iter().filter(|member| member.required);
    let names: Vec<&str> = required.map(|member| member.field).collect();
    code(&format!("new({})", names.join(", ")))
}

/// Compares the fields of a struct of parameters or of a model.
///
/// They are paired by place and wire name; then by the Rust name, which is what a user has written; then by the wire name
/// wherever it moved; and what is left of a path in its order, since its names are the description's own.
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
        match pair {
            Pair::Both(old, new) => changes.extend(compare_one(old, new, &call, renames)),
            Pair::Added(member) => changes.push(added(member, &call)),
            Pair::Removed(member) => changes.push(removed(member, &call)),
        }
    }
    // The arguments of `new` are distinguished by their position alone, so their order counts.
    let kept = both(&pairs).filter(|(old, new)| old.required && new.required);
    let kept: Vec<_> = kept.map(|(old, _)| old.field).collect();
    let before = old.iter().map(|member| member.field);
    let before: Vec<_> = before.filter(|field| kept.contains(field)).collect();
    if before != kept {
        let earlier = constructor(old);
        let text = format!("arguments in another order: {}", arrow(&earlier, &call));
        let change = Change::breaking(Kind::Reordered, "function", text).named("new");
        let (old, new) = (earlier.trim_matches('`'), call.trim_matches('`'));
        changes.push(change.values(Some(old), Some(new)));
    }
    changes
}

/// `new` takes the required fields in order, so one more is one too many.
fn added(member: &Member<'_>, call: &str) -> Change {
    let ty = code(&member.ty);
    let place = member.location.map(|_| format!(", {}", member.wire_text()));
    let place = place.unwrap_or_default();
    let change = if member.required {
        let text = format!("added, required: {ty}{place}; an argument of {call}");
        Change::breaking(Kind::Added, "field", text)
    } else {
        Change::addition(Kind::Added, "field", format!("added: {ty}{place}"))
    };
    change.named(member.field).values(None, Some(&member.ty))
}

fn removed(member: &Member<'_>, call: &str) -> Change {
    let argument = if member.required {
        format!("; no argument of {call}")
    } else {
        String::new()
    };
    let text = format!("removed, was {}{argument}", code(&member.ty));
    let change = Change::breaking(Kind::Removed, "field", text);
    change.named(member.field).values(Some(&member.ty), None)
}

fn compare_one(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> impl Iterator<Item = Change> {
    let docs = |what: &str, old, new| {
        let mut change = Change::docs("field", old, new)?;
        change.text = format!("{what} {}", change.text);
        Some(change)
    };
    let found = [
        named("field", Some(old.field), Some(new.field), "", ""),
        retyped(old, new, call, renames),
        sent_elsewhere(old, new),
        old.list
            .as_ref()
            .zip(new.list.as_ref())
            .and_then(|(old, new)| {
                let what = "another notation of the list on the wire";
                wired("field", what, Some(old), Some(new), &str::to_owned)
            }),
        docs("description", old.description, new.description),
        // The service checks values, and the client does not: what is said about them is documentation.
        docs(
            "constraints",
            Some(&old.constraints),
            Some(&new.constraints),
        ),
    ];
    let changes = found.into_iter().flatten();
    changes.map(|change| change.named(new.field))
}

fn retyped(
    old: &Member<'_>,
    new: &Member<'_>,
    call: &str,
    renames: &Renames<'_>,
) -> Option<Change> {
    let step = arrow(&code(&old.ty), &code(&new.ty));
    let (kind, text) = match (old.required, new.required) {
        (false, true) => (
            Kind::Required,
            format!("required now: {step}; an argument of {call}"),
        ),
        (true, false) => (
            Kind::Optional,
            format!("optional now: {step}; no argument of {call}"),
        ),
        _ if renames.apply(&old.ty) == new.ty => return None,
        _ => (Kind::Retyped, format!("another type: {step}")),
    };
    Some(Change::breaking(kind, "field", text).values(Some(&old.ty), Some(&new.ty)))
}

/// The code stays as it is: what it sends or reads is another. The names of the path's parameters are not sent.
fn sent_elsewhere(old: &Member<'_>, new: &Member<'_>) -> Option<Change> {
    if old.is_sent_as(new) || old.is_in_path() && new.is_in_path() {
        return None;
    }
    let [before, after] = [old, new].map(Member::wire_text);
    let stays = old.location == new.location;
    let what = if stays {
        "another name on the wire"
    } else {
        "another place on the wire"
    };
    let mut change = wired("field", what, Some(&before), Some(&after), &str::to_owned)?;
    change.kind = if stays { Kind::Wire } else { Kind::Moved };
    Some(change)
}
