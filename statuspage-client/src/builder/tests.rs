//! Which settings are accepted and rejected.

use std::{env::VarError, ffi::OsString, time::Duration};

use super::ClientBuilder;
use crate::{ApiKey, Client, Error, ErrorKind, RateLimit, RetryPolicy, base_url::BaseUrl};

const KEY: &str = "89ab-cdef-0123";

fn with_base_url(url: &str) -> Result<Client, Error> {
    Client::builder().api_key(KEY).base_url(url).build()
}

/// Returns the text of an error, and checks that its kind is `Configuration`.
fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.operation(), None);
    error.to_string()
}

fn from_variables(variables: &[(&str, &str)]) -> Result<ClientBuilder, Error> {
    ClientBuilder::from_lookup(|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, value)| (*value).to_owned())
            .ok_or(VarError::NotPresent)
    })
}

#[test]
fn base_urls_are_normalized() {
    for (given, kept) in [
        (
            "https://api.statuspage.io/v1",
            "https://api.statuspage.io/v1",
        ),
        (
            "https://api.statuspage.io/v1/",
            "https://api.statuspage.io/v1",
        ),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        (" HTTP://Example.COM:80//\n", "http://example.com"),
    ] {
        assert_eq!(BaseUrl::parse(given, "").unwrap().to_string(), kept);
    }
}

#[test]
fn invalid_base_urls_are_rejected_and_not_shown() {
    for (url, reason) in [
        ("", "not a URL"),
        ("secret-secret", "not a URL"),
        ("//secret.example", "not a URL"),
        ("https://", "not a URL"),
        ("ftp://secret.example", "neither http:// nor https://"),
        ("secret:secret", "neither http:// nor https://"),
        ("https://secret@example.com", "user name"),
        ("https://:secret@example.com", "password"),
        ("https://example.com/?api_key=secret", "query"),
        ("https://example.com/?", "query"),
        ("https://example.com/#secret", "fragment"),
    ] {
        let refusal = refusal(with_base_url(url));
        assert!(refusal.contains(reason), "{url}: {refusal}");
        assert!(
            refusal.contains("like https://api.statuspage.io/v1"),
            "{refusal}"
        );
        assert!(!refusal.contains("secret"), "{refusal}");
    }
}

#[test]
fn http_is_accepted_only_for_this_machine() {
    for url in [
        "https://example.com",
        "http://127.0.0.1:8080",
        "http://127.255.0.9/v1",
        "http://[::1]:8080",
        "http://LOCALHOST",
        "http://localhost.",
        "http://statuspage.localhost:1",
    ] {
        assert!(with_base_url(url).is_ok(), "{url}");
    }
    for url in [
        "http://secret.example.com",
        "http://10.0.0.1",
        "http://128.0.0.1",
        "http://[::2]",
        "http://[::ffff:7f00:1]",
        "http://0.0.0.0",
        "http://localhost.example.com",
        "http://secretlocalhost",
    ] {
        let refusal = refusal(with_base_url(url));
        assert!(refusal.contains("allow_unencrypted_http"), "{refusal}");
        assert!(!refusal.contains("secret"), "{refusal}");
        let builder = Client::builder().api_key(KEY).base_url(url);
        assert!(
            builder.allow_unencrypted_http(true).build().is_ok(),
            "{url}"
        );
    }
}

#[test]
fn the_defaults_are_as_documented() {
    let (builder, seconds) = (Client::builder(), Duration::from_secs);
    assert_eq!(builder.timeout, seconds(30));
    assert_eq!(builder.max_body_size, 32 * 1024 * 1024);
    assert_eq!(builder.rate_limit, RateLimit::new(60, seconds(60)));
    let retry = RetryPolicy::never()
        .max_attempts(4)
        .total_time(seconds(300));
    assert_eq!(builder.retry, retry);
}

#[test]
fn a_key_is_required_as_a_string_or_an_api_key() {
    let text = KEY.to_owned();
    assert!(refusal(Client::builder().build()).contains("ClientBuilder::api_key"));
    assert!(refusal(Client::new("")).contains("the API key is empty"));
    assert!(refusal(Client::new("89ab\n-cdef")).contains("control"));
    for client in [
        Client::new(KEY),
        Client::new(&text),
        Client::new(text),
        Client::new(ApiKey::new(KEY).unwrap()),
    ] {
        assert!(format!("{:?}", client.unwrap()).contains("https://api.statuspage.io/v1"));
    }
}

#[test]
fn a_user_agent_must_be_a_valid_header_value() {
    let build = |text| Client::builder().api_key(KEY).user_agent(text).build();
    assert!(refusal(build("a\nb")).contains("user agent"));
    assert!(build("a b/1.0").is_ok());
}

#[test]
fn environment_variables_set_key_and_base_url() {
    let client = |variables: &[_]| from_variables(variables).and_then(ClientBuilder::build);
    let key = ("STATUSPAGE_API_KEY", KEY);

    let shown = format!("{:?}", client(&[key]).unwrap());
    assert!(
        shown.contains("\"https://api.statuspage.io/v1\""),
        "{shown}"
    );
    let shown = format!(
        "{:?}",
        client(&[key, ("STATUSPAGE_BASE_URL", " ")]).unwrap()
    );
    assert!(
        shown.contains("\"https://api.statuspage.io/v1\""),
        "{shown}"
    );
    let local = ("STATUSPAGE_BASE_URL", "http://localhost:1/");
    let shown = format!("{:?}", client(&[key, local]).unwrap());
    assert!(shown.contains("\"http://localhost:1\""), "{shown}");
}

#[test]
fn errors_name_the_variable() {
    for (variables, name) in [
        (&[][..], "STATUSPAGE_API_KEY is not set"),
        (
            &[("STATUSPAGE_API_KEY", "\n")],
            "STATUSPAGE_API_KEY is not set",
        ),
        (&[("STATUSPAGE_API_KEY", "é")], "STATUSPAGE_API_KEY: "),
        (
            &[("STATUSPAGE_API_KEY", KEY), ("STATUSPAGE_BASE_URL", "api")],
            "STATUSPAGE_BASE_URL: ",
        ),
        (
            &[
                ("STATUSPAGE_API_KEY", KEY),
                ("STATUSPAGE_BASE_URL", "http://example.com"),
            ],
            "STATUSPAGE_BASE_URL: the base URL starts with http://",
        ),
    ] {
        let refusal = refusal(from_variables(variables));
        assert!(refusal.contains(name), "{refusal}");
    }
    let garbled = |_: &str| Err(VarError::NotUnicode(OsString::new()));
    let refusal = refusal(ClientBuilder::from_lookup(garbled));
    assert!(
        refusal.contains("STATUSPAGE_API_KEY is not valid UTF-8"),
        "{refusal}"
    );
}
