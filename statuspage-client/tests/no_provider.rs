//! With TLS but no provider of its cryptography, a client is an error and not a panic.
#![cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]

use statuspage_client::{Client, ErrorKind};

#[test]
fn a_missing_provider_is_told() {
    let error = Client::new("0123-4567-89ab").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("install_default"), "{error}");
}
