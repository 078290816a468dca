//! Types: how they are written, and how a function takes one.

use proc_macro2::TokenStream;
use quote::quote;
use statuspage_spec::api::Type;

use super::ident;

/// A type as it is written in a module that has `runtime`; `models` is the path to the models, with its `::`.
pub(super) fn tokens(ty: &Type, models: &TokenStream) -> TokenStream {
    match ty {
        Type::Unit => quote!(()),
        Type::Any => quote!(runtime::serde_json::Value),
        Type::String => quote!(String),
        Type::Integer => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::DateTime => quote!(runtime::Timestamp),
        Type::Date => quote!(runtime::Date),
        Type::File => quote!(Vec<u8>),
        Type::Array(item) => {
            let item = tokens(item, models);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = tokens(value, models);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        Type::Model(name) => {
            let name = ident(name);
            quote!(#models #name)
        }
    }
}

/// How a function takes a value of a type: the argument's type, and the expression that makes the value of it.
pub(super) fn argument(
    ty: &Type,
    name: &proc_macro2::Ident,
    models: &TokenStream,
) -> (TokenStream, TokenStream) {
    let plain = tokens(ty, models);
    match ty {
        Type::Unit | Type::Integer | Type::Number | Type::Boolean | Type::DateTime | Type::Date => {
            (plain, quote!(#name))
        }
        Type::Any | Type::String | Type::File | Type::Model(_) => {
            (quote!(impl Into<#plain>), quote!(#name.into()))
        }
        Type::Array(item) => match &**item {
            Type::String | Type::Model(_) => {
                let item = tokens(item, models);
                let argument = quote!(impl IntoIterator<Item = impl Into<#item>>);
                (
                    argument,
                    quote!(#name.into_iter().map(Into::into).collect()),
                )
            }
            item => {
                let item = tokens(item, models);
                let argument = quote!(impl IntoIterator<Item = #item>);
                (argument, quote!(#name.into_iter().collect()))
            }
        },
        Type::Map(value) => {
            let value = tokens(value, models);
            let argument = quote!(impl IntoIterator<Item = (String, #value)>);
            (argument, quote!(#name.into_iter().collect()))
        }
    }
}

/// A field in a struct expression, short where the value has the field's name.
pub(super) fn initializer(field: &proc_macro2::Ident, value: &TokenStream) -> TokenStream {
    if field == &value.to_string() {
        quote!(#field)
    } else {
        quote!(#field: #value)
    }
}
