//! The headers that a caller may set: which names are the client's own, and what a header cannot hold.

use reqwest::header::{HeaderName, HeaderValue};

/// The header as the HTTP library has it, or why it cannot be sent. The reason leaves the value out, which may be a secret.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "not a valid header name")?;
    match name.as_str() {
        "authorization" => return Err("the client sets it, from the API key: leave it out"),
        "content-length" | "content-type" => {
            return Err("the client sets it, from the body: leave it out");
        }
        "connection" | "expect" | "host" | "keep-alive" | "proxy-connection" | "te" | "trailer"
        | "transfer-encoding" | "upgrade" => {
            return Err("the client sets it, for the connection: leave it out");
        }
        _ => {}
    }
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(
        |_| "the value has a line break or another control character, which no header may hold",
    )?;
    Ok((name, value))
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn what_the_client_sets_is_refused_in_any_case() {
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
    fn what_no_header_can_be_is_refused() {
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
    fn everything_else_is_passed_on() {
        let (name, value) = header("X-Trace", "é").unwrap();
        assert_eq!(
            (name.as_str(), value.as_bytes()),
            ("x-trace", "é".as_bytes())
        );
        assert!(header("Accept", "text/html").is_ok());
    }
}
