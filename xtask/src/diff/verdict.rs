//! What a difference asks of the next version.

use std::fmt;

use super::Diff;
use super::change::Class;

/// The part of the next version that must be larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Nothing changed: no version.
    None,
    /// Only documentation changed.
    Patch,
    /// Something was added, nothing breaks.
    Minor,
    /// Something breaks.
    Major,
}

impl Verdict {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Before 1.0, cargo counts the minor part as the major one, and the patch part as both others.
impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        match self {
            Self::None | Self::Patch => Ok(()),
            Self::Minor => formatter.write_str(" (before 1.0: patch)"),
            Self::Major => formatter.write_str(" (before 1.0: minor)"),
        }
    }
}

impl Diff {
    /// What the difference asks of the next version.
    pub(crate) fn verdict(&self) -> Verdict {
        match self.changes().map(|change| change.class).max() {
            None => Verdict::None,
            Some(Class::Docs) => Verdict::Patch,
            Some(Class::Addition) => Verdict::Minor,
            Some(Class::Breaking) => Verdict::Major,
        }
    }

    /// The verdict, and what it comes from, in a line.
    pub(super) fn headline(&self) -> String {
        let counts: Vec<String> = Class::ALL
            .into_iter()
            .map(|class| format!("{} {}", self.count(class), class.name()))
            .collect();
        format!(
            "Semver: {}. Changes: {}.",
            self.verdict(),
            counts.join(", ")
        )
    }
}
