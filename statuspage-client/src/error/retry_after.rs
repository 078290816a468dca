//! The `Retry-After` header, in both forms that HTTP gives it.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// How long to wait from now on.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    read(headers.get(RETRY_AFTER)?.to_str().ok()?, Timestamp::now())
}

fn read(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Every date that HTTP may send today is one of RFC 2822 too.
    let time = DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Duration::try_from(time.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::read;

    #[test]
    fn both_forms_are_understood() {
        let now = "1994-11-06T08:48:37Z".parse().unwrap();
        let seconds = |text| read(text, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("60"), Some(60));
        assert_eq!(seconds(" 0 "), Some(0));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(60));
        assert_eq!(
            read("Sun, 06 Nov 1994 08:47:37 GMT", now),
            Some(Duration::ZERO)
        );
        for text in ["", "-1", "1.5", "soon", "99999999999999999999"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
