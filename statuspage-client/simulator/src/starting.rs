//! Starts a simulator with its self.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use serde_json::json;
use tokio::net::TcpListener;

use crate::arrivals::Arrivals;
use crate::builder::SimulatorBuilder;
use crate::http::hosts::Hosts;
use crate::http::server::{Shared, serve};
use crate::http::shutdown::Shutdown;
use crate::resource::Table;
use crate::simulator::Simulator;
use crate::state::State;
use crate::state::ids::new_key;
use crate::{control, routes};

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

impl SimulatorBuilder {
    /// Starts the simulator. It must be called within a Tokio runtime that has I/O and time enabled.
    ///
    /// # Errors
    ///
    /// If the address cannot be bound, usually because another program listens on the port, or if the key or the
    /// page id cannot be sent: both are printable ASCII without spaces, and a page id has no `/`.
    pub async fn start(self) -> io::Result<Simulator> {
        let is_sendable = |text: &String| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && byte != b'/')
        };
        let given = [&self.api_key, &self.page_id];
        if !given.into_iter().flatten().all(is_sendable) {
            let message =
                "the key and the page id must be printable ASCII without spaces and slashes";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let host = self.host.unwrap_or(LOOPBACK);
        let listener = TcpListener::bind((host, self.port)).await;
        let listener = listener.map_err(|error| {
            let address = SocketAddr::new(host, self.port);
            let message = format!(
                "cannot listen on {address}: {error}; if the port is taken, try another one"
            );
            io::Error::new(error.kind(), message)
        })?;
        let address = reachable(listener.local_addr()?);
        let origin = format!("http://{address}");
        let state = State::new(self.page_id.as_deref());
        let first = |table: Table| {
            state.tables[table]
                .first()
                .map(|object| object["id"].clone())
        };
        let (sender, shutdown) = Shutdown::new();
        let key = self.api_key.unwrap_or_else(new_key);
        let about = json!({
            "url": format!("{origin}{}", routes::BASE_PATH),
            "control_url": format!("{origin}{}", control::BASE_PATH),
            "api_key": key,
            "page_id": state.page_id,
            "organization_id": state.organization_id,
            "metrics_provider_id": first(Table::MetricsProviders),
            "metric_id": first(Table::Metrics),
            "subscriber_id": first(Table::Subscribers),
        });
        let shared = Arc::new(Shared {
            key,
            about,
            page_id: self.page_id,
            rate_limit: self.rate_limit.clone(),
            state: Mutex::new(state),
            arrivals: Mutex::new(Arrivals::new(self.rate_limit)),
            shutdown,
            hosts: Hosts::new(address, self.allowed_hosts),
        });
        Ok(Simulator {
            serving: serve(listener, &shared),
            shared,
            _shutdown: sender,
        })
    }
}

/// Returns an address at which this machine reaches a listener: a listener on all addresses has none of
/// its own.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => LOOPBACK,
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(ip, address.port())
}
