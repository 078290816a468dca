//! Values of one of several types, to which the service may add others: an open enum for each.

use crate::api::{Alternative, Model, Type, Union};
use crate::hashed::Set;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::same::Same;
use super::types::Paths;
use super::{docs, ident};

/// Emits the enum and its conversions; those that all such types have are in the runtime.
pub(super) fn emit(
    model: &Model,
    union: &Union,
    same: &Same<'_>,
    paths: &Paths<'_>,
) -> TokenStream {
    let Union {
        discriminator,
        alternatives,
        ..
    } = union;
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    let variants = alternatives.iter().map(|found| {
        let docs = docs::alternative(found, discriminator.as_deref());
        let (variant, ty) = (ident(&found.name), paths.tokens(&found.ty));
        let ty = if found.boxed { quote!(Box<#ty>) } else { ty };
        quote!(#docs #variant(#ty),)
    });
    let mut converted = Set::default();
    let conversions = alternatives
        .iter()
        .filter(|found| converted.insert(same.resolve(&found.ty)))
        .map(|found| conversion(&name, found, paths));
    let candidates = alternatives.iter().map(|found| {
        let (variant, tags) = (ident(&found.name), &found.tags);
        let make = if found.boxed {
            quote!(|found| Self::#variant(Box::new(found)))
        } else {
            quote!(Self::#variant)
        };
        quote!((&[#(#tags),*], |value| runtime::fit(value, #make)))
    });
    let property = discriminator
        .as_ref()
        .map_or_else(|| quote!(None), |property| quote!(Some(#property)));
    let names = alternatives.iter().map(|found| ident(&found.name));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value of another type, as received.
            Other(runtime::serde_json::Value),
        }
        #(#conversions)*
        impl From<runtime::serde_json::Value> for #name {
            fn from(value: runtime::serde_json::Value) -> Self {
                runtime::one_of(value, #property, &[#(#candidates),*], Self::Other)
            }
        }
        runtime::union_type!(#name { #(#names)* });
    }
}

/// Makes a value of the enum from one of the type.
fn conversion(name: &Ident, found: &Alternative, paths: &Paths<'_>) -> TokenStream {
    let (variant, ty) = (ident(&found.name), paths.tokens(&found.ty));
    let value = if found.boxed {
        quote!(Box::new(value))
    } else {
        quote!(value)
    };
    let of_text = (found.ty == Type::String).then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::#variant(value.to_owned())
                }
            }
        }
    });
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#variant(#value)
            }
        }
        #of_text
    }
}
