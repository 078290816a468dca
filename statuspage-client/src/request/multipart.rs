//! The encoding `multipart/form-data` (RFC 7578), for forms with files.

use super::body::Part;

/// The content type with its boundary, and the body.
pub(super) fn encode(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for part in parts {
        let name = quotable(&part.name);
        let head = if part.is_file {
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
        } else {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n")
        };
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// The first of a series that occurs in no part: always the same for the same parts, so that a test or a recording can
/// compare bodies.
fn boundary(parts: &[Part]) -> String {
    let mut counter = 0_u64;
    loop {
        let boundary = format!("statuspage-client-{counter}-boundary");
        let occurs = |part: &Part| {
            let mut windows = part.content.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        };
        if !parts.iter().any(occurs) {
            return boundary;
        }
        counter += 1;
    }
}

/// A name for between double quotes, escaped as browsers do.
fn quotable(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::{Part, encode};

    #[test]
    fn a_body_byte_for_byte() {
        let parts = [
            Part::field("a[\"b\"]\r\n", "é\r\n1"),
            Part::file("up", b"\x00\xff"),
        ];
        let (content_type, body) = encode(&parts);
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=statuspage-client-0-boundary"
        );
        let expected = b"--statuspage-client-0-boundary\r\n\
            Content-Disposition: form-data; name=\"a[%22b%22]%0D%0A\"\r\n\r\n\
            \xc3\xa9\r\n1\r\n\
            --statuspage-client-0-boundary\r\n\
            Content-Disposition: form-data; name=\"up\"; filename=\"up\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\
            \x00\xff\r\n\
            --statuspage-client-0-boundary--\r\n";
        assert_eq!(body, expected);
    }

    #[test]
    fn the_boundary_is_in_no_part() {
        let parts = [
            Part::field("a", "x--statuspage-client-1-boundary"),
            Part::file("b", b"statuspage-client-0-boundary--"),
        ];
        let (content_type, _) = encode(&parts);
        assert!(
            content_type.ends_with("=statuspage-client-2-boundary"),
            "{content_type}"
        );
    }
}
