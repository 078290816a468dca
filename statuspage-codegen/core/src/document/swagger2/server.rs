//! The base URL, from the scheme, host and base path of Swagger 2.0.

use super::super::node::Node;
use crate::diagnostic::Rule;
use crate::value::Value;

/// The schemes that the client supports, the preferred one first.
const SUPPORTED: [&str; 2] = ["https", "http"];

/// Returns the base URL; `None` without a host, or if the URL would be invalid, which is reported.
pub(super) fn server(root: &Node<'_>) -> Option<String> {
    let host = host(root);
    let own_scheme = host.and_then(|(scheme, _)| scheme);
    let scheme = scheme(root, own_scheme);
    let base_path = base_path(root);
    let (_, host) = host?;
    let path = base_path?.trim_matches('/');
    let separator = if path.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{host}{separator}{path}"))
}

/// Returns the scheme: a listed one, or else the one before the host.
fn scheme(root: &Node<'_>, own: Option<&str>) -> &'static str {
    let is_same = |supported: &str, written: &str| written.trim().eq_ignore_ascii_case(supported);
    let listed = schemes(root);
    let is_listed = |supported: &&str| listed.iter().any(|written| is_same(supported, written));
    if let Some(scheme) = SUPPORTED.into_iter().find(is_listed) {
        return scheme;
    }
    let own = SUPPORTED
        .into_iter()
        .find(|supported| own.is_some_and(|own| is_same(supported, own)));
    let taken = own.unwrap_or("https");
    if !listed.is_empty() {
        let message = format!(
            "unsupported scheme `{}`: using {taken}",
            listed.join("`, `")
        );
        let help = "list `https` under `schemes` if the service supports it";
        root.at("schemes").warn(Rule::WrongKind, message, help);
    }
    taken
}

/// Returns the schemes as written, as a list or as a single string.
fn schemes<'a>(root: &Node<'a>) -> Vec<&'a str> {
    let Some(alone) = root.peek("schemes").and_then(Value::scalar) else {
        return root.texts("schemes");
    };
    let message = format!("expected a list, found `{alone}`; using it as the only item");
    root.at("schemes")
        .warn(Rule::WrongKind, message, "make it a list");
    vec![alone]
}

/// Returns the host, and the scheme if one is written before it.
fn host<'a>(root: &Node<'a>) -> Option<(Option<&'a str>, &'a str)> {
    let written = root.text("host")?;
    let (scheme, host) = match written.trim().split_once("://") {
        None => (None, written.trim()),
        Some((scheme, host)) => (Some(scheme), host),
    };
    let host = host.trim_end_matches('/');
    if !is_plain(host) || host.starts_with('/') || host.is_empty() {
        report_no_url(root, "host", written);
        return None;
    }
    if scheme.is_some() {
        let message = format!("a host must not contain a scheme; using `{host}`");
        let help = "list the scheme under `schemes`";
        root.at("host").warn(Rule::WrongKind, message, help);
    }
    Some((scheme, host))
}

/// Returns the base path, empty if there is none; `None` if it is invalid.
fn base_path<'a>(root: &Node<'a>) -> Option<&'a str> {
    let written = root.text("basePath").unwrap_or_default();
    let path = written.trim();
    if !is_plain(path) {
        report_no_url(root, "basePath", written);
        return None;
    }
    Some(path)
}

/// Returns whether a text can be part of a base URL: without spaces, placeholders, a query, a fragment or a scheme.
fn is_plain(text: &str) -> bool {
    let is_other = |character: char| character.is_whitespace() || "{}[]<>?#".contains(character);
    !text.contains(is_other) && !text.contains("://")
}

fn report_no_url(root: &Node<'_>, key: &str, written: &str) {
    let message =
        format!("`{key}: {written}` does not give a valid URL, so there is no default base URL");
    let help = "correct it, or remove it and set the base URL when you create the client";
    root.at(key).warn(Rule::WrongKind, message, help);
}
