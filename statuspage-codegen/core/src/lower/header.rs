//! Header parameters: which of them a request can have.

use super::context::Context;
use crate::diagnostic::Rule;
use crate::document::Parameter;

/// Headers that the client or the HTTP library sets.
const OWN: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// Returns whether a header can be set; reports one that cannot.
pub(super) fn is_sent(parameter: &Parameter<'_>, context: &Context<'_>) -> bool {
    let diagnostics = context.diagnostics;
    let name = parameter.name;
    if is_own(name) {
        let message = format!("the client sets `{name}` itself; the parameter is ignored");
        let help = "remove the parameter";
        diagnostics.warning(Rule::BadParameter, &parameter.pointer, message, help);
        return false;
    }
    let is_name = is_name(name);
    if !is_name {
        let (rule, at) = (Rule::BadParameter, &parameter.pointer);
        let message = format!("`{name}` is not a valid header name");
        let help = "use letters, digits and dashes, without spaces or a colon";
        if parameter.required {
            diagnostics.error(rule, at, message, help);
        } else {
            let message = format!("{message}; the parameter is ignored");
            diagnostics.warning(rule, at, message, help);
        }
    }
    is_name
}

/// Returns whether the client or the HTTP library sets a header.
pub(super) fn is_own(name: &str) -> bool {
    OWN.contains(&&*name.to_ascii_lowercase())
}

/// Returns whether a text can be the name of a header, or of a cookie.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_name_byte)
}

/// RFC 9110, a token.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
