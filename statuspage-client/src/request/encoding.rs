//! Percent-encoding, the same in a path, a query and a form.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_encode};

/// Everything but the unreserved characters of RFC 3986, which mean the same everywhere.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(super) fn encoded(text: &[u8]) -> PercentEncode<'_> {
    percent_encode(text, RESERVED)
}

/// Adds `name=value`, both encoded, after an `&` if there are pairs already: the form of queries and of forms.
pub(super) fn push_pair(pairs: &mut String, name: &str, value: &[u8]) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    pairs.extend(encoded(name.as_bytes()));
    pairs.push('=');
    pairs.extend(encoded(value));
}
