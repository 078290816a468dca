//! A server that sends prepared responses, and records every request byte for byte.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// The request line and the headers.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// `METHOD target`.
    pub(crate) fn line(&self) -> &str {
        let (line, _) = self.head.split_once(" HTTP/1.1\r\n").unwrap();
        line
    }

    /// Returns all values of a header.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }

    fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            bytes.push(byte[0]);
        }
        let mut received = Self {
            head: String::from_utf8(bytes).unwrap(),
            body: Vec::new(),
        };
        if let [length] = received.headers("content-length")[..] {
            received.body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut received.body).unwrap();
        }
        received
    }
}

/// A server that accepts one connection with one request for each response, in order.
pub(crate) struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    pub(crate) fn start<A: AsRef<[u8]> + Send + 'static>(
        responses: impl IntoIterator<Item = A>,
    ) -> Self {
        let listener = listener();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        let responses: Vec<A> = responses.into_iter().collect();
        thread::spawn(move || {
            for response in responses {
                let (mut stream, _) = listener.accept().unwrap();
                let request = Received::read(&mut stream);
                kept.lock().unwrap().push(request);
                // The client may have given up.
                let _ = stream.write_all(response.as_ref());
            }
        });
        Self { address, received }
    }

    /// Starts a server that accepts connections with one request each, and responds with the result of the function.
    pub(crate) fn responding(
        mut respond: impl FnMut(&Received) -> Vec<u8> + Send + 'static,
    ) -> Self {
        let listener = listener();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = Received::read(&mut stream);
                let response = respond(&request);
                kept.lock().unwrap().push(request);
                // The client may have given up.
                let _ = stream.write_all(&response);
            }
        });
        Self { address, received }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns all requests so far, in order.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Returns the only request so far.
    pub(crate) fn only(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.into_iter().next().unwrap()
    }
}

/// A server that accepts connections and never responds.
pub(crate) struct SilentServer(TcpListener);

impl SilentServer {
    pub(crate) fn start() -> Self {
        Self(listener())
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port())
    }

    /// Returns whether no client has connected.
    pub(crate) fn is_untouched(&self) -> bool {
        self.0.set_nonblocking(true).unwrap();
        match self.0.accept() {
            Ok(_) => false,
            Err(error) => error.kind() == ErrorKind::WouldBlock,
        }
    }
}

fn listener() -> TcpListener {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap()
}

/// Returns a response with this status line, these header lines and this body.
pub(crate) fn response(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = format!("HTTP/1.1 {status}\r\nconnection: close\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(format!("{header}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// Returns a response `200 OK` with a JSON body.
pub(crate) fn ok(body: &str) -> Vec<u8> {
    response("200 OK", &["content-type: application/json"], body)
}

/// Returns a response with an incomplete body.
pub(crate) fn broken_off(status: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: 100\r\n\r\n{{\"error\":\"").into_bytes()
}
