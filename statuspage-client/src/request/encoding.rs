//! Percent-encoding for paths, queries and forms.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_encode};

/// All characters except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(super) fn encoded(text: &[u8]) -> PercentEncode<'_> {
    percent_encode(text, RESERVED)
}

/// Appends an encoded `name=value`, after an `&` if there are other pairs.
pub(crate) fn push_pair(pairs: &mut String, name: &str, value: &[u8]) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    pairs.extend(encoded(name.as_bytes()));
    pairs.push('=');
    pairs.extend(encoded(value));
}
