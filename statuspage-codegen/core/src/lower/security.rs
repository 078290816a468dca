//! Security: the functions of the builder that set credentials, and which credentials a request needs.

use super::context::Context;
use super::header;
use crate::api::{Credential, Operation, SecurityScheme};
use crate::diagnostic::Rule;
use crate::document::{self, Document};
use crate::hashed::Map;
use crate::name::{self, Scope};

/// The functions that every builder has.
const OF_BUILDER: &[&str] = &[
    "allow_unencrypted_http",
    "base_url",
    "build",
    "build_blocking",
    "connect_timeout",
    "hook",
    "http_client",
    "max_body_size",
    "new",
    "rate_limit",
    "retry",
    "timeout",
    "user_agent",
];

/// The alternatives, each with the functions that set what it needs.
type Security = Vec<Vec<String>>;

/// The security schemes that the client has, and their functions by name: `None` for one that it does not have.
pub(super) struct Schemes<'a> {
    pub(super) all: Vec<SecurityScheme>,
    setters: Map<&'a str, Option<String>>,
}

/// Lowers the security schemes of a document.
pub(super) fn schemes<'a>(document: &'a Document<'a>, context: &Context<'_>) -> Schemes<'a> {
    let mut scope = Scope::new(OF_BUILDER);
    let mut all = Vec::new();
    let mut setters = Map::default();
    for scheme in &document.security_schemes {
        let credential = scheme.credential.as_ref();
        let credential = credential.filter(|found| is_sent(scheme, found, context));
        let setter = credential.map(|_| scope.claim(&name::snake(scheme.name)));
        setters.insert(scheme.name, setter.clone());
        if let (Some(credential), Some(setter)) = (credential, setter) {
            all.push(SecurityScheme {
                name: scheme.name.to_owned(),
                setter,
                credential: credential.clone(),
                description: scheme.description.map(str::to_owned),
                pointer: scheme.pointer.clone(),
            });
        }
    }
    Schemes { all, setters }
}

/// Returns whether a credential can be sent in its place; reports one that cannot.
fn is_sent(
    scheme: &document::SecurityScheme<'_>,
    credential: &Credential,
    context: &Context<'_>,
) -> bool {
    let (what, name, is_sent) = match credential {
        Credential::Header(name) => {
            let is_own = header::is_own(name) && !name.eq_ignore_ascii_case("authorization");
            ("header", name, !is_own && header::is_name(name))
        }
        Credential::Cookie(name) => ("cookie", name, header::is_name(name)),
        Credential::Query(_) | Credential::Basic | Credential::Bearer => return true,
    };
    if !is_sent {
        let message = format!(
            "the security scheme `{}` is ignored: `{name}` is not the name of a {what} that can be set",
            scheme.name
        );
        let help = "correct its `name`";
        let diagnostics = context.diagnostics;
        diagnostics.warning(Rule::SecurityScheme, &scheme.pointer, message, help);
    }
    is_sent
}

/// Lowers the requirements of the document and its operations, and returns those of the document. An operation without
/// requirements of its own has those of the document; in a document that has none at all, any credentials are sent.
pub(super) fn lower(
    document: &Document<'_>,
    schemes: &Schemes<'_>,
    operations: &mut [Operation],
    context: &Context<'_>,
) -> Option<Security> {
    let lower = |stated: &document::Security<'_>| alternatives(stated, schemes, context);
    let default = document.security.as_ref().and_then(lower);
    let mut stated = Map::default();
    for operation in &document.operations {
        if let Some(security) = &operation.security {
            stated.insert(&operation.pointer, lower(security));
        }
    }
    if schemes.all.is_empty() {
        return None;
    }
    // If only some operations have requirements, the others have none.
    let needs_nothing = document.security.is_none() && !stated.is_empty();
    for operation in operations {
        let own = stated.get(&operation.pointer).cloned();
        let own = own.unwrap_or_else(|| needs_nothing.then(Vec::new));
        operation.security = own.filter(|own| default.as_ref() != Some(own));
    }
    default
}

/// Returns the alternatives without schemes that the client does not have; `None` if there are only such.
fn alternatives(
    stated: &document::Security<'_>,
    schemes: &Schemes<'_>,
    context: &Context<'_>,
) -> Option<Security> {
    let mut all = Vec::new();
    for alternative in stated {
        let mut needed: Vec<String> = Vec::new();
        for (name, pointer) in alternative {
            match schemes.setters.get(name) {
                Some(Some(setter)) if !needed.contains(setter) => needed.push(setter.clone()),
                Some(_) => {}
                None => {
                    let message =
                        format!("the security scheme `{name}` is not declared: it is ignored");
                    let help = "declare it, or correct its name";
                    let diagnostics = context.diagnostics;
                    diagnostics.warning(Rule::SecurityScheme, pointer, message, help);
                }
            }
        }
        // Those that differ only in scopes are the same.
        if !all.contains(&needed) {
            all.push(needed);
        }
    }
    let is_known = all.iter().any(|needed| !needed.is_empty());
    let is_optional = stated.is_empty() || stated.iter().any(Vec::is_empty);
    (is_known || is_optional).then_some(all)
}
