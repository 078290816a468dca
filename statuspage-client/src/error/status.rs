//! The error for a response whose status is not a success.

use std::time::Duration;

use bytes::Bytes;
use reqwest::{
    StatusCode,
    header::{HeaderMap, LOCATION},
};

use super::{
    Error, ErrorKind,
    messages::messages,
    report::{cause, excerpt, one_line},
    retry_after::retry_after,
};
use crate::auth::Auth;

impl Error {
    /// Creates the error for a status. If the body is incomplete, the error still reports the status.
    pub(crate) fn from_status(
        status: StatusCode,
        headers: &HeaderMap,
        body: Result<Bytes, reqwest::Error>,
        auth: &Auth,
    ) -> Self {
        let retry_after = retry_after(headers);
        let (messages, explanation, body, source) = match body {
            Ok(body) => {
                let messages = messages(&body);
                let explanation = match messages.as_slice() {
                    [] => excerpt(&body, auth),
                    some => one_line(&some.join("; "), auth),
                };
                (messages, explanation, Some(body), None)
            }
            Err(error) => {
                let error = error.without_url();
                let explanation = format!("the body is incomplete ({})", cause(&error, auth));
                (Vec::new(), explanation, None, Some(error))
            }
        };

        let mut detail = status.as_str().to_owned();
        if let Some(reason) = status.canonical_reason() {
            detail = format!("{detail} {reason}");
        }
        if !explanation.is_empty() {
            detail = format!("{detail}: {explanation}");
        }
        if let Some(hint) = hint(status, headers, retry_after, auth) {
            detail = format!("{detail} ({hint})");
        }

        let mut error = Self::new(ErrorKind::Status, detail);
        error.0.status = Some(status.as_u16());
        error.0.messages = messages;
        error.0.retry_after = retry_after;
        error.0.may_have_been_carried_out = may_have_been_carried_out(status);
        error.0.body = body;
        error.0.source = source.map(Into::into);
        error
    }
}

/// Returns whether the service may have carried out a request to which it responded with this status.
fn may_have_been_carried_out(status: StatusCode) -> bool {
    match status.as_u16() {
        // The service gave up waiting for the request, which may have arrived afterwards.
        408 => true,
        // Refused, or redirected before it was carried out.
        301 | 307 | 308 | 400..=499 | 501 | 505 => false,
        // Redirected after it was carried out, or a failure at any point.
        _ => true,
    }
}

/// Returns what to do next, for statuses whose messages rarely say it.
fn hint(
    status: StatusCode,
    headers: &HeaderMap,
    wait: Option<Duration>,
    auth: &Auth,
) -> Option<String> {
    let is_statuspage = matches!(auth, Auth::ApiKey(_));
    let text = match status.as_u16() {
        300..=399 => {
            let target = headers.get(LOCATION)?.to_str().ok()?;
            // The query is omitted: it may contain secrets, and is not needed here.
            let target = auth.redact(target);
            let target = target.split(['?', '#']).next().unwrap_or_default();
            let target = one_line(target, auth);
            return Some(format!(
                "the redirect to {target} was not followed: check the base URL"
            ));
        }
        401 if is_statuspage => "check the API key",
        401 => "check the credentials",
        403 if is_statuspage => {
            "check the permissions of the API key, and that the service knows every field that was sent"
        }
        403 => "check the permissions that the credentials have",
        404 if is_statuspage => "check the ids, and that the API key has access to the page",
        420 | 429 => match wait {
            Some(wait) => return Some(format!("wait {} s and try again", wait.as_secs())),
            None if is_statuspage => "wait a minute and try again",
            None => "wait and try again",
        },
        500..=599 => "try again later; the request may have been carried out",
        _ => return None,
    };
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use reqwest::{
        StatusCode,
        header::{HeaderMap, HeaderValue, LOCATION, RETRY_AFTER},
    };

    use super::Error;
    use crate::ApiKey;

    fn error(status: u16, headers: &HeaderMap, body: &str) -> Error {
        let status = StatusCode::from_u16(status).unwrap();
        Error::from_status(
            status,
            headers,
            Ok(body.to_owned().into()),
            &ApiKey::new("test").unwrap().into(),
        )
    }

    #[test]
    fn display_shows_status_messages_and_hint() {
        let none = HeaderMap::new();
        for (status, body, line) in [
            (
                422,
                r#"{"error":["Name can't be blank","x"]}"#,
                "422 Unprocessable Entity: Name can't be blank; x",
            ),
            (
                401,
                r#"{"error":"Could not authenticate"}"#,
                "401 Unauthorized: Could not authenticate (check the API key)",
            ),
            (400, "a\n b", "400 Bad Request: a b"),
            (409, "", "409 Conflict"),
            (420, "", "420 (wait a minute and try again)"),
            (
                599,
                "<title>Down</title>",
                "599: Down (try again later; the request may have been carried out)",
            ),
        ] {
            assert_eq!(error(status, &none, body).to_string(), line);
        }
    }

    #[test]
    fn the_hint_uses_the_headers() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        headers.insert(
            LOCATION,
            HeaderValue::from_static("https://b.example/x?token=1#y"),
        );
        let limited = error(429, &headers, "");
        assert_eq!(
            limited.to_string(),
            "429 Too Many Requests (wait 7 s and try again)"
        );
        assert_eq!(limited.retry_after().unwrap().as_secs(), 7);
        assert_eq!(
            error(302, &headers, "").to_string(),
            "302 Found (the redirect to https://b.example/x was not followed: check the base URL)"
        );
        assert_eq!(
            error(304, &HeaderMap::new(), "").to_string(),
            "304 Not Modified"
        );
    }
}
