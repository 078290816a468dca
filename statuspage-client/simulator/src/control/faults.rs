//! The faults that are to come, as JSON.

use serde_json::{Value, json};

use super::{METHODS, fault_reading, fault_writing, number};
use crate::arrivals::Arrivals;
use crate::fault::Fault;
use crate::fault_plan::FaultPlan;
use crate::fields::{Accepts, Field};
use crate::kind::Kind;
use crate::reply::{Answer, Reply};
use crate::values::Values;

const PLAN: Accepts = Accepts::bare(&[
    Field::new("next", Kind::Objects),
    Field::new("random", Kind::Objects),
    Field::new("seed", Kind::Between(0, i64::MAX)),
]);

/// Reads, replaces or clears the faults, and answers with those that are to come.
pub(super) fn answer(arrivals: &mut Arrivals, method: &str, body: &[u8]) -> Answer {
    match method {
        "GET" => {}
        "PUT" => arrivals.plan = read(body)?,
        "DELETE" => arrivals.plan = FaultPlan::default(),
        _ => return Err(Reply::method_not_allowed(method, &METHODS)),
    }
    Ok(Reply::ok(written(&arrivals.plan)))
}

/// The faults that a body asks for. What it leaves out is not there.
fn read(body: &[u8]) -> Result<FaultPlan, Reply> {
    let values = super::read(&PLAN, body)?;
    let mut wrong = Vec::new();
    let next = list(&values, "next", &fault_reading::NEXT, &mut wrong);
    let random = list(&values, "random", &fault_reading::RANDOM, &mut wrong);
    if !wrong.is_empty() {
        return Err(Reply::unprocessable(&wrong));
    }
    let mut plan = FaultPlan::default();
    plan.fail_next(next.into_iter().map(|(fault, _)| fault));
    plan.fail_randomly(number(&values, "seed").unwrap_or_default(), random);
    Ok(plan)
}

/// The faults of a list with their probabilities, and what is wrong with them, with their places.
fn list(
    plan: &Values,
    name: &str,
    accepts: &'static Accepts,
    wrong: &mut Vec<String>,
) -> Vec<(Fault, f64)> {
    let items = plan.get(name).and_then(Value::as_array);
    let mut faults = Vec::new();
    for (index, item) in items.into_iter().flatten().enumerate() {
        match fault_reading::read(item, accepts) {
            Ok(fault) => faults.push(fault),
            Err(messages) => wrong.extend(
                messages
                    .iter()
                    .map(|message| format!("{name}[{index}]: {message}")),
            ),
        }
    }
    faults
}

/// The faults that are to come, as a body that asks for them has them.
fn written(plan: &FaultPlan) -> Value {
    let (seed, random) = plan.random().unzip();
    let random = random.into_iter().flatten().map(|(fault, probability)| {
        let mut fault = fault_writing::written(fault);
        fault["probability"] = (*probability).into();
        fault
    });
    json!({
        "next": plan.next().map(fault_writing::written).collect::<Value>(),
        "random": random.collect::<Value>(),
        "seed": seed,
    })
}
