//! Dates that may lack the day, or the month too.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{Error, ErrorKind, lenient};

/// A year, a month of a year, or a day: `2024`, `2024-05` or `2024-05-06`.
///
/// Functions that take one also take a [`Date`].
///
/// ```
/// use statuspage_client::{PartialDate, jiff::civil::date};
///
/// assert_eq!(PartialDate::from(date(2024, 5, 6)).to_string(), "2024-05-06");
/// let may: PartialDate = "2024-05".parse()?;
/// assert_eq!(PartialDate::from_month(2024, 5), Some(may));
/// assert_eq!(PartialDate::from_year(2024).map(|year| year.to_string()), Some("2024".into()));
/// assert_eq!(may.first_day(), date(2024, 5, 1));
/// # Ok::<(), statuspage_client::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The first day of the period.
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

impl PartialDate {
    /// Creates the date of a year; `None` unless it is one of 0 to 9999, which have four digits.
    #[must_use]
    pub fn from_year(year: i16) -> Option<Self> {
        Self::new(year, 1, 1, Precision::Year)
    }

    /// Creates the date of a month; `None` unless it is 1 to 12, in a year 0 to 9999.
    #[must_use]
    pub fn from_month(year: i16, month: i8) -> Option<Self> {
        Self::new(year, month, 1, Precision::Month)
    }

    fn new(year: i16, month: i8, day: i8, precision: Precision) -> Option<Self> {
        let first = Date::new(year, month, day).ok()?;
        (year >= 0).then_some(Self { first, precision })
    }

    /// Returns the first day of the period.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut digits = |count| {
            let part = parts.next()?;
            let is_number = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<i16>().ok())?
        };
        let year = digits(4)?;
        let month = digits(2).and_then(|month| i8::try_from(month).ok());
        let day = digits(2).and_then(|day| i8::try_from(day).ok());
        let precision = match text.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            10 => Precision::Day,
            _ => return None,
        };
        let (month, day) = match precision {
            Precision::Year => (1, 1),
            Precision::Month => (month?, 1),
            Precision::Day => (month?, day?),
        };
        Self::new(year, month, day, precision)
    }
}

impl From<Date> for PartialDate {
    fn from(first: Date) -> Self {
        Self {
            first,
            precision: Precision::Day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.precision {
            Precision::Year => write!(formatter, "{:04}", first.year()),
            Precision::Month => write!(formatter, "{:04}-{:02}", first.year(), first.month()),
            Precision::Day => write!(formatter, "{first}"),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for PartialDate {
    type Err = Error;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and nothing else.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] if the text is not one of these, or if there is no such month or day.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text).ok_or_else(|| {
            let message =
                format!("{text:?} is not a partial date: write `2024`, `2024-05` or `2024-05-06`");
            Error::new(ErrorKind::InvalidRequest, message)
        })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

lenient::scalars!(PartialDate);

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::PartialDate;

    fn assert_round_trip(partial: PartialDate) {
        let text = partial.to_string();
        assert_eq!(text.parse::<PartialDate>().unwrap(), partial);
        let json = serde_json::to_string(&partial).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), partial);
    }

    #[test]
    fn only_the_three_formats_are_read() {
        for text in [
            "",
            "24",
            "02024",
            "2024-5",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2024-05-6",
            "2024-05-06T00",
            "20240506",
            "2024/05",
            "-024",
            "+024",
            "2024-",
            "2024-05-",
            "2024--05",
            "２０２４",
        ] {
            let error = text.parse::<PartialDate>().unwrap_err().to_string();
            assert!(error.contains("is not a partial date"), "{error}");
        }
    }

    #[test]
    fn a_year_is_not_its_first_day() {
        let year = PartialDate::from_year(2024).unwrap();
        assert_ne!(year, PartialDate::from(date(2024, 1, 1)));
        assert_ne!(Some(year), PartialDate::from_month(2024, 1));
        assert_eq!(format!("{year:?}"), "2024");
    }

    #[test]
    fn years_have_four_digits() {
        for (year, month) in [(-1, 1), (10_000, 1), (2024, 0), (2024, 13)] {
            assert_eq!(PartialDate::from_month(year, month), None);
        }
        assert_eq!(PartialDate::from_year(-1), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn dates_survive_text_and_json(year in 0..=9999_i16, month in 1..=12_i8, day in 1..=28_i8) {
            assert_round_trip(PartialDate::from_year(year).unwrap());
            assert_round_trip(PartialDate::from_month(year, month).unwrap());
            assert_round_trip(PartialDate::from(date(year, month, day)));
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "[0-9]{4}(-[0-9]{2}){0,3}|.{0,12}") {
            if let Ok(partial) = text.parse::<PartialDate>() {
                prop_assert_eq!(partial.to_string(), text);
            }
        }
    }
}
