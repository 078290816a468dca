//! Media types, as far as code depends on them.

use super::{MediaTypes, node::Node};

/// The media types of forms.
pub(super) const MULTIPART: &str = "multipart/form-data";
pub(super) const URLENCODED: &str = "application/x-www-form-urlencoded";

/// What the list under a key has; `None` when there is none.
pub(super) fn types<'a>(owner: &Node<'a>, key: &str) -> Option<MediaTypes<'a>> {
    owner.peek(key)?;
    Some(of(owner.texts(key)))
}

/// What a list has.
pub(super) fn of<'a>(listed: impl IntoIterator<Item = &'a str>) -> MediaTypes<'a> {
    let mut types = MediaTypes::default();
    for text in listed {
        if is_media_type(text) {
            add(text.trim(), &mut types);
        }
    }
    types
}

fn add<'a>(text: &'a str, types: &mut MediaTypes<'a>) {
    types.first.get_or_insert(text);
    match essence(text).as_str() {
        "application/json" | "application/*+json" => types.json = Some("application/json"),
        "application/*" | "*/*" => {
            types.json = Some("application/json");
            types.raw.get_or_insert(text);
        }
        json if is_json(json) => _ = types.json.get_or_insert(text),
        MULTIPART => types.has_multipart = true,
        URLENCODED => types.has_urlencoded = true,
        other => {
            if other.starts_with("text/") || other.ends_with("xml") {
                types.text.get_or_insert(text);
            }
            let is_better = |known: &str| known.contains('*') && !text.contains('*');
            if types.raw.is_none_or(is_better) {
                types.raw = Some(text);
            }
        }
    }
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(text: &str) -> String {
    let (essence, _) = text.split_once(';').unwrap_or((text, ""));
    essence.trim().to_ascii_lowercase()
}

/// Whether what has a media type, without its parameters, can be JSON.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(
        essence,
        "application/json" | "application/*" | "*/*" | "text/json"
    ) || essence.ends_with("+json")
}

/// Whether a text can be sent in a header as a media type.
fn is_media_type(text: &str) -> bool {
    text.contains('/') && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
