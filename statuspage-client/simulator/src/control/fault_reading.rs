//! Reads one fault from JSON.

use std::time::Duration;

use serde_json::Value;

use super::number;
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

/// The fields of all faults.
const FIELDS: &[Field] = &[
    Field::new("kind", Kind::OneOf(KINDS)),
    Field::new("status", Kind::Between(200, 599)),
    Field::new("content_type", Kind::Text),
    Field::new("body", Kind::Text),
    Field::new("location", Kind::Text),
    Field::new("bytes", Kind::Between(2, i64::MAX)),
    Field::new("over_ms", WAIT),
    Field::new("carried_out", Kind::Boolean),
    Field::new("delay_ms", WAIT),
    Field::new("response_delay_ms", WAIT),
    Field::new("retry_after", WAIT),
    Field::new("headers", Kind::MapOfTexts),
    Field::new("method", Kind::Text),
    Field::new("path", Kind::Text),
    Field::new("probability", Kind::Share),
];

/// The fields of a queued fault.
pub(super) const NEXT: Accepts =
    Accepts::bare(FIELDS.split_at(FIELDS.len() - 1).0).requiring(&["kind"]);

/// The fields of a random fault.
pub(super) const RANDOM: Accepts = Accepts::bare(FIELDS).requiring(&["kind", "probability"]);

/// Reads a fault and its probability, if it has one. Returns everything that is wrong with it.
pub(super) fn read(item: &Value, accepts: &'static Accepts) -> Result<(Fault, f64), Vec<String>> {
    let tree = Parameter::from(item.clone())
        .into_group()
        .unwrap_or_default();
    let values = super::values(accepts, &tree)?;
    let mut reading = Reading {
        values: &values,
        taken: vec!["kind"],
        missing: Vec::new(),
    };
    let probability = reading.probability();
    let fault = reading.fault();
    reading.end()?;
    Ok((fault, probability))
}

/// Reads the fields of one fault, and records which were read.
struct Reading<'a> {
    values: &'a Values,
    taken: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'a> Reading<'a> {
    fn text(&mut self, name: &'static str) -> Option<&'a str> {
        self.taken.push(name);
        self.values.text(name)
    }

    fn number(&mut self, name: &'static str) -> Option<u64> {
        self.taken.push(name);
        number(self.values, name)
    }

    fn status(&mut self) -> Option<u16> {
        self.number("status")?.try_into().ok()
    }

    fn milliseconds(&mut self, name: &'static str) -> Option<Duration> {
        self.number(name).map(Duration::from_millis)
    }

    /// The probability; 0 for a queued fault.
    fn probability(&mut self) -> f64 {
        let probability = self.values.get("probability").and_then(Value::as_f64);
        self.taken.extend(probability.map(|_| "probability"));
        probability.unwrap_or_default()
    }

    /// Returns the value, or records that it is missing.
    fn need<T: Default>(&mut self, name: &'static str, value: Option<T>) -> T {
        if value.is_none() {
            self.missing.push(name);
        }
        value.unwrap_or_default()
    }

    fn fault(&mut self) -> Fault {
        let mut fault = self.kind();
        if matches!(fault.effect, Effect::Replaced { .. }) {
            self.taken.push("carried_out");
            if self.values.flag("carried_out") == Some(true) {
                fault = fault.carried_out();
            }
        }
        if let Some(seconds) = self.number("retry_after") {
            fault = fault.with_retry_after(Duration::from_secs(seconds));
        }
        self.taken.push("headers");
        for (name, value) in self.values.map("headers") {
            fault = fault.with_header(name, value);
        }
        Fault {
            delay: self.milliseconds("delay_ms").unwrap_or_default(),
            response_delay: self.milliseconds("response_delay_ms").unwrap_or_default(),
            method: self.text("method").map(str::to_owned),
            path: self.text("path").map(str::to_owned),
            ..fault
        }
    }

    fn kind(&mut self) -> Fault {
        match self.values.text("kind").unwrap_or_default() {
            "status" => {
                let status = self.status();
                let status = self.need("status", status);
                match (self.text("content_type"), self.text("body")) {
                    (None, None) => Fault::status(status),
                    (content_type, body) => {
                        let content_type = content_type.unwrap_or("text/plain; charset=utf-8");
                        Fault::response(status, content_type, body.unwrap_or_default())
                    }
                }
            }
            "not_json" => Fault::not_json(),
            "redirect" => {
                let status = self.status().unwrap_or(302);
                let location = self.text("location");
                Fault::redirect(status, self.need("location", location))
            }
            "huge_body" => {
                let bytes = self.number("bytes");
                Fault::huge_body(self.need("bytes", bytes))
            }
            "disconnect" => Fault::disconnect(),
            "truncated_body" => Fault::truncated_body(),
            "slow_body" => {
                let total = self.milliseconds("over_ms");
                Fault::slow_body(self.need("over_ms", total))
            }
            // Every fault may have delays: they are read with the common fields.
            _ => Fault::delay(Duration::ZERO),
        }
    }

    /// Returns the fields that are missing or were not read.
    fn end(self) -> Result<(), Vec<String>> {
        let kind = self.values.text("kind").unwrap_or_default();
        let taken = self.taken.join(", ");
        let missing = self.missing.iter();
        let mut wrong: Vec<String> = missing
            .map(|name| format!("{name} is required for the kind `{kind}`"))
            .collect();
        let given = self.values.0.iter().filter(|(_, value)| !value.is_null());
        let left = given.filter(|(name, _)| !self.taken.contains(&name.as_str()));
        wrong.extend(left.map(|(name, _)| {
            format!("{name} does not go with the kind `{kind}`, which has {taken}")
        }));
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}
