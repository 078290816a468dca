//! Decodes bytes as UTF-8.

use super::Source;
use super::lines::Lines;
use crate::diagnostic::Diagnostic;

impl Source {
    /// Creates a source from the bytes of a file and a name for diagnostics. If they are not valid UTF-8,
    /// [`parse`](Self::parse) returns an error.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Self::new(name, text),
            Err(error) => error,
        };
        let bytes = error.as_bytes();
        let valid = error.utf8_error().valid_up_to();
        let message = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16".to_owned(),
            _ => {
                let byte = bytes.get(valid).copied().unwrap_or_default();
                format!("the byte 0x{byte:02X} is not part of a character")
            }
        };
        // The valid part is decoded without changes, so the place is correct in it.
        let text = String::from_utf8_lossy(bytes).into_owned();
        let place = text.get(..valid).map(|text| Lines::new(text).end());
        let help = "save the file as UTF-8";
        let diagnostic = Diagnostic::syntax(place, "UTF-8", &message, help);
        Self {
            undecoded: Some(Box::new(diagnostic)),
            ..Self::new(name, text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(bytes: &[u8]) -> String {
        let source = Source::from_bytes("a.yaml", bytes.to_vec());
        source.parse().unwrap_err().render_quoted(&source)
    }

    #[test]
    fn what_is_not_utf_8_is_reported_at_its_place() {
        assert_eq!(
            rendered(b"a: 1\nb: \xc3\xa9\xe9\n"),
            "a.yaml:2:5: error[syntax]: not valid UTF-8: the byte 0xE9 is not part of a character\n  |\n2 | b: é\u{fffd}\n  |     ^\n  help: save the file as UTF-8"
        );
        let utf_16 = rendered(b"\xff\xfea\0");
        assert!(
            utf_16.starts_with("a.yaml:1:1: error[syntax]: not valid UTF-8: it is UTF-16\n"),
            "{utf_16}"
        );
        let source = Source::from_bytes("a.yaml", "é: 1".into());
        assert!(source.parse().is_ok());
    }
}
