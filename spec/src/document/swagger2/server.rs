//! Scheme, host and base path of Swagger 2.0, put together to a base URL.

use super::super::node::Node;
use crate::diagnostic::{Diagnostics, Rule};

/// The base URL; `None` without a host, or where what is written makes none: then it is told.
pub(super) fn server(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let schemes = schemes(root, diagnostics);
    let base_path = base_path(root, diagnostics);
    let (own_scheme, host) = host(root, diagnostics)?;
    let base_path = base_path?;
    let secure = |scheme: &&str| *scheme == "https";
    let scheme = match schemes
        .iter()
        .copied()
        .find(secure)
        .or(schemes.first().copied())
    {
        Some(scheme) => scheme,
        None => own_scheme.unwrap_or("https"),
    };
    let path = base_path.trim_matches('/');
    let separator = if path.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{host}{separator}{path}"))
}

/// The schemes that this client speaks. One alone may stand without its list.
fn schemes<'a>(root: &Node<'a>, diagnostics: &mut Diagnostics) -> Vec<&'a str> {
    let alone = root.peek("schemes").and_then(|found| found.scalar());
    let listed = root.texts("schemes", diagnostics);
    let all: Vec<&str> = listed.into_iter().chain(alone).collect();
    let is_spoken = |scheme: &&str| matches!(*scheme, "http" | "https");
    let spoken: Vec<&str> = all.iter().copied().filter(is_spoken).collect();
    if spoken.is_empty() && !all.is_empty() {
        let message = format!("`{}` is not spoken here: https is taken", all.join("`, `"));
        let help = "list `https` under `schemes` if the service speaks it";
        let pointer = root.pointer.child("schemes");
        diagnostics.warning(Rule::WrongKind, &pointer, message, help);
    }
    spoken
}

/// The host, and the scheme that is written before it.
fn host<'a>(root: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<(Option<&'a str>, &'a str)> {
    let written = root.text("host", diagnostics)?;
    let host = written.trim().trim_end_matches('/');
    let (scheme, host) = match host.split_once("://") {
        None => (None, host),
        Some((scheme, host)) => (Some(scheme), host),
    };
    if !is_plain(host) || host.starts_with('/') || host.is_empty() {
        tell_no_url(root, "host", written, diagnostics);
        return None;
    }
    if scheme.is_some() {
        let message = format!("a host has no scheme: `{host}` is taken");
        let help = "list the scheme under `schemes`";
        let pointer = root.pointer.child("host");
        diagnostics.warning(Rule::WrongKind, &pointer, message, help);
    }
    Some((scheme, host))
}

/// The base path, empty where there is none.
fn base_path<'a>(root: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let path = root.text("basePath", diagnostics).unwrap_or_default();
    if is_plain(path) && !path.contains("://") {
        return Some(path.trim());
    }
    tell_no_url(root, "basePath", path, diagnostics);
    None
}

/// Whether a text has nothing of a template, of a query or of a fragment.
fn is_plain(text: &str) -> bool {
    !text.contains(['{', '}', '[', ']', '<', '>', '?', '#'])
}

fn tell_no_url(root: &Node<'_>, key: &str, written: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{key}: {written}` makes no URL: no base URL is known");
    let help =
        "write it as it is sent, or leave it out: then whoever uses the client gives the base URL";
    let pointer = root.pointer.child(key);
    diagnostics.warning(Rule::WrongKind, &pointer, message, help);
}
