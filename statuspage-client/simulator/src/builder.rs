//! The settings of a simulator before it starts.

use std::io;
use std::net::IpAddr;
use std::sync::mpsc;
use std::thread;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimulatorBuilder {
    pub(crate) host: Option<IpAddr>,
    pub(crate) port: u16,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) api_key: Option<String>,
    pub(crate) page_id: Option<String>,
}

impl SimulatorBuilder {
    /// The address to listen on; 127.0.0.1 without this.
    ///
    /// Any other address than a loopback one lets other machines in. They need the key, but not for the
    /// [control paths](crate#control-over-http), where they need an accepted `Host`. With 0.0.0.0 or `::`,
    /// all addresses of this machine, [`Simulator::url`] has the loopback address.
    #[must_use]
    pub fn host(mut self, host: impl Into<IpAddr>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// The port; 0, the default, lets the system pick one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The key. Without this each simulator has its own.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// The id of the page.
    #[must_use]
    pub fn page_id(mut self, id: impl Into<String>) -> Self {
        self.page_id = Some(id.into());
        self
    }

    /// The rate limit. Without this there is none.
    #[must_use]
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// Accepts this `Host` header, such as `status.test:8080`, at the
    /// [control paths](crate#control-over-http) too: for a proxy or a tunnel in front of the simulator.
    #[must_use]
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.allowed_hosts.push(host.into());
        self
    }

    /// Starts the simulator on a thread of its own, for tests without async. It works within a Tokio
    /// runtime too.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Self::start), or if the thread cannot be started.
    pub fn start_blocking(self) -> io::Result<Simulator> {
        let (sender, receiver) = mpsc::channel();
        let serve = move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let runtime = match runtime {
                Ok(runtime) => runtime,
                Err(error) => return drop(sender.send(Err(error))),
            };
            runtime.block_on(async move {
                let started = self.start().await;
                let shutdown = started.as_ref().ok().map(Simulator::shutdown);
                // A caller that is gone drops the simulator, which ends the wait.
                drop(sender.send(started));
                if let Some(shutdown) = shutdown {
                    shutdown.closed().await;
                }
            });
        };
        thread::Builder::new().spawn(serve)?;
        let gone = |_| io::Error::other("the thread of the simulator ended before it started");
        receiver.recv().map_err(gone)?
    }
}
