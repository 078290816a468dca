//! The vendor's page -> the `OpenAPI` document in it.
//!
//! `ReDoc` renders a page on the server, and leaves its state in a script element: `const __redoc_state = {…};`. The document is
//! `spec.data` of that object.

use anyhow::{Context, Result, bail};
use serde_json::{Deserializer, Value};
use statuspage_codegen_core::Source;

const STATE: &str = "__redoc_state";

/// Returns the document: from a page, or the text itself if it is not HTML.
pub(super) fn document(name: &str, bytes: Vec<u8>) -> Result<Source> {
    let text = String::from_utf8_lossy(&bytes);
    if !text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
    {
        return Ok(Source::from_bytes(name, bytes));
    }
    let Some(value) = state(&text) else {
        bail!(
            "{name} is an HTML page without `{STATE}`, perhaps to log in or an error page: open it in a browser, and name the \
             saved page with --from"
        );
    };
    let state = Deserializer::from_str(value).into_iter::<Value>().next();
    let state = state.with_context(|| format!("{name}: `{STATE}` has no value"))?;
    let mut state = state.with_context(|| {
        format!(
            "{name}: the value of `{STATE}` is not valid JSON; check whether the page is complete"
        )
    })?;
    let data = state.pointer_mut("/spec/data").map(Value::take);
    let data = data.filter(Value::is_object).with_context(|| {
        format!("{name}: `{STATE}` has no document at `spec.data`: ReDoc may write its pages differently now")
    })?;
    Ok(Source::new(name, data.to_string()))
}

/// Returns the text from the value that is assigned to the variable. The page also mentions the variable where it is used.
fn state(page: &str) -> Option<&str> {
    let mut mentions = page
        .match_indices(STATE)
        .map(|(at, _)| &page[at + STATE.len()..]);
    let value = mentions.find_map(|rest| rest.trim_start().strip_prefix('='))?;
    Some(value.trim_start())
}
