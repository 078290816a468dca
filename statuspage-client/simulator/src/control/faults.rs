//! The pending faults as JSON.

use serde_json::{Value, json};

use super::{METHODS, fault, number};
use crate::arrivals::Arrivals;
use crate::faults::fault::Fault;
use crate::faults::fault_plan::FaultPlan;
use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;

const PLAN: Accepts = Accepts::bare(&[
    Field::new("next", Kind::Objects),
    Field::new("random", Kind::Objects),
    Field::new("seed", Kind::Between(0, i64::MAX)),
]);

/// Reads, replaces or removes the faults, and returns the pending ones.
pub(super) fn respond(arrivals: &mut Arrivals, method: &str, body: &[u8]) -> ReplyResult {
    match method {
        "GET" => {}
        "PUT" => arrivals.plan = read(body)?,
        "DELETE" => arrivals.plan = FaultPlan::default(),
        _ => return Err(Reply::method_not_allowed(method, &METHODS)),
    }
    Ok(Reply::ok(to_json(&arrivals.plan)))
}

/// Reads the faults of a body. Lists that are left out are empty.
fn read(body: &[u8]) -> Result<FaultPlan, Reply> {
    let values = super::read(&PLAN, body)?;
    let mut wrong = Vec::new();
    let next = list(&values, "next", &fault::NEXT, &mut wrong);
    let random = list(&values, "random", &fault::RANDOM, &mut wrong);
    Reply::check(&wrong)?;
    let mut plan = FaultPlan::default();
    plan.fail_next(next.into_iter().map(|(fault, _)| fault));
    plan.fail_randomly(number(&values, "seed").unwrap_or_default(), random);
    Ok(plan)
}

/// Reads a list of faults with their probabilities. Adds errors to `wrong`, with their places.
fn list(
    plan: &Values,
    name: &str,
    accepts: &'static Accepts,
    wrong: &mut Vec<String>,
) -> Vec<(Fault, f64)> {
    let items = plan.get(name).and_then(Value::as_array);
    let mut faults = Vec::new();
    for (index, item) in items.into_iter().flatten().enumerate() {
        match fault::read(item, accepts) {
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

/// Returns the pending faults in the format of a request body.
fn to_json(plan: &FaultPlan) -> Value {
    let random = plan.random.iter().flat_map(|random| &random.faults);
    let random = random.map(|(fault, probability)| {
        let mut object = fault::to_json(fault);
        object["probability"] = (*probability).into();
        object
    });
    json!({
        "next": plan.next.iter().map(fault::to_json).collect::<Value>(),
        "random": random.collect::<Value>(),
        "seed": plan.random.as_ref().map(|random| random.seed),
    })
}
