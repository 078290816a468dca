//! One fault, written as JSON in the way in which it is read.

use std::time::Duration;

use serde_json::{Value, json};

use super::milliseconds;
use crate::fault::{Delivery, Effect, Fault, Other};

/// The fault as an object that asks for it.
pub(super) fn written(fault: &Fault) -> Value {
    let mut written = match &fault.effect {
        Effect::Own(Delivery::Whole) => json!({"kind": "delay"}),
        Effect::Own(Delivery::Truncated) => json!({"kind": "truncated_body"}),
        Effect::Own(Delivery::Slow(total)) => {
            json!({"kind": "slow_body", "over_ms": milliseconds(*total)})
        }
        Effect::Other {
            answer,
            carried_out,
        } => {
            let mut written = other(answer);
            written["carried_out"] = (*carried_out).into();
            written
        }
    };
    let wait = |delay: Duration| (!delay.is_zero()).then(|| milliseconds(delay));
    for (name, value) in [
        ("delay_ms", wait(fault.delay).map(Value::from)),
        ("answer_delay_ms", wait(fault.answer_delay).map(Value::from)),
        (
            "headers",
            (!fault.headers.is_empty()).then(|| json!(fault.headers)),
        ),
        ("method", fault.method.as_deref().map(Value::from)),
        ("path", fault.path.as_deref().map(Value::from)),
    ] {
        if let Some(value) = value {
            written[name] = value;
        }
    }
    written
}

fn other(answer: &Other) -> Value {
    match answer {
        Other::Status(status) => json!({"kind": "status", "status": status}),
        Other::Answer {
            status,
            content_type,
            body,
        } => {
            let body = String::from_utf8_lossy(body);
            json!({"kind": "status", "status": status, "content_type": content_type, "body": body})
        }
        Other::Redirect { status, location } => {
            json!({"kind": "redirect", "status": status, "location": location})
        }
        Other::HugeBody(bytes) => json!({"kind": "huge_body", "bytes": bytes}),
        Other::Nothing => json!({"kind": "disconnect"}),
    }
}
