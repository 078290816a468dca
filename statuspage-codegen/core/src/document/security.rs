//! Security schemes, and the requirements of operations, in the notation that all formats share.

use super::node::Node;
use super::reader::{Format, Reader};
use super::reference::{Wanted, follow};
use crate::api::Credential;
use crate::diagnostic::Rule;
use crate::pointer::Pointer;
use crate::value::Value;

/// A declared way to authenticate.
#[derive(Debug)]
pub(crate) struct SecurityScheme<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    /// `None` for one that the client does not have, which is reported.
    pub(crate) credential: Option<Credential>,
}

/// Alternatives, each with the names of schemes that are needed together.
pub(crate) type Security<'a> = Vec<Vec<(&'a str, Pointer)>>;

const SCHEME: Wanted = Wanted {
    name: "security scheme",
    help: "declare the scheme, or replace the reference with its content",
};

impl<'a> Reader<'a> {
    /// Reads the security schemes of the document.
    pub(super) fn security_schemes(&mut self, format: &dyn Format<'a>) -> Vec<SecurityScheme<'a>> {
        let mut schemes = Vec::new();
        for (name, node) in format.shared(&self.root, "securitySchemes") {
            let (pointer, diagnostics) = (node.pointer.clone(), node.diagnostics);
            if node.value == &Value::Null || !node.check() {
                report(&node, name, "it has no `type`");
                continue;
            }
            let node = follow(node, &mut self.finder, &SCHEME)
                .map_err(|broken| broken.warn(diagnostics, ": the scheme is ignored"))
                .ok();
            schemes.push(SecurityScheme {
                pointer,
                name,
                description: node.as_ref().and_then(|node| node.text("description")),
                credential: node.and_then(|node| credential(name, &node)),
            });
        }
        schemes
    }
}

/// Reads how a scheme sends its credential; `None` if it cannot be sent, which is reported.
fn credential(name: &str, node: &Node<'_>) -> Option<Credential> {
    let text = |key| node.text(key).unwrap_or_default().trim();
    let found = match &*text("type").to_ascii_lowercase() {
        "apikey" => {
            let parameter = text("name");
            match text("in") {
                _ if parameter.is_empty() => Err("it has no `name`".to_owned()),
                "header" => Ok(Credential::Header(parameter.to_owned())),
                "query" => Ok(Credential::Query(parameter.to_owned())),
                "cookie" => Ok(Credential::Cookie(parameter.to_owned())),
                other => Err(format!("`in: {other}` is not header, query or cookie")),
            }
        }
        "basic" => Ok(Credential::Basic),
        "oauth2" | "openidconnect" => Ok(Credential::Bearer),
        "http" => match &*text("scheme").to_ascii_lowercase() {
            "basic" => Ok(Credential::Basic),
            "bearer" => Ok(Credential::Bearer),
            other => {
                let reason = match other {
                    "" => "it has no `scheme`".to_owned(),
                    other => format!("its `scheme: {other}` is not supported"),
                };
                let message = format!(
                    "the security scheme `{name}` is an `Authorization` header as it is given: {reason}"
                );
                let help = "HTTP schemes are basic and bearer; for others, give the client the whole value of the header";
                node.warn(Rule::SecurityScheme, message, help);
                return Some(Credential::Header("Authorization".to_owned()));
            }
        },
        "mutualtls" => Err("give the client its certificate with `http_client`".to_owned()),
        "" => Err("it has no `type`".to_owned()),
        other => Err(format!("its type `{other}` is unknown")),
    };
    found.map_err(|reason| report(node, name, &reason)).ok()
}

fn report(node: &Node<'_>, name: &str, reason: &str) {
    let message = format!("the security scheme `{name}` is ignored: {reason}");
    let help = "types are apiKey, http, oauth2 and openIdConnect, and basic in Swagger 2.0";
    node.warn(Rule::SecurityScheme, message, help);
}

/// Reads the `security` of an operation or of the document; `None` if there is none. Scopes are ignored.
pub(super) fn requirements<'a>(owner: &Node<'a>) -> Option<Security<'a>> {
    let node = owner.get("security")?;
    let items = match node.value {
        Value::Mapping(_) => {
            let message = "expected a list, found a mapping; using it as the only item";
            node.warn(Rule::WrongKind, message, "make it a list");
            vec![node.clone()]
        }
        _ => owner.list("security"),
    };
    let is_stated = node.is_mapping() || owner.is_empty_list("security");
    let alternatives: Vec<_> = items.iter().filter_map(alternative).collect();
    (is_stated || !alternatives.is_empty()).then_some(alternatives)
}

fn alternative<'a>(item: &Node<'a>) -> Option<Vec<(&'a str, Pointer)>> {
    let Some(name) = item.value.scalar() else {
        let schemes = item.entries()?.into_iter();
        return Some(schemes.map(|(name, node)| (name, node.pointer)).collect());
    };
    let message = format!("expected a mapping, found `{name}`; using it as the name of a scheme");
    item.warn(Rule::WrongKind, message, "write `{name: []}`");
    Some(vec![(name, item.pointer.clone())])
}
