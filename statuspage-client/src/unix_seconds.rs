//! Times as whole seconds since 1970.

use std::{fmt, num::ParseIntError, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::lenient::Lenient;

/// A time in whole seconds since 1970-01-01T00:00:00Z, as the service counts it in the points of a metric.
///
/// It is sent as a JSON number. Functions that take one also take an `i64` or a [`Timestamp`], rounded down to the
/// second.
///
/// ```
/// use statuspage_client::{UnixSeconds, jiff::Timestamp};
///
/// let time: Timestamp = "2024-05-06T07:08:09.75Z".parse()?;
/// assert_eq!(UnixSeconds::from(time), UnixSeconds(1_714_979_289));
/// assert_eq!(Timestamp::try_from(UnixSeconds(0))?, Timestamp::UNIX_EPOCH);
/// # Ok::<(), statuspage_client::jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixSeconds(pub i64);

impl From<i64> for UnixSeconds {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<Timestamp> for UnixSeconds {
    /// Returns the last whole second that is not after the time.
    fn from(time: Timestamp) -> Self {
        // The fraction of a time before 1970 is negative.
        let is_before = time.subsec_nanosecond() < 0;
        Self(time.as_second() - i64::from(is_before))
    }
}

impl TryFrom<UnixSeconds> for Timestamp {
    type Error = jiff::Error;

    /// Fails outside the years -9999 to 9999.
    fn try_from(seconds: UnixSeconds) -> Result<Self, jiff::Error> {
        Self::from_second(seconds.0)
    }
}

impl fmt::Display for UnixSeconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for UnixSeconds {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}

impl Serialize for UnixSeconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for UnixSeconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::strict(deserializer).map(Self)
    }
}

impl Lenient for UnixSeconds {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(i64::read(deserializer)?.map(Self))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;
    use serde_json::json;

    use super::UnixSeconds;
    use crate::lenient::Lenient;

    #[test]
    fn a_whole_number_is_read() {
        for value in [json!(12), json!(12.0)] {
            assert_eq!(
                serde_json::from_value::<UnixSeconds>(value.clone()).unwrap(),
                UnixSeconds(12)
            );
            assert_eq!(UnixSeconds::read(value).unwrap(), Some(UnixSeconds(12)));
        }
        for value in [json!("12"), json!(1.5), json!(null)] {
            assert!(serde_json::from_value::<UnixSeconds>(value.clone()).is_err());
            assert_eq!(UnixSeconds::read(value).unwrap(), None);
        }
    }

    #[test]
    fn times_that_jiff_does_not_have_are_an_error() {
        assert!(Timestamp::try_from(UnixSeconds(i64::MAX)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn seconds_survive_text_json_and_timestamps(seconds in -377_705_023_201_i64..=253_402_207_200) {
            let seconds = UnixSeconds(seconds);
            prop_assert_eq!(seconds.to_string().parse(), Ok(seconds));
            let json = serde_json::to_string(&seconds).unwrap();
            prop_assert_eq!(&json, &seconds.to_string());
            prop_assert_eq!(serde_json::from_str::<UnixSeconds>(&json).unwrap(), seconds);
            let time = Timestamp::try_from(seconds).unwrap();
            prop_assert_eq!(UnixSeconds::from(time), seconds);
        }

        #[test]
        fn a_fraction_is_dropped(second in -1_000_000_i64..1_000_000, nanosecond in 0..1_000_000_000_i64) {
            let time = Timestamp::new(second, 0).unwrap() + jiff::SignedDuration::from_nanos(nanosecond);
            prop_assert_eq!(UnixSeconds::from(time), UnixSeconds(second));
        }
    }
}
