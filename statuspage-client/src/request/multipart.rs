//! The encoding `multipart/form-data` (RFC 7578), for forms with files.

use super::body::Part;

/// Encodes a form, and returns the content type with its boundary, and the body.
pub(super) fn encode(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for part in parts {
        let name = quotable(&part.name);
        let disposition = format!("Content-Disposition: form-data; name=\"{name}\"");
        let file_name = part.file_name.as_deref().map(quotable);
        let file_name = file_name.map(|name| format!("; filename=\"{name}\""));
        let media_type = part.media_type.as_ref();
        let media_type = media_type.map(|found| format!("\r\nContent-Type: {found}"));
        let head = [
            format!("--{boundary}\r\n{disposition}"),
            file_name.unwrap_or_default(),
            media_type.unwrap_or_default(),
            "\r\n\r\n".to_owned(),
        ];
        body.extend_from_slice(head.concat().as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// Returns the first of a series of boundaries that does not occur in any part. It is always the same for the same parts, so that
/// tests can compare bodies.
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

/// Escapes a name for use in double quotes, as browsers do.
fn quotable(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::super::FilePart;
    use super::{Part, encode};

    fn file(name: &str, file: impl Into<FilePart>) -> Part {
        Part::file(name, &file.into()).unwrap()
    }

    #[test]
    fn a_form_is_encoded_byte_for_byte() {
        let named = FilePart::new("é").file_name("a \"b\"\r\n/ü.png");
        let parts = [
            Part::field("a[\"b\"]\r\n", "é\r\n1"),
            Part::json("c", "{}"),
            file("up", b"\x00\xff"),
            file("up", named.content_type("image/png; x=\"y\"")),
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
            Content-Disposition: form-data; name=\"c\"\r\n\
            Content-Type: application/json\r\n\r\n\
            {}\r\n\
            --statuspage-client-0-boundary\r\n\
            Content-Disposition: form-data; name=\"up\"; filename=\"up\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\
            \x00\xff\r\n\
            --statuspage-client-0-boundary\r\n\
            Content-Disposition: form-data; name=\"up\"; filename=\"a %22b%22%0D%0A/\xc3\xbc.png\"\r\n\
            Content-Type: image/png; x=\"y\"\r\n\r\n\
            \xc3\xa9\r\n\
            --statuspage-client-0-boundary--\r\n";
        assert_eq!(body, expected);
    }

    #[test]
    fn the_boundary_does_not_occur_in_any_part() {
        let parts = [
            Part::field("a", "x--statuspage-client-1-boundary"),
            file("b", "statuspage-client-0-boundary--"),
        ];
        let (content_type, _) = encode(&parts);
        assert!(
            content_type.ends_with("=statuspage-client-2-boundary"),
            "{content_type}"
        );
    }

    #[test]
    fn invalid_content_types_are_rejected() {
        for wrong in ["png", "", "image/png\r\nX: y", "image/\u{e9}"] {
            let refused = Part::file("a", &FilePart::new("x").content_type(wrong)).is_err();
            assert!(refused, "{wrong}");
        }
    }
}
