//! The impact of an incident, computed from the statuses of its components.

/// The impact of an incident that affects nothing.
pub(crate) const NONE: &str = "none";

/// The impact of every scheduled maintenance.
pub(crate) const MAINTENANCE: &str = "maintenance";

/// All impacts, the least severe first.
pub(crate) const IMPACTS: &[&str] = &[NONE, MAINTENANCE, "minor", "major", "critical"];

/// Returns the worst of the impact so far and those of these component statuses.
pub(crate) fn worst<'a>(
    so_far: &'static str,
    statuses: impl Iterator<Item = &'a str>,
) -> &'static str {
    let rank = |impact: &&str| IMPACTS.iter().position(|other| other == impact);
    statuses
        .map(of_status)
        .chain([so_far])
        .max_by_key(rank)
        .unwrap_or(NONE)
}

fn of_status(status: &str) -> &'static str {
    match status {
        "under_maintenance" => MAINTENANCE,
        "degraded_performance" => "minor",
        "partial_outage" => "major",
        "major_outage" => "critical",
        _ => NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::worst;

    #[test]
    fn the_worst_component_counts_and_recovery_does_not() {
        assert_eq!(worst("none", [].into_iter()), "none");
        assert_eq!(worst("none", ["", "operational"].into_iter()), "none");
        assert_eq!(
            worst("none", ["under_maintenance"].into_iter()),
            "maintenance"
        );
        let mixed = ["partial_outage", "degraded_performance"];
        assert_eq!(worst("none", mixed.into_iter()), "major");
        assert_eq!(worst("minor", ["major_outage"].into_iter()), "critical");
        assert_eq!(worst("major", ["operational"].into_iter()), "major");
    }
}
