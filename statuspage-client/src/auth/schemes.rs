//! The credentials of a client for another API: how its security schemes send them, and which of them a request gets.

use std::{borrow::Cow, fmt};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::{
    Url,
    header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue},
};

use super::{encoding::ascii_escaped, redact::redact};
use crate::{Error, ErrorKind, Result, Secret, request::push_pair};

const PLACEHOLDER: &str = "[secret]";

/// What an operation needs: one of several alternatives, each with the names of the credentials that are sent together. One without
/// names allows a request without credentials; without any alternative, no credentials are sent.
pub type Security = &'static [&'static [&'static str]];

/// How a security scheme sends its credential.
#[derive(Clone, Copy, Debug)]
pub enum Scheme {
    /// As the token of `Authorization: Bearer`.
    Bearer,
    /// As a header of this name.
    Header(&'static str),
    /// As a parameter of the query.
    Query(&'static str),
    /// As a cookie.
    Cookie(&'static str),
}

/// What a description says about the clients of its API.
#[derive(Clone, Copy)]
#[must_use]
pub struct Service {
    /// The name of the builder, for messages.
    pub(crate) builder: &'static str,
    pub(crate) base_url: Option<&'static str>,
    pub(crate) user_agent: &'static str,
    /// What an operation needs that does not say so itself. If the description does not say, all credentials that are set are sent.
    security: Option<Security>,
}

impl Service {
    /// Creates a service without a base URL, which does not say what requests need.
    pub const fn new(builder: &'static str, user_agent: &'static str) -> Self {
        Self {
            builder,
            base_url: None,
            user_agent,
            security: None,
        }
    }

    /// Sets the default base URL.
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Sets what an operation needs that does not say so itself.
    pub const fn security(mut self, security: Security) -> Self {
        self.security = Some(security);
        self
    }
}

/// A credential as it was set. Its name is that of its function of the builder.
pub(crate) struct Given {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    One(Scheme, Secret),
    /// A user name and a password, for HTTP basic authentication.
    Basic(String, Secret),
}

/// A validated credential, in the form in which it is sent.
struct Credential {
    name: &'static str,
    part: Part,
}

/// A part of a request.
enum Part {
    Header(HeaderName, HeaderValue),
    /// The encoded `name=value` of a query or of a cookie.
    Query(String),
    Cookie(String),
}

/// The credentials of a client.
pub(crate) struct Schemes {
    service: Service,
    credentials: Vec<Credential>,
    /// The longest first, because one may be the beginning of another.
    secrets: Vec<String>,
}

impl Schemes {
    /// Validates credentials.
    pub(crate) fn new(service: Service, given: Vec<Given>) -> Result<Self> {
        let mut schemes = Self {
            service,
            credentials: Vec::new(),
            secrets: Vec::new(),
        };
        for Given { name, value } in given {
            let part = schemes.part(value).map_err(|reason| {
                let detail = format!("{}::{name}: {reason}", service.builder);
                Error::new(ErrorKind::Configuration, detail)
            })?;
            schemes.credentials.push(Credential { name, part });
        }
        Ok(schemes)
    }

    pub(crate) fn has_credentials(&self) -> bool {
        !self.credentials.is_empty()
    }

    /// Checks that the credentials which a request needs are set.
    pub(crate) fn check(&self, security: Option<Security>) -> Result<()> {
        if self.chosen(security).is_some() {
            return Ok(());
        }
        let alternatives = security.or(self.service.security).unwrap_or_default();
        let setters = alternatives.iter().map(|names| {
            let setters = names.iter();
            let setters = setters.map(|name| format!("{}::{name}", self.service.builder));
            setters.collect::<Vec<_>>().join(" and ")
        });
        let setters = setters.collect::<Vec<_>>().join(", or ");
        let detail =
            format!("credentials are missing, so nothing was sent: set them with {setters}");
        Err(Error::new(ErrorKind::Configuration, detail))
    }

    /// Adds the credentials that a request needs.
    pub(crate) fn authorize(&self, request: &mut reqwest::Request, security: Option<Security>) {
        for credential in self.chosen(security).unwrap_or_default() {
            match &credential.part {
                Part::Header(name, value) => {
                    request.headers_mut().insert(name, value.clone());
                }
                Part::Query(pair) => add_to_query(request.url_mut(), pair),
                Part::Cookie(pair) => add_cookie(request.headers_mut(), pair),
            }
        }
    }

    /// Returns the credentials of the first alternative that has some, all of which are set; none if the request needs none; `None` if
    /// it needs some.
    fn chosen(&self, security: Option<Security>) -> Option<Vec<&Credential>> {
        let Some(alternatives) = security.or(self.service.security) else {
            return Some(self.credentials.iter().collect());
        };
        let found = |name: &&str| self.credentials.iter().find(|one| one.name == *name);
        let complete = alternatives
            .iter()
            .filter_map(|names| names.iter().map(found).collect());
        let nothing = alternatives.is_empty().then(Vec::new);
        complete.min_by_key(Vec::is_empty).or(nothing)
    }

    pub(super) fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut shown = Cow::Borrowed(text);
        for secret in &self.secrets {
            if let Cow::Owned(redacted) = redact(secret, PLACEHOLDER, &shown) {
                shown = Cow::Owned(redacted);
            }
        }
        shown
    }

    /// Converts a credential to its part of a request, and remembers its secrets. The error does not show it.
    fn part(&mut self, value: Value) -> std::result::Result<Part, &'static str> {
        let (scheme, secret) = match value {
            Value::Basic(user, password) => return self.basic(&user, password.expose()),
            Value::One(scheme, secret) => (scheme, secret),
        };
        // Files and variables often end with a line break.
        let text = secret.expose().trim_ascii();
        if text.is_empty() {
            return Err("the credential is empty");
        }
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err("the credential contains a control character or a character outside ASCII");
        }
        self.remember(text.to_owned());
        match scheme {
            Scheme::Bearer => header(AUTHORIZATION, format!("Bearer {text}")),
            Scheme::Header(name) => match HeaderName::from_bytes(name.as_bytes()) {
                Ok(name) => header(name, text.to_owned()),
                Err(_) => Err("the name of the header is not valid"),
            },
            Scheme::Query(name) => {
                let mut pair = String::new();
                push_pair(&mut pair, name, text.as_bytes());
                Ok(Part::Query(pair))
            }
            Scheme::Cookie(_) if text.contains([' ', '"', ',', ';', '\\']) => {
                Err("the credential contains a character that is not valid in a cookie")
            }
            Scheme::Cookie(name) => Ok(Part::Cookie(format!("{name}={text}"))),
        }
    }

    fn basic(&mut self, user: &str, password: &str) -> std::result::Result<Part, &'static str> {
        if user.contains(':') {
            return Err("the user name contains a colon, which is not valid");
        }
        if user.contains(char::is_control) || password.contains(char::is_control) {
            return Err("the user name or the password contains a control character");
        }
        let encoded = BASE64_STANDARD.encode(format!("{user}:{password}"));
        let part = header(AUTHORIZATION, format!("Basic {encoded}"));
        for secret in [password.to_owned(), ascii_escaped(password), encoded] {
            self.remember(secret);
        }
        part
    }

    fn remember(&mut self, secret: String) {
        let is_before = |other: &String| other.len() >= secret.len();
        let index = self.secrets.partition_point(is_before);
        self.secrets.insert(index, secret);
    }
}

fn header(name: HeaderName, value: String) -> std::result::Result<Part, &'static str> {
    let value = HeaderValue::try_from(value);
    let mut value = value.map_err(|_| "the credential is not valid in a header")?;
    value.set_sensitive(true);
    Ok(Part::Header(name, value))
}

fn add_to_query(url: &mut Url, pair: &str) {
    let query = match url.query() {
        Some(query) if !query.is_empty() => format!("{query}&{pair}"),
        _ => pair.to_owned(),
    };
    url.set_query(Some(&query));
}

fn add_cookie(headers: &mut HeaderMap, pair: &str) {
    let others = headers.get(COOKIE).map(HeaderValue::as_bytes);
    let all = [others.unwrap_or_default(), pair.as_bytes()];
    let all = all.into_iter().filter(|cookies| !cookies.is_empty());
    let all = all.collect::<Vec<_>>().join(&b"; "[..]);
    // All parts are valid in a header.
    if let Ok(mut value) = HeaderValue::from_bytes(&all) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
}

/// Shows the names of the credentials.
impl fmt::Debug for Schemes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.credentials.iter().map(|credential| credential.name);
        formatter.debug_list().entries(names).finish()
    }
}
