//! Connections that the simulator can cut, which HTTP libraries give no way to do.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Whoever handles a request cuts its connection with this. The HTTP library meets an error then
/// when it reads or writes, gives the connection up, and so closes it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Arc<AtomicU8>);

/// The states of a line, each further than the one before.
const OPEN: u8 = 0;
const CUT_WHEN_FLUSHED: u8 = 1;
const CUT: u8 = 2;

impl Line {
    /// Nothing more is sent.
    pub(crate) fn cut(&self) {
        self.0.store(CUT, Ordering::Release);
    }

    /// Nothing more is sent than what is written so far.
    pub(crate) fn cut_when_flushed(&self) {
        self.0.store(CUT_WHEN_FLUSHED, Ordering::Release);
    }
}

/// Takes connections, and gives each a line.
pub(crate) struct Listening(pub(crate) TcpListener);

impl Listener for Listening {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        let line = Line::default();
        (Connection { stream, line }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Listening>> for Line {
    fn connect_info(stream: IncomingStream<'_, Listening>) -> Self {
        stream.io().line.clone()
    }
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    line: Line,
}

impl Connection {
    /// The stream, unless the line is further than this state.
    fn stream(&mut self, furthest: u8) -> io::Result<Pin<&mut TcpStream>> {
        if self.line.0.load(Ordering::Acquire) > furthest {
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

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream(CUT_WHEN_FLUSHED)?
            .poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// The HTTP library calls this when it has written everything that it had.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream(OPEN)?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream(CUT_WHEN_FLUSHED)?.poll_shutdown(context)
    }
}
