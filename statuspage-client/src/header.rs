//! Validates headers that a caller sets: names that only the client sets, and values that are not valid in HTTP.

use reqwest::header::{HeaderName, HeaderValue};

/// Converts a header, or returns the reason why it cannot be set. The reason does not show the value, which may be a secret.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "not a valid header name")?;
    match name.as_str() {
        "authorization" => return Err("the client sets it from the API key: do not set it"),
        "content-length" | "content-type" => {
            return Err("the client sets it from the body: do not set it");
        }
        "connection" | "expect" | "host" | "keep-alive" | "proxy-connection" | "te" | "trailer"
        | "transfer-encoding" | "upgrade" => {
            return Err("the client sets it for the connection: do not set it");
        }
        _ => {}
    }
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(
        |_| "the value contains a line break or another control character, which is not valid in a header",
    )?;
    Ok((name, value))
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn headers_that_the_client_sets_are_rejected() {
        for name in [
            "Authorization",
            "CONNECTION",
            "Content-Length",
            "content-type",
            "Expect",
            "Host",
            "Keep-Alive",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
        ] {
            let reason = header(name, "1").unwrap_err();
            assert!(reason.starts_with("the client sets it"), "{name}: {reason}");
        }
    }

    #[test]
    fn invalid_names_and_values_are_rejected() {
        for name in ["", "a b", "a:", "é"] {
            assert_eq!(header(name, "1"), Err("not a valid header name"), "{name}");
        }
        for value in ["a\r\nb: c", "\0", "\u{7f}"] {
            assert!(
                header("a", value)
                    .unwrap_err()
                    .contains("control character")
            );
        }
    }

    #[test]
    fn other_headers_are_accepted() {
        let (name, value) = header("X-Trace", "é").unwrap();
        assert_eq!(
            (name.as_str(), value.as_bytes()),
            ("x-trace", "é".as_bytes())
        );
        assert!(header("Accept", "text/html").is_ok());
    }
}
