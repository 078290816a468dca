//! Keys that the format does not have: most are misspelt, or of another version, and what they say would be missed.

use super::node::Node;
use crate::diagnostic::Rule;
use crate::value::Value;

/// Warns of unknown keys of a node.
pub(super) fn report(node: &Node<'_>, what: &str, is_known: impl Fn(&str) -> bool) {
    let Value::Mapping(entries) = node.value else {
        return;
    };
    for (key, _) in entries {
        // Merge keys are reported separately.
        if key.starts_with("x-") || key == "<<" || is_known(key) {
            continue;
        }
        let message = format!("`{key}` is not a key of {what}: it is ignored");
        let help = "check the spelling, or remove it; keys of your own begin with `x-`";
        node.at(key).warn(Rule::UnknownKey, message, help);
    }
}
