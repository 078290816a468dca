//! The request that the client sends, and the response that it reads.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use zoo::Zoo;
use zoo::params::ListAnimalsParams;

#[tokio::test]
async fn a_request_has_the_credentials_and_its_response_is_typed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(&stream).lines().map(Result::unwrap);
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let body = r#"[{"name": "Ada", "born": "2020-02-29"}]"#;
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        head
    });
    let zoo = Zoo::builder().key("secret").base_url(url).build().unwrap();
    let params = ListAnimalsParams::new().limit(10);
    let animals = zoo.list_animals(&params).await.unwrap();
    assert_eq!(animals.len(), 1);
    assert_eq!(animals[0].name, "Ada");
    assert_eq!(animals[0].born.unwrap().to_string(), "2020-02-29");
    let head = server.join().unwrap();
    assert_eq!(head[0], "GET /v1/animals?limit=10 HTTP/1.1");
    let key = head
        .iter()
        .find(|line| line.to_lowercase().starts_with("x-zoo-key:"));
    assert_eq!(key.unwrap().split_once(": ").unwrap().1, "secret");
    assert!(
        !head
            .iter()
            .any(|line| line.to_lowercase().starts_with("authorization:"))
    );
}
