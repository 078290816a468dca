//! Objects with known properties: a struct each. The macro `object_type!` of the runtime reads, writes and formats them.

use crate::api::{Field, Model, Type};
use crate::rust_types::RustType;
use proc_macro2::TokenStream;
use quote::quote;

use super::types::{Paths, initializer};
use super::{default, docs, ident, lints};

/// Emits the struct and its constructor.
pub(super) fn emit(model: &Model, fields: &[Field], paths: &Paths<'_>) -> TokenStream {
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    let declarations = fields.iter().map(|field| declaration(field, paths));
    let is_empty = !fields.iter().any(|field| field.required);
    let default = is_empty.then(|| default(&name));
    let constructor = constructor(fields, paths);
    let entries = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.field), &field.name);
        if field.rest {
            let kind = ident(if field.ty.has_number() {
                "rest_number"
            } else {
                "rest"
            });
            return quote!(..#name: #kind);
        }
        let kind = ident(match (field.required, field.ty.has_number()) {
            (true, true) => "required_number",
            (true, false) => "required",
            (false, true) => "optional_number",
            (false, false) => "optional",
        });
        quote!(#name: #kind #wire,)
    });
    quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#declarations)*
        }
        impl #name {
            #constructor
        }
        #default
        runtime::object_type! { #name { #(#entries)* } }
    }
}

fn declaration(field: &Field, paths: &Paths<'_>) -> TokenStream {
    let docs = docs::field(field);
    let lints = lints::field(&field.field);
    let name = ident(&field.field);
    let ty = paths.rust(&RustType::of_field(field));
    quote!(#docs #lints pub #name: #ty,)
}

fn constructor(fields: &[Field], paths: &Paths<'_>) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = ident(&field.field);
        if !field.required {
            let value = if field.rest {
                quote!(std::collections::BTreeMap::new())
            } else {
                quote!(None)
            };
            values.push(quote!(#name: #value));
            continue;
        }
        let (argument, value) = paths.argument(&field.ty, &name);
        arguments.push(quote!(#name: #argument));
        let value = match &field.ty {
            _ if !field.boxed => value,
            Type::Optional(_) => quote!(#value.map(Box::new)),
            _ => quote!(Box::new(#value)),
        };
        values.push(initializer(&name, &value));
    }
    let docs = docs::model_constructor(fields);
    let lints = lints::arguments(arguments.len());
    quote! {
        #docs
        #lints
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}
