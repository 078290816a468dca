//! With the feature `rustls-no-provider` and no installed provider, creating a client is an error, not a panic.
#![cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "native-tls"))
))]

use statuspage_client::{Client, ErrorKind};

#[test]
fn a_missing_provider_is_an_error() {
    let error = Client::new("0123-4567-89ab").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("install_default"), "{error}");
}
