//! Connections that the simulator can close in the middle of a response, which HTTP libraries do not
//! support.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Closes the connection of a request. The HTTP library then gets an error when it reads or writes,
/// and drops the connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cutter(Arc<AtomicU8>);

/// The states of a connection, in their order.
const OPEN: u8 = 0;
const CUT_WHEN_FLUSHED: u8 = 1;
const CUT: u8 = 2;

impl Cutter {
    /// Closes the connection: nothing more is sent.
    pub(crate) fn cut(&self) {
        self.0.store(CUT, Ordering::Release);
    }

    /// Closes the connection once everything written so far is sent.
    pub(crate) fn cut_when_flushed(&self) {
        self.0.store(CUT_WHEN_FLUSHED, Ordering::Release);
    }
}

/// Accepts connections that can be cut.
pub(crate) struct CuttableListener(pub(crate) TcpListener);

impl Listener for CuttableListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        let cutter = Cutter::default();
        (Connection { stream, cutter }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Cutter {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        stream.io().cutter.clone()
    }
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    cutter: Cutter,
}

impl Connection {
    /// Returns the stream, or an error if the state is beyond this one.
    fn stream(&mut self, furthest: u8) -> io::Result<Pin<&mut TcpStream>> {
        if self.cutter.0.load(Ordering::Acquire) > furthest {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        Ok(Pin::new(&mut self.stream))
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream(CUT_WHEN_FLUSHED)?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream(CUT_WHEN_FLUSHED)?.poll_write(context, bytes)
    }

    /// The HTTP library calls this once it has written everything it had.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream(OPEN)?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream(CUT_WHEN_FLUSHED)?.poll_shutdown(context)
    }
}
