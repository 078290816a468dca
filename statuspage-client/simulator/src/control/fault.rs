//! One fault as JSON.

use std::time::Duration;

use serde_json::{Value, json};

use super::{milliseconds, number};
use crate::faults::fault::{Effect, Fault};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::tree::Parameter;
use crate::parameters::values::Values;

const KINDS: &[&str] = &[
    "status",
    "not_json",
    "redirect",
    "huge_body",
    "disconnect",
    "delay",
    "truncated_body",
    "slow_body",
];

/// A wait in milliseconds or seconds.
const WAIT: Kind = Kind::Between(0, i64::MAX);

/// The fields of all kinds.
const FIELDS: &[Field] = &[
    Field::new("kind", Kind::OneOf(KINDS)),
    Field::new("status", Kind::Between(200, 599)),
    Field::new("content_type", Kind::Text),
    Field::new("body", Kind::Text),
    Field::new("location", Kind::Text),
    Field::new("bytes", Kind::Between(2, i64::MAX)),
    Field::new("over_ms", WAIT),
    Field::new("carried_out", Kind::Boolean),
    Field::new("retry_after", WAIT),
    Field::new("headers", Kind::MapOfTexts),
    Field::new("delay_ms", WAIT),
    Field::new("response_delay_ms", WAIT),
    Field::new("method", Kind::Text),
    Field::new("path", Kind::Text),
    Field::new("probability", Kind::Share),
];

/// Those that every kind has. The probability is only that of a random fault.
const COMMON: &[&str] = &[
    "retry_after",
    "headers",
    "delay_ms",
    "response_delay_ms",
    "method",
    "path",
    "probability",
];

/// The fields of a queued fault.
pub(super) const NEXT: Accepts =
    Accepts::bare(FIELDS.split_at(FIELDS.len() - 1).0).requiring(&["kind"]);

/// The fields of a random fault.
pub(super) const RANDOM: Accepts = Accepts::bare(FIELDS).requiring(&["kind", "probability"]);

/// Returns the fields that a kind requires, and the others that not every kind has.
fn own_fields(kind: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        "status" => (&["status"], &["content_type", "body", "carried_out"]),
        "redirect" => (&["location"], &["status", "carried_out"]),
        "huge_body" => (&["bytes"], &["carried_out"]),
        "not_json" | "disconnect" => (&[], &["carried_out"]),
        "slow_body" => (&["over_ms"], &[]),
        _ => (&[], &[]),
    }
}

/// Reads a fault and its probability, 0 if it is queued. Returns everything that is wrong with it.
pub(super) fn read(item: &Value, accepts: &'static Accepts) -> Result<(Fault, f64), Vec<String>> {
    let tree = Parameter::from(item.clone()).into_group();
    let values = accepts.read(&tree.unwrap_or_default())?;
    let kind = values.text("kind").unwrap_or_default();
    check(kind, &values, accepts)?;
    let probability = values.get("probability").and_then(Value::as_f64);
    Ok((fault(kind, &values), probability.unwrap_or_default()))
}

/// Returns the fields that the kind requires and the fault lacks, and those that the kind does not have.
fn check(kind: &str, values: &Values, accepts: &Accepts) -> Result<(), Vec<String>> {
    let (required, optional) = own_fields(kind);
    let is_given = |name: &str| values.get(name).is_some_and(|value| !value.is_null());
    let missing = required.iter().filter(|name| !is_given(name));
    let mut wrong: Vec<String> = missing
        .map(|name| format!("{name} is required for the kind `{kind}`"))
        .collect();
    let mut fields = [&["kind"], required, optional, COMMON].concat();
    fields.retain(|name| accepts.fields.iter().any(|field| field.stored_as == *name));
    let (given, all) = (values.0.keys(), fields.join(", "));
    let others = given.filter(|name| is_given(name) && !fields.contains(&name.as_str()));
    wrong.extend(
        others.map(|name| format!("{name} does not go with the kind `{kind}`, which has {all}")),
    );
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Returns the fault with these fields, which its kind has.
fn fault(kind: &str, values: &Values) -> Fault {
    let status = number(values, "status").and_then(|status| status.try_into().ok());
    let text = |name| values.text(name).unwrap_or_default();
    let wait = |name| Duration::from_millis(number(values, name).unwrap_or_default());
    let mut fault = match kind {
        "status"
            if values
                .text("content_type")
                .or(values.text("body"))
                .is_some() =>
        {
            let content_type = values.text("content_type");
            let content_type = content_type.unwrap_or("text/plain; charset=utf-8");
            Fault::response(status.unwrap_or_default(), content_type, text("body"))
        }
        "status" => Fault::status(status.unwrap_or_default()),
        "not_json" => Fault::not_json(),
        "redirect" => Fault::redirect(status.unwrap_or(302), text("location")),
        "huge_body" => Fault::huge_body(number(values, "bytes").unwrap_or_default()),
        "disconnect" => Fault::disconnect(),
        "truncated_body" => Fault::truncated_body(),
        "slow_body" => Fault::slow_body(wait("over_ms")),
        // The delays are fields of every kind.
        _ => Fault::delay(Duration::ZERO),
    };
    if values.flag("carried_out") == Some(true) {
        fault = fault.carried_out();
    }
    if let Some(seconds) = number(values, "retry_after") {
        fault = fault.with_retry_after(Duration::from_secs(seconds));
    }
    for (name, value) in values.map("headers") {
        fault = fault.with_header(name, value);
    }
    Fault {
        delay: wait("delay_ms"),
        response_delay: wait("response_delay_ms"),
        method: values.text("method").map(str::to_owned),
        path: values.text("path").map(str::to_owned),
        ..fault
    }
}

/// Returns the fault in the format of a request body.
pub(super) fn to_json(fault: &Fault) -> Value {
    let mut object = match &fault.effect {
        Effect::Own => json!({"kind": "delay"}),
        Effect::Truncated => json!({"kind": "truncated_body"}),
        Effect::Slow(total) => json!({"kind": "slow_body", "over_ms": milliseconds(*total)}),
        Effect::Status(status) => json!({"kind": "status", "status": status}),
        Effect::Response {
            status,
            content_type,
            body,
        } => {
            let body = String::from_utf8_lossy(body);
            json!({"kind": "status", "status": status, "content_type": content_type, "body": body})
        }
        Effect::Redirect { status, location } => {
            json!({"kind": "redirect", "status": status, "location": location})
        }
        Effect::HugeBody(bytes) => json!({"kind": "huge_body", "bytes": bytes}),
        Effect::Disconnect => json!({"kind": "disconnect"}),
    };
    if !fault.effect.is_own() {
        object["carried_out"] = fault.carried_out.into();
    }
    for (name, delay) in [
        ("delay_ms", fault.delay),
        ("response_delay_ms", fault.response_delay),
    ] {
        if !delay.is_zero() {
            object[name] = milliseconds(delay).into();
        }
    }
    if !fault.headers.is_empty() {
        object["headers"] = json!(fault.headers);
    }
    for (name, text) in [("method", &fault.method), ("path", &fault.path)] {
        if let Some(text) = text {
            object[name] = json!(text);
        }
    }
    object
}
