//! Scheme, host and base path of Swagger 2.0, put together to a base URL.

use super::super::node::Node;
use crate::diagnostic::Rule;
use crate::value::Value;

/// The schemes that the client supports, the preferred one first.
const SUPPORTED: [&str; 2] = ["https", "http"];

/// The base URL; `None` without a host, or where what is written makes none, which is reported.
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

/// The scheme to use: a listed one, or else the host's own.
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
        root.warn_at("schemes", Rule::WrongKind, message, help);
    }
    taken
}

/// The schemes as written. One alone may stand without its list.
fn schemes<'a>(root: &Node<'a>) -> Vec<&'a str> {
    let Some(alone) = root.peek("schemes").and_then(Value::scalar) else {
        return root.texts("schemes");
    };
    let message = format!("expected a list, found `{alone}`; using it as the only item");
    root.warn_at("schemes", Rule::WrongKind, message, "make it a list");
    vec![alone]
}

/// The host, and the scheme that is written before it.
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
        root.warn_at("host", Rule::WrongKind, message, help);
    }
    Some((scheme, host))
}

/// The base path, empty where there is none.
fn base_path<'a>(root: &Node<'a>) -> Option<&'a str> {
    let written = root.text("basePath").unwrap_or_default();
    let path = written.trim();
    if !is_plain(path) {
        report_no_url(root, "basePath", written);
        return None;
    }
    Some(path)
}

/// Whether a text has nothing of a template, of a query, of a fragment, of a whole URL or of prose.
fn is_plain(text: &str) -> bool {
    let is_other = |character: char| character.is_whitespace() || "{}[]<>?#".contains(character);
    !text.contains(is_other) && !text.contains("://")
}

fn report_no_url(root: &Node<'_>, key: &str, written: &str) {
    let message =
        format!("`{key}: {written}` does not give a valid URL, so there is no default base URL");
    let help = "correct it, or remove it and set the base URL when you create the client";
    root.warn_at(key, Rule::WrongKind, message, help);
}
