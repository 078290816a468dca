//! Downloads over https, or from this machine, with a limit of time and size.

use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};

use crate::file::{MAX_SIZE, too_large};

const REDIRECTS: usize = 5;

/// Checks that a URL may be downloaded.
pub(super) fn allowed(url: &Url) -> Result<(), String> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "the URL contains a user name or password, which would be written to a file: download the file and name it with --from"
                .to_owned(),
        );
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(format!(
            "{url} is not encrypted, so the file could be changed on its way: use https"
        )),
        other => Err(format!(
            "{url} has the scheme `{other}`: only https is downloaded; name a file by its path"
        )),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Downloads the content of a URL, which must be [`allowed`].
pub(super) fn download(url: &Url, time_limit: Duration) -> Result<Vec<u8>> {
    let mut builder = Client::builder()
        .redirect(Policy::limited(REDIRECTS))
        .https_only(!is_loopback(url))
        .user_agent(concat!(
            "statuspage-client-xtask/",
            env!("CARGO_PKG_VERSION")
        ));
    if is_loopback(url) {
        builder = builder.no_proxy();
    }
    let client = builder
        .build()
        .context("cannot set up downloads; check that the system has CA certificates")?;
    // The limit covers the whole request, from the connection to the last byte of the body.
    let response = client.get(url.clone()).timeout(time_limit).send();
    let response = response.with_context(|| failure(url, time_limit))?;
    let status = response.status();
    if !status.is_success() {
        bail!("{url} responded with {status}; {}", advice(status));
    }
    body(url, response, time_limit)
}

/// Returns what to do about a status.
fn advice(status: StatusCode) -> &'static str {
    if status == StatusCode::UNAUTHORIZED || status == StatusCode::FORBIDDEN {
        "it requires a login: download the file with a browser and name it with --from"
    } else if status.is_server_error() {
        "try again later, or name a file with --from"
    } else {
        "name the right URL, or a file, with --from"
    }
}

fn body(url: &Url, response: Response, time_limit: Duration) -> Result<Vec<u8>> {
    let announced = response.content_length();
    let mut bytes = Vec::new();
    if announced.is_none_or(|length| length <= MAX_SIZE) {
        let read = response.take(MAX_SIZE + 1).read_to_end(&mut bytes);
        read.with_context(|| {
            let got = bytes.len();
            let of = announced.map_or_else(String::new, |length| format!(" of {length}"));
            let failure = failure(url, time_limit);
            format!("the download ended after {got}{of} bytes, so the file is truncated: {failure}")
        })?;
        if bytes.len() as u64 <= MAX_SIZE {
            return Ok(bytes);
        }
    }
    bail!(too_large(url))
}

fn failure(url: &Url, time_limit: Duration) -> String {
    let seconds = time_limit.as_secs();
    format!(
        "cannot download {url} (at most {seconds} s, see --time-limit); try again, or download it by other means and \
         name the file with --from"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_and_this_machine_are_allowed() {
        let check = |text: &str| allowed(&Url::parse(text).unwrap());
        for good in [
            "https://example.com/a.yaml",
            "http://127.0.0.1:80/a",
            "http://127.8.9.1/",
            "http://localhost:8080/a",
            "http://[::1]:1/a",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, reason) in [
            ("http://example.com/a.yaml", "not encrypted"),
            ("http://127.0.0.1.example.com/", "not encrypted"),
            ("http://localhost.example.com/", "not encrypted"),
            ("http://10.0.0.1/", "not encrypted"),
            ("ftp://localhost/a", "scheme `ftp`"),
            ("file:///etc/passwd", "scheme `file`"),
            ("https://me:secret@example.com/", "user name or password"),
            ("https://token@example.com/", "user name or password"),
        ] {
            let reported = check(bad).unwrap_err();
            assert!(reported.contains(reason), "{bad}: {reported}");
            assert!(
                !reported.contains("secret") && !reported.contains("token"),
                "{reported}"
            );
        }
    }
}
