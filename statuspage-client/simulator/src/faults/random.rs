//! Pseudorandom numbers: the same sequence for the same seed in every version of this crate.

/// `SplitMix64`. A crate for random numbers may change its sequence in any release, but a seed that
/// revealed a bug must reveal it again.
#[derive(Clone, Debug)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns the next number in `0.0..1.0`.
    pub(crate) fn share(&mut self) -> f64 {
        let upper_half = u32::try_from(self.next() >> 32).unwrap_or_default();
        f64::from(upper_half) / (f64::from(u32::MAX) + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn the_sequence_is_that_of_splitmix64() {
        // The first numbers of the reference implementation for this seed.
        let mut numbers = Numbers::new(1_234_567);
        let first = [numbers.next(), numbers.next(), numbers.next()];
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
            ]
        );
    }

    #[test]
    fn shares_fill_the_range_from_0_to_1() {
        let mut numbers = Numbers::new(0);
        let mut tenths = [0; 10];
        for _ in 0..10_000 {
            let share = numbers.share();
            assert!((0.0..1.0).contains(&share), "{share}");
            let ends = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
            let tenth = ends.iter().position(|end| share < *end);
            tenths[tenth.unwrap()] += 1;
        }
        assert!(
            tenths.iter().all(|count| (850..1150).contains(count)),
            "{tenths:?}"
        );
    }
}
