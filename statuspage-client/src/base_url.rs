//! The base URL: its validation, including whether secrets may be sent to it unencrypted, and the URLs below it.

use std::{fmt, net::IpAddr};

use reqwest::Url;

use crate::{Error, ErrorKind, Result};

/// A validated base URL. It is shown without trailing slashes.
pub(crate) struct BaseUrl(Url);

impl BaseUrl {
    /// Parses and validates a URL. Errors do not show it, because it may contain a password, or be a key by mistake.
    pub(crate) fn parse(text: &str, example: &str) -> Result<Self> {
        let wrong = |what: &str| {
            let detail = format!("the base URL {what}: it should look like {example}");
            Error::new(ErrorKind::Configuration, detail)
        };
        let url = Url::parse(text).map_err(|error| wrong(&format!("is not a URL ({error})")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("starts with neither http:// nor https://"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("contains a user name or a password"));
        }
        if url.query().is_some() {
            return Err(wrong("has a query"));
        }
        if url.fragment().is_some() {
            return Err(wrong("has a fragment"));
        }
        Ok(Self(url))
    }

    /// Rejects a URL to which secrets would be sent unencrypted over a network.
    pub(crate) fn require_encryption(self, secrets: &str, builder: &str) -> Result<Self> {
        if self.0.scheme() == "https" || self.is_loopback() {
            return Ok(self);
        }
        let detail = format!(
            "the base URL starts with http:// and is not on this machine, so the {secrets} would be sent unencrypted: \
             use https://, or call {builder}::allow_unencrypted_http if you trust the network",
        );
        Err(Error::new(ErrorKind::Configuration, detail))
    }

    /// Returns whether the host is this machine: `127.0.0.0/8`, `[::1]`, `localhost` or a name that ends with `.localhost`.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default();
        match host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            // The URL parser has converted the host to lower case.
            Err(_) => host.trim_end_matches('.').rsplit('.').next() == Some("localhost"),
        }
    }

    /// Returns the URL of a path below this URL. The path begins with a slash, and may contain a query.
    ///
    /// Only the path and the query are parsed, so they cannot change the host, and the host is not parsed again for each request.
    pub(crate) fn join(&self, path: &str, query: &str) -> Url {
        let mut url = self.0.clone();
        let (path, _fragment) = path.split_once('#').unwrap_or((path, ""));
        let (path, fixed) = match path.split_once('?') {
            Some((path, fixed)) => (path, Some(fixed)),
            None => (path, None),
        };
        match self.0.path().trim_end_matches('/') {
            "" => url.set_path(path),
            base => url.set_path(&[base, path].concat()),
        }
        match (fixed, query) {
            (None, "") => {}
            (Some(query), "") | (None, query) => url.set_query(Some(query)),
            (Some(fixed), query) => url.set_query(Some(&[fixed, query].join("&"))),
        }
        url
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}
