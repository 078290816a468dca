//! A proxy that delays what it forwards.

use std::{net::Ipv4Addr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::{Instant, sleep_until},
};

/// Starts it in front of a port of this machine, and returns its URL. A round trip takes so much longer.
pub(crate) async fn start(port: u16, latency: Duration) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("redis://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let far = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                .await
                .unwrap();
            near.set_nodelay(true).unwrap();
            far.set_nodelay(true).unwrap();
            let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
            forward(near_in, far_out, latency / 2);
            forward(far_in, near_out, latency / 2);
        }
    });
    url
}

fn forward(
    mut input: impl AsyncReadExt + Unpin + Send + 'static,
    mut output: impl AsyncWriteExt + Unpin + Send + 'static,
    delay: Duration,
) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    tokio::spawn(async move {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(length @ 1..) = input.read(&mut buffer).await {
            let _ = sender.send((Instant::now() + delay, buffer[..length].to_vec()));
        }
    });
    tokio::spawn(async move {
        while let Some((time, bytes)) = receiver.recv().await {
            sleep_until(time).await;
            if output.write_all(&bytes).await.is_err() {
                return;
            }
        }
        let _ = output.shutdown().await;
    });
}
