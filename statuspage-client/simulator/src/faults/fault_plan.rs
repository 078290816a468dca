//! Which request gets which fault: a queue, and random faults.

use std::collections::VecDeque;

use crate::faults::fault::Fault;
use crate::faults::random::Numbers;

/// The pending faults. The default has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct FaultPlan {
    pub(crate) next: VecDeque<Fault>,
    pub(crate) random: Option<Random>,
}

/// Faults by probability.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    pub(crate) seed: u64,
    numbers: Numbers,
    pub(crate) faults: Vec<(Fault, f64)>,
}

impl FaultPlan {
    /// Adds faults to the end of the queue.
    pub(crate) fn fail_next(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.next.extend(faults);
    }

    /// Starts a new sequence, which replaces the earlier one.
    pub(crate) fn fail_randomly(
        &mut self,
        seed: u64,
        faults: impl IntoIterator<Item = (Fault, f64)>,
    ) {
        let faults: Vec<_> = faults.into_iter().collect();
        self.random = (!faults.is_empty()).then(|| Random {
            seed,
            numbers: Numbers::new(seed),
            faults,
        });
    }

    /// Returns the fault of the request that arrives now, if it gets one.
    pub(crate) fn pick(&mut self, method: &str, path: &str) -> Option<Fault> {
        let first = self
            .next
            .iter()
            .position(|fault| fault.is_for(method, path));
        match first {
            Some(first) => self.next.remove(first),
            None => self.random.as_mut()?.pick(method, path),
        }
    }
}

impl Random {
    /// Draws one number for every request, so that the faults of later requests do not depend on the
    /// methods and paths of earlier ones.
    fn pick(&mut self, method: &str, path: &str) -> Option<Fault> {
        let drawn = self.numbers.share();
        let mut end = 0.0;
        let hit = self.faults.iter().find(|(_, probability)| {
            // `max` also turns NaN into 0.
            end += probability.max(0.0);
            drawn < end
        });
        let (fault, _) = hit?;
        fault.is_for(method, path).then(|| fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::FaultPlan;
    use crate::faults::fault::Fault;

    const PATH: &str = "/v1/pages/x/incidents.json";

    fn picks(plan: &mut FaultPlan, method: &str, count: usize) -> Vec<Option<Fault>> {
        (0..count).map(|_| plan.pick(method, PATH)).collect()
    }

    #[test]
    fn the_queue_comes_in_its_order_and_ends() {
        let mut plan = FaultPlan::default();
        plan.fail_next([Fault::status(500), Fault::status(501)]);
        plan.fail_next([Fault::status(502)]);
        let statuses = [500, 501, 502].map(|status| Some(Fault::status(status)));
        assert_eq!(picks(&mut plan, "GET", 3), statuses);
        assert_eq!(plan.pick("GET", PATH), None);
    }

    #[test]
    fn a_fault_waits_for_a_request_that_it_is_for() {
        let of_post = Fault::status(500).for_method("post");
        let elsewhere = Fault::status(501).for_path("/components");
        let both = Fault::status(502).for_path("incidents").for_method("PATCH");
        let mut plan = FaultPlan::default();
        plan.fail_next([
            of_post.clone(),
            elsewhere.clone(),
            both.clone(),
            Fault::disconnect(),
        ]);
        assert_eq!(plan.pick("GET", PATH), Some(Fault::disconnect()));
        assert_eq!(plan.pick("GET", PATH), None);
        assert_eq!(plan.pick("PATCH", PATH), Some(both));
        assert_eq!(plan.pick("POST", PATH), Some(of_post));
        assert_eq!(plan.pick("POST", PATH), None);
        assert_eq!(plan.pick("GET", "/v1/pages/x/components"), Some(elsewhere));
    }

    #[test]
    fn a_seed_gives_the_same_faults_again() {
        let faults = || [(Fault::status(500), 0.3), (Fault::disconnect(), 0.3)];
        let sequence = |seed| {
            let mut plan = FaultPlan::default();
            plan.fail_randomly(seed, faults());
            picks(&mut plan, "GET", 1000)
        };
        assert_eq!(sequence(1), sequence(1));
        assert_ne!(sequence(1), sequence(2));
        for wanted in [Some(Fault::status(500)), Some(Fault::disconnect())] {
            let count = sequence(1).iter().filter(|&pick| *pick == wanted).count();
            assert!((250..350).contains(&count), "{count}");
        }
        // Setting it again restarts the sequence.
        let mut plan = FaultPlan::default();
        plan.fail_randomly(1, faults());
        picks(&mut plan, "GET", 7);
        plan.fail_randomly(1, faults());
        assert_eq!(picks(&mut plan, "GET", 1000), sequence(1));
        plan.fail_randomly(1, []);
        assert_eq!(picks(&mut plan, "GET", 100), vec![None; 100]);
    }

    #[test]
    fn other_requests_do_not_shift_the_sequence() {
        let mut plan = FaultPlan::default();
        plan.fail_randomly(5, [(Fault::status(500).for_method("POST"), 0.5)]);
        let mut mixed = plan.clone();
        let all = picks(&mut plan, "POST", 100);
        for (index, expected) in all.into_iter().enumerate() {
            let (method, expected) = match index % 3 {
                0 => ("POST", expected),
                _ => ("GET", None),
            };
            assert_eq!(mixed.pick(method, PATH), expected, "{index}");
        }
    }

    #[test]
    fn probabilities_of_0_and_1_and_beyond() {
        let every = |faults: Vec<(Fault, f64)>| {
            let mut plan = FaultPlan::default();
            plan.fail_randomly(3, faults);
            let picks = picks(&mut plan, "GET", 200);
            assert!(picks.iter().all(|pick| *pick == picks[0]), "{picks:?}");
            picks[0].clone()
        };
        let (one, two) = (Fault::status(500), Fault::status(501));
        assert_eq!(every(vec![(one.clone(), 0.0)]), None);
        assert_eq!(
            every(vec![(one.clone(), f64::NAN), (two.clone(), 1.0)]),
            Some(two.clone())
        );
        assert_eq!(
            every(vec![(one.clone(), -1.0), (two.clone(), 1.0)]),
            Some(two.clone())
        );
        assert_eq!(every(vec![(one.clone(), 1.0), (two, 1.0)]), Some(one));
    }
}
