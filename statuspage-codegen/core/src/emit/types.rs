//! Types in the generated code, and the arguments of functions that take a value of a type.

use crate::api::{Operation, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust_types::RustType;

/// The module of the generated code, which determines the paths of other items.
pub(super) struct Paths {
    /// The path before the name of a model, with its `::`.
    pub(super) models: TokenStream,
    /// The runtime.
    pub(super) runtime: TokenStream,
}

impl Paths {
    /// A type.
    pub(super) fn tokens(&self, ty: &Type) -> TokenStream {
        self.rust(&RustType::of(ty))
    }

    /// The tokens of a Rust type.
    pub(super) fn rust(&self, ty: &RustType<'_>) -> TokenStream {
        ty.tokens(&self.models, &self.runtime)
    }

    /// How a function takes a value of a type: the argument's type, and the expression that makes the value of it.
    pub(super) fn argument(&self, ty: &Type, name: &Ident) -> (TokenStream, TokenStream) {
        let plain = self.tokens(ty);
        match ty {
            Type::Array(item) => {
                let argument = self.item(item);
                let convert = is_converted(item).then(|| quote!(.map(Into::into)));
                (
                    quote!(impl IntoIterator<Item = #argument>),
                    quote!(#name.into_iter() #convert.collect()),
                )
            }
            Type::Map { key, value } => {
                let argument = [key, value].map(|ty| self.item(ty));
                let convert = match [key, value].map(|ty| is_converted(ty)) {
                    [true, true] => Some(quote!(.map(|(key, value)| (key.into(), value.into())))),
                    [true, false] => Some(quote!(.map(|(key, value)| (key.into(), value)))),
                    [false, true] => Some(quote!(.map(|(key, value)| (key, value.into())))),
                    [false, false] => None,
                };
                let [key, value] = argument;
                (
                    quote!(impl IntoIterator<Item = (#key, #value)>),
                    quote!(#name.into_iter() #convert.collect()),
                )
            }
            Type::Optional(_) => {
                let value = quote!(Into::<#plain>::into(#name));
                (quote!(impl Into<#plain>), value)
            }
            _ if is_converted(ty) => (quote!(impl Into<#plain>), quote!(#name.into())),
            _ => (plain, quote!(#name)),
        }
    }

    /// How a function takes an item of a list, a key or a value.
    fn item(&self, ty: &Type) -> TokenStream {
        let plain = self.tokens(ty);
        if is_converted(ty) {
            quote!(impl Into<#plain>)
        } else {
            plain
        }
    }
}

/// Returns whether a function takes `impl Into` the type, such as `&str` for a string, or a reference to an id.
fn is_converted(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Any
            | Type::String
            | Type::PartialDate
            | Type::UnixSeconds
            | Type::Secret
            | Type::File
            | Type::Bytes
            | Type::Selection { .. }
            | Type::Model(_)
    )
}

/// Returns whether any parameter or output has a model in its type.
pub(super) fn any_model(operations: &[Operation]) -> bool {
    operations.iter().any(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain([&operation.output]).any(has_model)
    })
}

fn has_model(ty: &Type) -> bool {
    match ty {
        Type::Model(_) => true,
        Type::Array(item) | Type::Optional(item) | Type::Selection { item, .. } => has_model(item),
        Type::Map { key, value } => has_model(key) || has_model(value),
        _ => false,
    }
}

/// Emits a field of a struct expression, in the short form if the value has the field's name.
pub(super) fn initializer(field: &Ident, value: &TokenStream) -> TokenStream {
    if field == &value.to_string() {
        quote!(#field)
    } else {
        quote!(#field: #value)
    }
}
