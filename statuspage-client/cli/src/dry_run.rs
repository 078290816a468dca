//! The request as text, for `--dry-run`.

use statuspage_client::{Operation, Result};
use statuspage_codegen_core::api::Type;

use crate::arguments::Values;

/// Returns the request that a call would send: the first line, the headers without the API key, and the body.
pub(crate) fn request(call: &impl Operation, base_url: &str) -> Result<String> {
    let request = call.request();
    let (method, path, query) = (
        request.method(),
        request.encoded_path()?,
        request.encoded_query(),
    );
    let question_mark = if query.is_empty() { "" } else { "?" };
    let first = format!("{method} {base_url}{path}{question_mark}{query}");
    let media_type = request.content_type();
    let media_type = media_type.map(|media_type| format!("Content-Type: {media_type}"));
    let body = request.body();
    let body = body.map(|body| format!("\n{}", String::from_utf8_lossy(&body)));
    let lines = [
        Some(first),
        Some("Accept: application/json".to_owned()),
        media_type,
        body,
    ];
    Ok(lines
        .into_iter()
        .flatten()
        .map(|line| line + "\n")
        .collect())
}

/// Replaces passwords and keys of other services, so that they do not appear in the log of a job.
pub(crate) fn hide_secrets(values: &mut Values) {
    for (parameter, value) in &mut values.parameters {
        if parameter.ty == Type::Secret && value.is_string() {
            *value = "[secret]".into();
        }
    }
}
