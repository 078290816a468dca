//! Servers of `OpenAPI` 3: the first one is the base URL.

use super::super::node::Node;
use super::super::reader::At;
use crate::diagnostic::Rule;

/// The base URL: that of the first server with a whole URL. Without one, the user sets it.
pub(super) fn server(root: &Node<'_>) -> Option<String> {
    let servers = root.list("servers");
    let servers = servers.iter().filter(|server| server.check());
    let urls: Vec<_> = servers
        .filter_map(|server| Some((server, with_variables(server, server.text("url")?))))
        .collect();
    let is_whole = |url: &str| {
        let is_other = |character: char| character.is_whitespace() || "{}<>?#".contains(character);
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        scheme.is_some_and(|scheme| ["https", "http"].contains(&scheme)) && !url.contains(is_other)
    };
    if let Some((_, url)) = urls.iter().find(|(_, url)| is_whole(url)) {
        return Some(url.trim_end_matches('/').to_owned());
    }
    let (server, url) = urls.first()?;
    let message = format!("`{url}` is not a whole URL, so there is no default base URL");
    let help = "write a whole URL, or set the base URL when you create the client";
    server.at("url").warn(Rule::WrongKind, message, help);
    None
}

/// A URL with the defaults of its variables.
fn with_variables(server: &Node<'_>, url: &str) -> String {
    let mut url = url.trim().to_owned();
    for (name, variable) in server.mapping("variables") {
        if let Some(default) = variable.text("default") {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    url
}

/// Warns of an operation with a server of its own: the client has one base URL.
pub(super) fn report_own(at: &At<'_, '_>) {
    for owner in [at.item, at.node] {
        if owner.is_empty_list("servers") || owner.peek("servers").is_none() {
            continue;
        }
        let message = format!(
            "`{} {}` has its own servers: it is sent to the base URL of the client",
            at.method, at.path
        );
        let help = "send it with a client that has the base URL of this server";
        owner.at("servers").warn(Rule::LeftOut, message, help);
    }
}
