//! Lists of media types: `consumes` and `produces`.

use super::super::{MediaTypes, node::Node};

/// The document's lists, for operations that have none of their own.
pub(super) struct Defaults<'a> {
    pub(super) consumes: MediaTypes<'a>,
    pub(super) produces: MediaTypes<'a>,
}

impl<'a> Defaults<'a> {
    pub(super) fn of(root: &Node<'a>) -> Self {
        let types = |key| types(root, key).unwrap_or_default();
        Self {
            consumes: types("consumes"),
            produces: types("produces"),
        }
    }
}

/// What the list under a key has; `None` when there is none.
pub(super) fn types<'a>(owner: &Node<'a>, key: &str) -> Option<MediaTypes<'a>> {
    owner.peek(key)?;
    let mut types = MediaTypes::default();
    for text in owner.texts(key) {
        if is_media_type(text) {
            add(text.trim(), &mut types);
        }
    }
    Some(types)
}

fn add<'a>(text: &'a str, types: &mut MediaTypes<'a>) {
    types.first.get_or_insert(text);
    let (essence, _) = text.split_once(';').unwrap_or((text, ""));
    match essence.trim_end().to_ascii_lowercase().as_str() {
        "application/json" => types.json = Some("application/json"),
        "application/*" | "*/*" => {
            types.json = Some("application/json");
            types.raw.get_or_insert(text);
        }
        "text/json" => _ = types.json.get_or_insert(text),
        other if other.ends_with("+json") => _ = types.json.get_or_insert(text),
        "multipart/form-data" => types.has_multipart = true,
        "application/x-www-form-urlencoded" => types.has_urlencoded = true,
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

/// Whether a text can stand in a header as a media type.
fn is_media_type(text: &str) -> bool {
    text.contains('/') && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
