//! Documentation of a client that the generated code declares, and of its builder.

use proc_macro2::TokenStream;

use super::text::{self, code, paragraphs};
use super::{line, lines};
use crate::api::{Api, Credential, SecurityScheme};

/// The type of the client.
pub(in crate::emit) fn client(api: &Api) -> TokenStream {
    let title = api.title.as_deref().map(text::words).unwrap_or_default();
    line(&match &*title {
        "" => "A client of the API. Clones share connections and rate limit.".to_owned(),
        title => format!("A client of {title}. Clones share connections and rate limit."),
    })
}

/// The function of the builder that sets a credential.
pub(in crate::emit) fn security_scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = code(&scheme.name);
    let sent = match &scheme.credential {
        Credential::Header(header) if header.eq_ignore_ascii_case("authorization") => {
            format!("Sets the credential {name}: the whole value of the header `Authorization`.")
        }
        Credential::Header(header) => {
            format!(
                "Sets the credential {name}: the value of the header {}.",
                code(header)
            )
        }
        Credential::Query(parameter) => {
            let parameter = code(parameter);
            format!("Sets the credential {name}: the value of the query parameter {parameter}.")
        }
        Credential::Cookie(cookie) => {
            format!(
                "Sets the credential {name}: the value of the cookie {}.",
                code(cookie)
            )
        }
        Credential::Bearer => {
            format!("Sets the credential {name}: a token that is sent as `Authorization: Bearer`.")
        }
        Credential::Basic => {
            format!(
                "Sets the credential {name}: a user name and a password (HTTP basic authentication)."
            )
        }
    };
    let description = scheme.description.as_deref().map(paragraphs);
    let all: Vec<_> = [sent]
        .into_iter()
        .chain(description.unwrap_or_default())
        .collect();
    lines(&all)
}

/// The function of the builder that sets the credentials of an API whose description has no security schemes.
pub(in crate::emit) fn authorization() -> TokenStream {
    line(
        "Sets the whole value of the header `Authorization`, such as `Bearer TOKEN`. The description does not say how requests \
         are authenticated.",
    )
}
