//! Which status each component had, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

/// How many changes of a component are kept.
const MAX_CHANGES: usize = 1000;

/// The times in a range, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Outage {
    pub(crate) total: f64,
    pub(crate) major: f64,
    pub(crate) partial: f64,
}

impl Outage {
    pub(crate) fn add(&mut self, other: Self) {
        self.total += other.total;
        self.major += other.major;
        self.partial += other.partial;
    }
}

/// The changes of the statuses by component, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct History(BTreeMap<String, Vec<(Timestamp, String)>>);

impl History {
    /// Notes the statuses that have changed, and forgets the components that are gone.
    pub(crate) fn note(&mut self, components: &[Value], now: Timestamp) {
        let mut old = std::mem::take(&mut self.0);
        for component in components {
            let text = |field: &str| component[field].as_str().unwrap_or_default().to_owned();
            let (id, status) = (text("id"), text("status"));
            let mut changes = old.remove(&id).unwrap_or_default();
            if changes.last().is_none_or(|(_, last)| *last != status) {
                changes.push((now, status));
            }
            if changes.len() > MAX_CHANGES {
                changes.remove(0);
            }
            self.0.insert(id, changes);
        }
    }

    /// Returns how long a component was out from `start` to `end`. Before its first change it was up.
    pub(crate) fn outage(&self, id: &str, start: Timestamp, end: Timestamp) -> Outage {
        let mut outage = Outage {
            total: end.duration_since(start).as_secs_f64().max(0.0),
            ..Outage::default()
        };
        let changes = self.0.get(id).map_or(&[][..], Vec::as_slice);
        for (index, (from, status)) in changes.iter().enumerate() {
            let until = changes
                .get(index + 1)
                .map_or(end, |(next, _)| (*next).min(end));
            let seconds = until
                .duration_since((*from).max(start))
                .as_secs_f64()
                .max(0.0);
            match status.as_str() {
                "major_outage" => outage.major += seconds,
                "partial_outage" => outage.partial += seconds,
                _ => {}
            }
        }
        outage
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::{History, Outage};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn only_the_part_of_an_outage_in_the_range_counts() {
        let mut history = History::default();
        for (second, status) in [
            (0, "operational"),
            (100, "major_outage"),
            (150, "major_outage"),
            (200, "partial_outage"),
            (230, "operational"),
        ] {
            history.note(&[json!({"id": "a", "status": status})], at(second));
        }
        for (start, end, major, partial) in [
            (0, 300, 100.0, 30.0),
            (150, 210, 50.0, 10.0),
            (0, 100, 0.0, 0.0),
            (230, 300, 0.0, 0.0),
        ] {
            let total = f64::from(end - start);
            let expected = Outage {
                total,
                major,
                partial,
            };
            assert_eq!(
                history.outage("a", at(start.into()), at(end.into())),
                expected
            );
        }
        history.note(&[], at(300));
        assert!(history.outage("a", at(0), at(300)).major < 1.0);
    }
}
