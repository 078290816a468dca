//! Strings with listed values, to which the service may add others: an open enum for each.

use crate::api::{Model, Variant};
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};

/// Emits the enum and its conversions; those that all such types have are in the runtime.
pub(super) fn emit(model: &Model, variants: &[Variant]) -> TokenStream {
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    let names: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    let variant_docs = variants.iter().map(docs::variant);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names,)*
            /// A value that the description does not list, as received.
            Other(String),
        }
        impl #name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Other(value) => value,
                }
            }
        }
        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#names,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }
        runtime::text_type!(#name);
    }
}
