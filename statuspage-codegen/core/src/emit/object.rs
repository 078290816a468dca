//! How a struct is read from a JSON object, and written as one.
//!
//! Variables of the emitted code end with an underscore, which no field of a struct does but for those that are called after
//! a keyword.

use crate::api::Field;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;

/// Emits the `Object` of a struct, and serde's traits.
pub(super) fn emit(name: &Ident, fields: &[Field]) -> TokenStream {
    let [read, write] = [read(fields), write(fields)];
    quote! {
        impl runtime::Object for #name {
            #read
            #write
        }
        runtime::object_type!(#name);
    }
}

fn read(fields: &[Field]) -> TokenStream {
    let names: Vec<_> = fields.iter().map(|field| ident(&field.field)).collect();
    let arms = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.field), &field.name);
        if field.required {
            quote!(#wire => #name = Some(runtime::strict(&mut object_)?),)
        } else {
            quote!(#wire => #name = runtime::optional(&mut object_)?,)
        }
    });
    let values = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.field), &field.name);
        if field.required {
            quote!(#name: runtime::required(#wire, #name)?)
        } else {
            quote!(#name)
        }
    });
    quote! {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(mut object_: A) -> Result<Self, A::Error> {
            #(let mut #names = None;)*
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    #(#arms)*
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self { #(#values),* })
        }
    }
}

fn write(fields: &[Field]) -> TokenStream {
    let entries = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.field), &field.name);
        if field.required {
            quote!(object_.serialize_entry(#wire, &self.#name)?;)
        } else {
            quote!(runtime::write_optional(object_, #wire, self.#name.as_ref())?;)
        }
    });
    quote! {
        fn write<M: runtime::serde::ser::SerializeMap>(&self, object_: &mut M) -> Result<(), M::Error> {
            #(#entries)*
            Ok(())
        }
    }
}
