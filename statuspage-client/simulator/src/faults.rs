//! Deliberate failures of requests: what they are, which request gets one, and how it is applied.

pub(crate) mod fault;
pub(crate) mod fault_plan;
pub(crate) mod injection;
mod random;
