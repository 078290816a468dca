//! Response bodies that are slow, incomplete or huge.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::http::connection::Cutter;
use crate::http::shutdown::Shutdown;

/// The maximum number of pieces of a slow body.
const PIECES: usize = 20;

/// A piece of a huge body.
static FILLING: [u8; 64 * 1024] = [b'x'; 64 * 1024];

/// A body that is produced while it is sent, by a task at the other end of the channel.
struct Pieces {
    receiver: Receiver<Bytes>,
    /// How many bytes remain.
    rest: u64,
    /// Whether the length is declared in the headers.
    is_declared: bool,
    cutter: Cutter,
}

impl Pieces {
    /// Returns a body of this length, and the sender of its pieces.
    fn new(length: u64, cutter: &Cutter) -> (Sender<Bytes>, Self) {
        // A capacity of one piece, so that the producer is not faster than the reader.
        let (sender, receiver) = channel(1);
        let body = Self {
            receiver,
            rest: length,
            is_declared: true,
            cutter: cutter.clone(),
        };
        (sender, body)
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.receiver.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(piece)) => {
                self.rest = self.rest.saturating_sub(piece.len() as u64);
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            Poll::Ready(None) if self.rest == 0 => Poll::Ready(None),
            Poll::Ready(None) => {
                // `Pending` makes the library flush what it has, which then closes the connection.
                self.cutter.cut_when_flushed();
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest == 0
    }

    fn size_hint(&self) -> SizeHint {
        if self.is_declared {
            SizeHint::with_exact(self.rest)
        } else {
            SizeHint::default()
        }
    }
}

/// The first half of a body whose whole length is declared. Then the connection is closed.
pub(crate) fn truncated(whole: &Bytes, cutter: &Cutter) -> Body {
    let (sender, body) = Pieces::new(whole.len() as u64, cutter);
    // The channel has a capacity of one.
    let _ = sender.try_send(whole.slice(..whole.len() / 2));
    Body::new(body)
}

/// A body in pieces, with pauses that add up to `total`.
pub(crate) fn slow(whole: Bytes, total: Duration, shutdown: &Shutdown, cutter: &Cutter) -> Body {
    let (sender, body) = Pieces::new(whole.len() as u64, cutter);
    produce(shutdown, async move { drip(&whole, total, &sender).await });
    Body::new(body)
}

/// A JSON string of this many bytes, at least 2.
pub(crate) fn huge(bytes: u64, shutdown: &Shutdown, cutter: &Cutter) -> Body {
    let bytes = bytes.max(2);
    let (sender, mut body) = Pieces::new(bytes, cutter);
    body.is_declared = false;
    produce(shutdown, async move { fill(bytes - 2, &sender).await });
    Body::new(body)
}

/// Produces a body until it is complete, its reader is dropped, or the simulator is dropped.
fn produce(shutdown: &Shutdown, producing: impl Future<Output = Option<()>> + Send + 'static) {
    let closed = shutdown.clone().closed();
    tokio::spawn(async move {
        tokio::select! {
            _ = producing => {}
            () = closed => {}
        }
    });
}

async fn drip(whole: &Bytes, total: Duration, sender: &Sender<Bytes>) -> Option<()> {
    let size = whole.len().div_ceil(PIECES).max(1);
    let count = whole.len().div_ceil(size).max(1);
    let pause = total / u32::try_from(count).ok()?;
    for piece in whole.chunks(size) {
        tokio::time::sleep(pause).await;
        sender.send(whole.slice_ref(piece)).await.ok()?;
    }
    Some(())
}

/// Sends a JSON string of this many letters.
async fn fill(letters: u64, sender: &Sender<Bytes>) -> Option<()> {
    let quote = Bytes::from_static(b"\"");
    sender.send(quote.clone()).await.ok()?;
    let mut rest = letters;
    while rest > 0 {
        let piece = usize::try_from(rest).map_or(FILLING.len(), |rest| rest.min(FILLING.len()));
        let piece = Bytes::from_static(&FILLING[..piece]);
        rest -= piece.len() as u64;
        sender.send(piece).await.ok()?;
    }
    sender.send(quote).await.ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::{Bytes, to_bytes};
    use tokio::sync::mpsc::channel;
    use tokio::time::Instant;

    use super::{drip, huge};
    use crate::http::connection::Cutter;
    use crate::http::shutdown::Shutdown;

    /// When each piece of a slow body of this length came, in milliseconds, and how long it is.
    async fn pieces(length: usize) -> Vec<(u128, usize)> {
        let (sender, mut receiver) = channel(1);
        let whole = Bytes::from(vec![b'x'; length]);
        let start = Instant::now();
        tokio::spawn(async move {
            drip(&whole, Duration::from_secs(2), &sender).await;
        });
        let mut pieces = Vec::new();
        while let Some(piece) = receiver.recv().await {
            pieces.push((start.elapsed().as_millis(), piece.len()));
        }
        pieces
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_body_takes_its_time_in_equal_steps() {
        let twenty: Vec<_> = (1..=20).map(|step| (step * 100, 5)).collect();
        assert_eq!(pieces(100).await, twenty);
        assert_eq!(pieces(2).await, [(1000, 1), (2000, 1)]);
        assert_eq!(pieces(0).await, []);
        let uneven = pieces(31).await;
        assert_eq!(uneven.len(), 16);
        assert_eq!(uneven[14..], [(1875, 2), (2000, 1)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_body_may_exceed_the_range_of_the_clock() {
        let (sender, _receiver) = channel(1);
        let whole = Bytes::from_static(b"x");
        let slow = drip(&whole, Duration::MAX, &sender);
        let hour = Duration::from_secs(3600);
        assert!(tokio::time::timeout(hour, slow).await.is_err());
    }

    #[tokio::test]
    async fn a_huge_body_has_its_size_and_is_json() {
        let (_simulator, shutdown) = Shutdown::new();
        for (asked, given) in [
            (0, 2),
            (2, 2),
            (3, 3),
            (65_538, 65_538),
            (1_000_000, 1_000_000),
        ] {
            let body = to_bytes(huge(asked, &shutdown, &Cutter::default()), usize::MAX)
                .await
                .unwrap();
            assert_eq!(body.len(), given);
            let text: String = serde_json::from_slice(&body).unwrap();
            assert_eq!(text.len(), given - 2);
        }
    }
}
