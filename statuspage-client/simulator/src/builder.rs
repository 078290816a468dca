//! The settings of a simulator before it starts.

use std::io;

use crate::rate_limit::RateLimit;
use crate::simulator::Simulator;

/// Settings of a simulator, from [`Simulator::builder`].
///
/// ```
/// use statuspage_simulator::{RateLimit, Simulator};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // The limit of the service.
/// let simulator = Simulator::builder().rate_limit(RateLimit::default()).start().await?;
/// # drop(simulator);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct SimulatorBuilder {
    port: u16,
    rate_limit: Option<RateLimit>,
    allowed_hosts: Vec<String>,
}

impl SimulatorBuilder {
    /// The port of 127.0.0.1; 0, the default, lets the system pick one.
    #[must_use]
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// The rate limit. Without this there is none.
    #[must_use]
    pub fn rate_limit(self, limit: RateLimit) -> Self {
        Self {
            rate_limit: Some(limit),
            ..self
        }
    }

    /// Accepts this `Host` header, such as `status.test:8080`, at the
    /// [control paths](crate#control-over-http) too: for a proxy or a tunnel in front of the simulator.
    #[must_use]
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.allowed_hosts.push(host.into());
        self
    }

    /// Starts the simulator. It must be called within a Tokio runtime that has I/O and time enabled.
    ///
    /// # Errors
    ///
    /// If the port cannot be bound, usually because another program listens on it.
    pub async fn start(self) -> io::Result<Simulator> {
        Simulator::start_with(self.port, self.rate_limit, self.allowed_hosts).await
    }
}
