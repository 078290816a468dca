//! Identifiers in the format of the service, and the key of a simulator.

use std::hash::{BuildHasher, Hasher, RandomState};

/// The number of identifiers: 12 characters out of 36.
const COUNT: u64 = 36_u64.pow(12);

/// The step between two identifiers. It is coprime to `COUNT`, so that every identifier is issued once
/// before any repeats.
const STRIDE: u64 = 2_930_000_000_000_000_017;

/// Issues identifiers, in the same sequence in every simulator.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    current: u64,
}

impl Ids {
    /// Returns the next identifier: 12 lower-case letters and digits.
    pub(crate) fn issue(&mut self) -> String {
        self.current = (self.current + STRIDE) % COUNT;
        let mut rest = self.current;
        (0..12)
            .filter_map(|_| {
                let digit = u32::try_from(rest % 36).ok();
                rest /= 36;
                char::from_digit(digit?, 36)
            })
            .collect()
    }
}

/// Returns a key that no other simulator has, so that a hard-coded key fails.
pub(crate) fn new_key() -> String {
    // The standard library seeds each `RandomState` differently: no random number crate is needed.
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Ids, new_key};

    #[test]
    fn ids_have_twelve_lower_case_alphanumeric_characters_and_never_repeat() {
        let mut ids = Ids::default();
        let mut seen = BTreeSet::new();
        for _ in 0..10_000 {
            let id = ids.issue();
            assert_eq!(id.len(), 12, "{id}");
            assert!(
                id.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{id}"
            );
            assert!(seen.insert(id));
        }
    }

    #[test]
    fn keys_differ() {
        assert_ne!(new_key(), new_key());
        assert_eq!(new_key().len(), 32);
    }
}
