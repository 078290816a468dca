//! The struct of an operation's parameters. How it becomes a request is in `request`.

use crate::api::{Operation, Parameter};
use crate::rust_types::RustType;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::types::{Paths, Setter, initializer};
use super::{default, docs, ident, lints, paging, request};

/// Emits the struct with its constructor and setters, and what it implements.
pub(super) fn emit(operation: &Operation, client: &Path, paths: &Paths<'_>) -> TokenStream {
    let docs = docs::params(operation, client);
    let name = ident(&operation.params);
    let fields = operation.parameters.iter().map(|parameter| {
        let docs = docs::parameter(parameter);
        let lints = lints::field(&parameter.field);
        let field = ident(&parameter.field);
        let ty = RustType::of_parameter(&parameter.ty, parameter.required, parameter.nullable);
        let ty = paths.rust(&ty);
        quote!(#docs #lints pub #field: #ty,)
    });
    let default = all_optional(operation).then(|| default(&name));
    let constructor = constructor(operation, paths);
    let optional = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required);
    let setters = optional.map(|parameter| setters(parameter, paths));
    let send = send(operation, client);
    let short = operation.alias.as_ref().map(|alias| {
        let docs = docs::params_alias(operation);
        let short = ident(&alias.params);
        quote!(#docs pub type #short = #name;)
    });
    let as_operation = request::emit(operation, paths);
    let as_paged = paging::emit(operation, paths);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[must_use]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
        impl #name {
            #constructor
            #(#setters)*
            #send
        }
        #short
        #default
        #as_operation
        #as_paged
    }
}

fn all_optional(operation: &Operation) -> bool {
    !operation
        .parameters
        .iter()
        .any(|parameter| parameter.required)
}

/// `new`, with what is required, and the page that a list begins with.
fn constructor(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for parameter in &operation.parameters {
        let field = ident(&parameter.field);
        let (argument, value) = match (parameter.required, parameter.nullable) {
            (true, true) => {
                let ty = paths.tokens(&parameter.ty);
                (quote!(impl Into<Option<#ty>>), quote!(#field.into()))
            }
            (true, false) => paths.argument(&parameter.ty, &field),
            (false, true) => {
                values.push(quote!(#field: runtime::Nullable::Absent));
                continue;
            }
            (false, false) => {
                let value = paging::preset(operation, parameter);
                let value = value.unwrap_or_else(|| quote!(None));
                values.push(quote!(#field: #value));
                continue;
            }
        };
        arguments.push(quote!(#field: #argument));
        values.push(initializer(&field, &value));
    }
    let docs = docs::constructor(operation);
    let lints = lints::arguments(arguments.len());
    quote! {
        #docs
        #lints
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// The function that sends the parameters; none if the one that sets a parameter is called so.
fn send(operation: &Operation, client: &Path) -> Option<TokenStream> {
    let mut optional = operation.parameters.iter().filter(|found| !found.required);
    let is_free = !optional.any(|parameter| parameter.field == "send");
    is_free.then(|| {
        let docs = docs::send(operation, client);
        quote! {
            #docs
            pub fn send<'a, C: runtime::Sender>(&'a self, client: &'a C) -> C::Sent<'a, Self> {
                client.send_operation(self)
            }
        }
    })
}

/// The function that sets a field, and the one that sets it to null where that is a third thing.
fn setters(parameter: &Parameter, paths: &Paths<'_>) -> TokenStream {
    let docs = docs::setter(parameter);
    let field = ident(&parameter.field);
    let Setter {
        generics,
        argument,
        option,
    } = Setter::new(&parameter.ty, paths);
    let value = match (parameter.nullable, option) {
        (false, value) => value,
        (true, option) => quote!(runtime::Nullable::from_option(#option)),
    };
    let clear = parameter.clear.as_ref().map(|clear| {
        let docs = docs::clear(parameter);
        let clear = ident(clear);
        quote! {
            #docs
            pub fn #clear(mut self) -> Self {
                self.#field = runtime::Nullable::Null;
                self
            }
        }
    });
    quote! {
        #docs
        pub fn #field #generics(mut self, value: #argument) -> Self {
            self.#field = #value;
            self
        }
        #clear
    }
}
