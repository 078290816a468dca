//! Compares what the clients reported with what the simulator carried out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::service::number;

/// What a client reported of a call that notifies subscribers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Success,
    /// An error that says that it may have been carried out.
    Maybe,
    /// An error that says that it was not carried out.
    NotCarriedOut,
    /// The future was dropped.
    Dropped,
}

#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// How often each call of this round and the one before was carried out: a dropped request may arrive late.
    carried_out: BTreeMap<u64, u32>,
    pub(crate) notifications: u64,
    pub(crate) unknown: u64,
    pub(crate) refused: u64,
}

impl Audit {
    /// Checks the calls of a round.
    pub(crate) fn check(&mut self, outcomes: &BTreeMap<u64, Outcome>, record: &Value) {
        assert_eq!(number(&record["elsewhere"]), 0, "a redirect was followed");
        assert_eq!(number(&record["missing"]), 0, "too many requests a round");
        assert_eq!(number(&record["unsettled"]), 0, "a request is pending");
        for token in record["carried_out"].as_array().unwrap() {
            let times = self.carried_out.entry(number(token)).or_default();
            *times += 1;
            assert_eq!(*times, 1, "call {token} was carried out twice");
        }
        for (token, outcome) in outcomes {
            let times = self.carried_out.get(token).copied().unwrap_or_default();
            match outcome {
                Outcome::Success => assert_eq!(times, 1, "{token} was not carried out"),
                Outcome::NotCarriedOut => assert_eq!(times, 0, "{token} was carried out"),
                Outcome::Maybe | Outcome::Dropped => self.unknown += 1,
            }
        }
        self.notifications += outcomes.len() as u64;
        self.refused += number(&record["refused"]);
        let first = outcomes.keys().next().copied().unwrap_or_default();
        self.carried_out.retain(|token, _| *token >= first);
    }
}
