//! Parses the `Retry-After` header: a number of seconds, or a date in one of the three formats of HTTP.

use std::time::Duration;

use jiff::{Timestamp, civil::DateTime, fmt::rfc2822::DateTimeParser, tz::TimeZone};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// The date formats that HTTP calls obsolete: those of RFC 850 and of C's `asctime`.
const OBSOLETE_FORMATS: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// Returns how long to wait from now on: the longest wait that the headers ask for.
///
/// A negative number of seconds and a date in the past are zero. Fractions of a second are rounded up. A date is compared with
/// the `Date` header of the response, because the local clock may be wrong.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let date = headers
        .get(DATE)
        .and_then(|value| date(value.to_str().ok()?));
    let now = date.unwrap_or_else(Timestamp::now);
    let values = headers.get_all(RETRY_AFTER).iter();
    values
        .filter_map(|value| read(value.to_str().ok()?, now))
        .max()
}

fn read(text: &str, now: Timestamp) -> Option<Duration> {
    if let Some(time) = date(text) {
        return Some(Duration::try_from(time.duration_since(now)).unwrap_or_default());
    }
    // Several headers may have been joined into one, with commas.
    text.split(',').filter_map(seconds).max()
}

fn seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    let is_number = text
        .trim_start_matches(['-', '+'])
        .starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let seconds: f64 = text.parse().ok().filter(|_| is_number)?;
    Some(Duration::try_from_secs_f64(seconds.ceil().max(0.0)).unwrap_or(Duration::MAX))
}

fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let obsolete = |form| {
        let time = DateTime::strptime(form, text).ok()?;
        TimeZone::UTC.to_timestamp(time).ok()
    };
    let current = DateTimeParser::new().parse_timestamp(text).ok();
    current.or_else(|| OBSOLETE_FORMATS.into_iter().find_map(obsolete))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};

    use super::{read, retry_after};

    #[test]
    fn seconds_and_the_three_date_formats_are_parsed() {
        let now = "1994-11-06T08:48:37Z".parse().unwrap();
        for (text, expected) in [
            ("60", Some(60)),
            (" 0 ", Some(0)),
            ("+7", Some(7)),
            ("1.5", Some(2)),
            (".2", Some(1)),
            ("2.0", Some(2)),
            ("2, 3", Some(3)),
            ("3,2", Some(3)),
            ("soon, 4", Some(4)),
            ("-1", Some(0)),
            ("-99999999999999999999", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:47:37 GMT", Some(0)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(60)),
            ("Sun Nov  6 08:49:37 1994", Some(60)),
            ("Sun Nov  6 08:47:37 1994", Some(0)),
            ("", None),
            ("soon", None),
            ("inf", None),
            ("NaN", None),
            ("-", None),
            ("1 minute", None),
        ] {
            let seconds = read(text, now).map(|wait| wait.as_secs());
            assert_eq!(seconds, expected, "{text}");
        }
        for text in ["99999999999999999999", "1e300", "18446744073709551616"] {
            assert!(
                read(text, now).unwrap() > Duration::from_secs(u64::MAX / 2),
                "{text}"
            );
        }
    }

    #[test]
    fn a_date_is_compared_with_the_date_header() {
        let headers = |date: &'static str, waits: &[&'static str]| {
            let mut headers = HeaderMap::new();
            headers.insert(DATE, HeaderValue::from_static(date));
            for wait in waits {
                headers.append(RETRY_AFTER, HeaderValue::from_static(wait));
            }
            retry_after(&headers).map(|wait| wait.as_secs())
        };
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(headers(date, &["Sun, 06 Nov 1994 08:49:40 GMT"]), Some(3));
        assert_eq!(
            headers(date, &["Sunday, 06-Nov-94 08:49:41 GMT", "5"]),
            Some(5)
        );
        assert_eq!(headers(date, &["x"]), None);
        assert_eq!(headers("yesterday", &[date]), Some(0));
    }
}
