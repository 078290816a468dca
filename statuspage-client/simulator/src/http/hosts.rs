//! Which `Host` headers the control paths accept.
//!
//! The control takes no key. Without this check, a web page could reach it from a browser on this
//! machine by a host name that resolves to 127.0.0.1 (DNS rebinding).

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;

use crate::http::reply::Reply;

/// The accepted hosts: loopback names and addresses with the simulator's port, and those that were
/// added.
#[derive(Debug)]
pub(crate) struct Hosts {
    port: u16,
    added: Vec<String>,
}

impl Hosts {
    pub(crate) fn new(port: u16, added: Vec<String>) -> Self {
        Self { port, added }
    }

    /// Returns 403 unless there is exactly one `Host`, and it is accepted.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Reply> {
        let mut given = headers.get_all(HOST).iter();
        let host = given.next().and_then(|host| host.to_str().ok());
        let host = host.unwrap_or_default();
        let is_added = || self.added.iter().any(|one| one.eq_ignore_ascii_case(host));
        if given.next().is_none() && (self.is_loopback(host) || is_added()) {
            return Ok(());
        }
        let port = self.port;
        let message = format!(
            "The simulator does not accept the Host `{host}` for its control paths. \
             Use 127.0.0.1:{port} or localhost:{port}, or allow that host with --allow-host"
        );
        Err(Reply::forbidden(&message))
    }

    fn is_loopback(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = name.eq_ignore_ascii_case("localhost")
            || address
                .parse()
                .is_ok_and(|address: IpAddr| address.is_loopback());
        is_loopback && authority.port_u16().unwrap_or(80) == self.port
    }
}
