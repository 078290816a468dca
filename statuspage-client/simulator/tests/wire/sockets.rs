//! Bare connections to a simulator, for what an HTTP client does not show.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use statuspage_simulator::{RecordedRequest, Simulator};

/// When a test gives up: what it waits for will not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The host and port of a simulator.
pub(crate) fn address(simulator: &Simulator) -> String {
    let url = simulator.url();
    let host = url.strip_prefix("http://").unwrap();
    host.strip_suffix("/v1").unwrap().to_owned()
}

/// Sends these very bytes and returns everything that comes back until the connection ends.
pub(crate) async fn exchange(simulator: &Simulator, bytes: &[u8]) -> String {
    rest(send(simulator, bytes)).await
}

/// A request of the public list of metrics providers.
pub(crate) const LIST: &str = "GET /v1/metrics_providers HTTP/1.1\r\nHost: x\r\n\r\n";

/// Sends these bytes on a new connection, and reads nothing of the response.
pub(crate) fn send(simulator: &Simulator, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address(simulator)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

/// Everything that comes until the connection ends.
pub(crate) async fn rest(mut stream: TcpStream) -> String {
    let read = move || {
        let mut rest = String::new();
        stream.read_to_string(&mut rest).unwrap();
        rest
    };
    tokio::task::spawn_blocking(read).await.unwrap()
}

/// Waits until the record of the first request says this.
pub(crate) async fn until(simulator: &Simulator, is_so: impl Fn(&RecordedRequest) -> bool) {
    let waiting = simulator.wait_until(|requests| requests.first().is_some_and(&is_so));
    tokio::time::timeout(PATIENCE, waiting).await.unwrap();
}
