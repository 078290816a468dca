//! Servers that misbehave: refused in bounded time and memory, and nothing is written.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use super::broken::refused;
use super::folder::{API, Folder};
use super::server::{send, serve, serve_body};

#[test]
fn a_good_server() {
    let folder = Folder::new();
    let text = API.replace("Get a pet", "Get one pet");
    let address = serve_body(text.as_bytes());
    let ran = folder.sync(&["--from", &address, "--set-source"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.stderr, "", "no bar without a terminal");
    assert_eq!(folder.read("spec/upstream.yaml"), text);
    let lock = folder.read("spec/statuspage.lock");
    assert!(lock.contains(&format!("source: {address}\n")), "{lock}");

    // The lock says where to ask the next time.
    folder.write("spec/upstream.yaml", API.as_bytes());
    let ran = folder.sync(&[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(folder.read("spec/upstream.yaml"), text);
}

#[test]
fn a_few_redirects_are_followed() {
    let folder = Folder::new();
    let mut address = serve_body(API.as_bytes());
    for _ in 0..5 {
        let to = address;
        address = serve(move |stream| send(stream, "302 Found", &[("location", &to)], b""));
    }
    let ran = folder.sync(&["--from", &address]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let to = address;
    let sixth = serve(move |stream| send(stream, "302 Found", &[("location", &to)], b""));
    refused(&folder, &sixth, &["too many redirects"]);
}

#[test]
fn a_redirect_loop() {
    let folder = Folder::new();
    let address = serve(|stream| send(stream, "302 Found", &[("location", "/again")], b""));
    refused(&folder, &address, &["too many redirects", "--from"]);
}

#[test]
fn a_redirect_to_another_protocol_is_not_followed() {
    let folder = Folder::new();
    for (to, reason) in [
        ("ftp://127.0.0.1/a.yaml", "scheme is not allowed"),
        ("file:///etc/hostname", "responded with 301"),
    ] {
        let address = serve(move |stream| send(stream, "301 Moved", &[("location", to)], b""));
        refused(&folder, &address, &[reason]);
    }
}

#[test]
fn statuses_other_than_success() {
    let folder = Folder::new();
    for (status, advice) in [
        ("401 Unauthorized", "requires a login"),
        ("403 Forbidden", "requires a login"),
        ("404 Not Found", "name the right URL"),
        ("503 Service Unavailable", "try again later"),
    ] {
        // The body would do.
        let address = serve(move |stream| send(stream, status, &[], API.as_bytes()));
        refused(&folder, &address, &[status, advice]);
    }
}

#[test]
fn a_download_that_breaks_off() {
    let folder = Folder::new();
    let length = API.len().to_string();
    // What came is valid YAML, and a valid description.
    let end = API.find("definitions:").unwrap();
    let body = API[..end].replace(
        "            $ref: '#/definitions/Pet'\n",
        "            type: object\n",
    );
    let sent = body.len();
    let address = serve(move |stream| {
        send(
            stream,
            "200 OK",
            &[("content-length", &length)],
            body.as_bytes(),
        );
    });
    let ended = format!("ended after {sent} of {} bytes", API.len());
    refused(&folder, &address, &[&ended, "truncated", "try again"]);

    let chunked = [("transfer-encoding", "chunked")];
    let address = serve(move |stream| send(stream, "200 OK", &chunked, b"5\r\nswagg"));
    refused(&folder, &address, &["ended after 5 bytes", "truncated"]);
}

#[test]
fn a_hundred_megabytes() {
    let folder = Folder::new();
    let announced = serve(|stream| {
        send(stream, "200 OK", &[("content-length", "100000000")], b"");
    });
    refused(&folder, &announced, &["is larger than 20 MB"]);
    let endless = serve(|stream| {
        send(stream, "200 OK", &[], b"swagger: \"2.0\"\n");
        let line = vec![b'#'; 64 * 1024];
        while stream.write_all(&line).is_ok() {}
    });
    refused(&folder, &endless, &["is larger than 20 MB"]);
}

/// Runs against a server that is too slow, with a limit of a second.
fn too_slow(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let folder = Folder::new();
    let before = folder.snapshot();
    let address = serve(answer);
    let start = Instant::now();
    let ran = folder.sync(&["--from", &address, "--time-limit", "1"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{ran:?}");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stderr.contains("at most 1 s, see --time-limit"),
        "{ran:?}"
    );
    assert!(folder.snapshot() == before);
    ran.stderr
}

/// Returns when the other side has gone.
fn wait_for_the_end(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

#[test]
fn a_server_that_never_answers() {
    let reported = too_slow(wait_for_the_end);
    assert!(reported.contains("cannot download"), "{reported}");
}

#[test]
fn a_server_that_stops_in_the_middle() {
    let reported = too_slow(|stream| {
        send(stream, "200 OK", &[("content-length", "1000")], b"swagger:");
        wait_for_the_end(stream);
    });
    assert!(
        reported.contains("ended after 8 of 1000 bytes"),
        "{reported}"
    );
}

#[test]
fn a_server_that_sends_a_byte_now_and_then() {
    too_slow(|stream| {
        send(stream, "200 OK", &[("content-length", "1000")], b"");
        // The other side sends nothing, so each byte is followed by as long a pause.
        stream
            .set_read_timeout(Some(Duration::from_millis(100)))
            .unwrap();
        while stream.write_all(b" ").is_ok() && !matches!(stream.read(&mut [0]), Ok(0)) {}
    });
}

#[test]
fn no_server() {
    let folder = Folder::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    refused(&folder, &address, &["cannot download", "--from"]);
}
