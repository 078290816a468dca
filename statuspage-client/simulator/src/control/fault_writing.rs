//! Writes one fault as JSON, in the format in which it is read.

use std::time::Duration;

use serde_json::{Value, json};

use super::milliseconds;
use crate::faults::fault::{Delivery, Effect, Fault, Replacement};

/// Returns the fault in the format of a request body.
pub(super) fn to_json(fault: &Fault) -> Value {
    let mut object = match &fault.effect {
        Effect::Own(Delivery::Whole) => json!({"kind": "delay"}),
        Effect::Own(Delivery::Truncated) => json!({"kind": "truncated_body"}),
        Effect::Own(Delivery::Slow(total)) => {
            json!({"kind": "slow_body", "over_ms": milliseconds(*total)})
        }
        Effect::Replaced {
            replacement,
            carried_out,
        } => {
            let mut object = replaced(replacement);
            object["carried_out"] = (*carried_out).into();
            object
        }
    };
    let wait = |delay: Duration| (!delay.is_zero()).then(|| milliseconds(delay));
    for (name, value) in [
        ("delay_ms", wait(fault.delay).map(Value::from)),
        (
            "response_delay_ms",
            wait(fault.response_delay).map(Value::from),
        ),
        (
            "headers",
            (!fault.headers.is_empty()).then(|| json!(fault.headers)),
        ),
        ("method", fault.method.as_deref().map(Value::from)),
        ("path", fault.path.as_deref().map(Value::from)),
    ] {
        if let Some(value) = value {
            object[name] = value;
        }
    }
    object
}

fn replaced(replacement: &Replacement) -> Value {
    match replacement {
        Replacement::Status(status) => json!({"kind": "status", "status": status}),
        Replacement::Response {
            status,
            content_type,
            body,
        } => {
            let body = String::from_utf8_lossy(body);
            json!({"kind": "status", "status": status, "content_type": content_type, "body": body})
        }
        Replacement::Redirect { status, location } => {
            json!({"kind": "redirect", "status": status, "location": location})
        }
        Replacement::HugeBody(bytes) => json!({"kind": "huge_body", "bytes": bytes}),
        Replacement::Nothing => json!({"kind": "disconnect"}),
    }
}
