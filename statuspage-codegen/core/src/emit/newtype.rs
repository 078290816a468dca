//! Strings with a type of their own, such as ids: a struct for each, so that they cannot be confused with other strings.

use crate::api::Model;
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};

/// Emits the struct and its conversions; those that all such types have are in the runtime.
pub(super) fn emit(model: &Model) -> TokenStream {
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(String);
        impl #name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
        runtime::text_type!(#name);
    }
}
