//! Points in time as the service reads and writes them.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Error, Timestamp};

/// RFC 3339 in UTC with milliseconds: `2026-02-28T13:05:00.000Z`.
pub(crate) fn written(moment: Timestamp) -> String {
    format!("{moment:.3}")
}

/// A moment given as RFC 3339, or as a date, which means its first instant in UTC.
pub(crate) fn moment(text: &str) -> Result<String, Error> {
    let moment = match date(text) {
        Ok(date) => Offset::UTC.to_timestamp(date.at(0, 0, 0, 0))?,
        Err(_) => text.parse::<Timestamp>()?,
    };
    Ok(written(moment))
}

/// A day given as `YYYY-MM-DD`, or as RFC 3339, which means that moment's day in UTC.
pub(crate) fn day(text: &str) -> Result<String, Error> {
    let date = match date(text) {
        Ok(date) => date,
        Err(_) => Offset::UTC.to_datetime(text.parse()?).date(),
    };
    Ok(date.to_string())
}

/// Exactly `YYYY-MM-DD`: the library alone would also take a date with a time behind it, and drop the time.
fn date(text: &str) -> Result<Date, Error> {
    Date::strptime("%Y-%m-%d", text)
}

#[cfg(test)]
mod tests {
    use super::{day, moment};

    #[test]
    fn a_moment_is_rfc_3339_or_a_date() {
        for (given, expected) in [
            ("2026-02-28T13:05:00Z", "2026-02-28T13:05:00.000Z"),
            ("2026-02-28T13:05:00.1239-06:00", "2026-02-28T19:05:00.123Z"),
            ("2026-02-28", "2026-02-28T00:00:00.000Z"),
        ] {
            assert_eq!(moment(given).unwrap(), expected);
        }
        for wrong in [
            "",
            "soon",
            "2026-02-30",
            "2026-02-28T13:05:00",
            "28.02.2026",
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_is_a_date_or_rfc_3339() {
        assert_eq!(day("2026-02-28").unwrap(), "2026-02-28");
        assert_eq!(day("2026-02-28T23:30:00-06:00").unwrap(), "2026-03-01");
        assert!(day("2026-02").is_err());
    }
}
