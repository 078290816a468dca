//! Timestamps and dates in the formats of the service.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// RFC 3339 in UTC with milliseconds: `2026-02-28T13:05:00.000Z`.
pub(crate) fn to_text(moment: Timestamp) -> String {
    format!("{moment:.3}")
}

/// Reads a timestamp: RFC 3339, or a date, which means its start in UTC.
pub(crate) fn moment(text: &str) -> Option<String> {
    let moment = match date(text) {
        Some(date) => Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)),
        None => text.parse(),
    };
    moment.ok().map(to_text)
}

/// Reads a date: `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Option<String> {
    date(text).map(|date| date.to_string())
}

/// Reads exactly `YYYY-MM-DD`: the library also accepts `2026-2-8`, and a date followed by a time.
fn date(text: &str) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", text).ok()?;
    (date.to_string() == text).then_some(date)
}

/// Returns the first and last day of `2024`, `2024-05` or `2024-05-06`.
pub(crate) fn days_of(text: &str) -> Option<(Date, Date)> {
    match text.len() {
        4 => date(&format!("{text}-01-01")).map(|first| (first, first.last_of_year())),
        7 => date(&format!("{text}-01")).map(|first| (first, first.last_of_month())),
        _ => date(text).map(|day| (day, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::{day, days_of, moment};

    #[test]
    fn a_partial_date_is_a_year_a_month_or_a_day() {
        for (given, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-02-03", "2024-02-03", "2024-02-03"),
        ] {
            let (from, to) = days_of(given).unwrap();
            assert_eq!(
                (from.to_string(), to.to_string()),
                (first.into(), last.into())
            );
        }
        for wrong in [
            "",
            "24",
            "2024-13",
            "2024-2",
            "2024-02-30",
            "2024-02-03T00:00:00Z",
        ] {
            assert_eq!(days_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_rfc_3339_or_a_date() {
        for (given, expected) in [
            ("2026-02-28T13:05:00Z", "2026-02-28T13:05:00.000Z"),
            ("2026-02-28T13:05:00.1239-06:00", "2026-02-28T19:05:00.123Z"),
            ("2026-02-28", "2026-02-28T00:00:00.000Z"),
        ] {
            assert_eq!(moment(given).as_deref(), Some(expected));
        }
        for wrong in [
            "",
            "soon",
            "2026-02-30",
            "2026-02-28T13:05:00",
            "28.02.2026",
        ] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_a_date_and_no_moment() {
        assert_eq!(day("2026-02-28").as_deref(), Some("2026-02-28"));
        for wrong in [
            "2026-02",
            "2026-2-28",
            "2026-02-30",
            " 2026-02-28",
            "2026-02-28T23:30:00Z",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
