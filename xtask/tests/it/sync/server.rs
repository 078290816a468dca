//! A server that sends any response that a test needs, right or wrong.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

/// Serves on a port of the system's choice until the tests end, and gives the address.
///
/// Each connection carries one request; the function is given what is left to do with it.
pub(crate) fn serve(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let head = BufReader::new(stream.try_clone().unwrap());
            let end = |line: &Result<String, _>| line.as_ref().is_ok_and(String::is_empty);
            if head.lines().any(|line| end(&line)) {
                answer(&mut stream);
            }
        }
    });
    format!("http://{address}/statuspage.yaml")
}

/// Serves a body in the ordinary way.
pub(crate) fn serve_body(body: &[u8]) -> String {
    let body = body.to_vec();
    serve(move |stream| {
        send(
            stream,
            "200 OK",
            &[("content-length", &body.len().to_string())],
            &body,
        );
    })
}

/// Writes a response; that the other side has closed the connection is not an error.
pub(crate) fn send(stream: &mut TcpStream, status: &str, headers: &[(&str, &str)], body: &[u8]) {
    let headers: String = headers.iter().fold(String::new(), |text, (name, value)| {
        text + name + ": " + value + "\r\n"
    });
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n");
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}
