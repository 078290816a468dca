//! Which `Host` headers the control paths accept.
//!
//! The control takes no key. Without this check, a web page could reach it from a browser on this
//! machine by a host name that resolves to 127.0.0.1 (DNS rebinding).

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;

use crate::http::reply::Reply;

/// The accepted hosts: loopback names and addresses and the simulator's own address, with its port, and
/// those that were added.
#[derive(Debug)]
pub(crate) struct Hosts {
    address: SocketAddr,
    added: Vec<String>,
}

impl Hosts {
    pub(crate) fn new(address: SocketAddr, added: Vec<String>) -> Self {
        Self { address, added }
    }

    /// Returns 403 unless there is exactly one `Host`, and it is accepted.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Reply> {
        let mut given = headers.get_all(HOST).iter();
        let host = given.next().and_then(|host| host.to_str().ok());
        let host = host.unwrap_or_default();
        let is_added = || self.added.iter().any(|one| one.eq_ignore_ascii_case(host));
        if given.next().is_none() && (self.is_own(host) || is_added()) {
            return Ok(());
        }
        let address = self.address;
        let message = format!(
            "The simulator does not accept the Host `{host}` for its control paths. \
             Use {address}, or allow that host with --allow-host"
        );
        Err(Reply::forbidden(&message))
    }

    fn is_own(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        let is_own = |address: IpAddr| address.is_loopback() || address == self.address.ip();
        (name.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(is_own))
            && authority.port_u16().unwrap_or(80) == self.address.port()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::HOST;
    use axum::http::{HeaderMap, HeaderValue};

    use super::Hosts;

    #[test]
    fn the_address_that_it_listens_on_is_accepted_and_no_other_one() {
        for (address, accepted, refused) in [
            (
                "192.0.2.7:80",
                &["192.0.2.7", "192.0.2.7:80", "localhost"][..],
                &["192.0.2.8", "192.0.2.7:81", "192.0.2.7.example"][..],
            ),
            (
                "[2001:db8::7]:8080",
                &["[2001:db8::7]:8080", "127.0.0.1:8080"],
                &["[2001:db8::8]:8080", "[2001:db8::7]", "0.0.0.0:8080"],
            ),
        ] {
            let hosts = Hosts::new(address.parse().unwrap(), Vec::new());
            let check = |host: &&str| {
                let host = (HOST, HeaderValue::from_str(host).unwrap());
                hosts.check(&HeaderMap::from_iter([host])).is_ok()
            };
            assert!(accepted.iter().all(check), "{address}");
            assert!(!refused.iter().any(check), "{address}");
        }
    }
}
