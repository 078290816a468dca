//! A server that responds to every request with the same incident, on connections that stay open.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
};

use serde_json::Value;

/// The cases of the test fixtures; the first has every field.
const FIXTURES: &str = include_str!("../../tests/it/models/fixtures/Incident.json");

/// Starts it, and gives its URL.
pub(crate) fn start() -> String {
    let cases: Value = serde_json::from_str(FIXTURES).unwrap();
    let incident = cases[0]["json"].to_string();
    let length = incident.len();
    let response = format!(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{incident}"
    );
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let response = response.clone();
            thread::spawn(move || serve(stream.unwrap(), &response));
        }
    });
    url
}

fn serve(stream: TcpStream, response: &str) {
    let mut output = stream.try_clone().unwrap();
    let mut input = BufReader::new(stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        while !line.ends_with("\r\n\r\n") {
            let start = line.len();
            // The client has hung up.
            if input.read_line(&mut line).unwrap_or_default() == 0 {
                return;
            }
            if let Some(value) = line[start..].strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        input.read_exact(&mut vec![0; length]).unwrap();
        output.write_all(response.as_bytes()).unwrap();
    }
}
