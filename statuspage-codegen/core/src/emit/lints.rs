//! Lints that code generated from a description may break, and that its user cannot fix. They are disabled for that code.
//!
//! Most lints ignore code from macros; these do not.

use proc_macro2::TokenStream;
use quote::quote;

/// Emits the attribute of a function that takes the required values.
pub(super) fn arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

/// Before a field, which begins with an underscore where its name on the wire begins with a digit.
pub(super) fn field(name: &str) -> Option<TokenStream> {
    name.starts_with('_')
        .then(|| quote!(#[allow(clippy::pub_underscore_fields)]))
}
