//! The validation of the base URL, including whether secrets may be sent to it unencrypted.

use std::net::IpAddr;

use reqwest::Url;

use super::configuration;
use crate::Result;

/// A validated base URL.
#[derive(Debug)]
pub(super) struct BaseUrl(Url);

impl BaseUrl {
    /// Parses and validates a URL. Errors do not show it, because it may contain a password, or be a key by mistake.
    pub(super) fn parse(text: &str, example: &str) -> Result<Self> {
        let wrong = |what: &str| {
            configuration(format!(
                "the base URL {what}: it should look like {example}"
            ))
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
    pub(super) fn require_encryption(self, secrets: &str, builder: &str) -> Result<Self> {
        if self.0.scheme() == "https" || self.is_loopback() {
            return Ok(self);
        }
        Err(configuration(format!(
            "the base URL starts with http:// and is not on this machine, so the {secrets} would be sent unencrypted: \
             use https://, or call {builder}::allow_unencrypted_http if you trust the network",
        )))
    }

    /// Returns whether the host is this machine: `127.0.0.0/8`, `[::1]`, `localhost` or a name that ends with `.localhost`.
    pub(super) fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default();
        match host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            // The URL parser has converted the host to lower case.
            Err(_) => host.trim_end_matches('.').rsplit('.').next() == Some("localhost"),
        }
    }

    /// Returns the URL without trailing slashes.
    pub(super) fn into_text(self) -> String {
        self.0.as_str().trim_end_matches('/').to_owned()
    }
}
