//! Objects with known properties: a struct each.

use proc_macro2::TokenStream;
use quote::quote;
use statuspage_spec::api::{Field, Model, Type};

use super::types::{Paths, initializer};
use super::{docs, ident};

/// Emits the struct, and its constructor of what is required.
pub(super) fn emit(model: &Model, fields: &[Field], paths: &Paths) -> TokenStream {
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    let declarations = fields.iter().map(|field| declaration(field, paths));
    let is_empty = !fields.iter().any(|field| field.required);
    let default = is_empty.then(|| quote!(, Default));
    let constructor = constructor(fields, paths);
    quote! {
        #docs
        #[derive(Clone, Debug #default, PartialEq, runtime::serde::Deserialize, runtime::serde::Serialize)]
        #[serde(crate = "runtime::serde")]
        #[non_exhaustive]
        pub struct #name {
            #(#declarations)*
        }
        impl #name {
            #constructor
        }
        impl runtime::Lenient for #name {}
    }
}

fn constructor(fields: &[Field], paths: &Paths) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = ident(&field.field);
        if !field.required {
            values.push(quote!(#name: None));
            continue;
        }
        let (argument, value) = paths.argument(&field.ty, &name);
        arguments.push(quote!(#name: #argument));
        let value = if field.boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        values.push(initializer(&name, &value));
    }
    let docs = docs::model_constructor(fields);
    let body = if arguments.is_empty() {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
    quote! {
        #docs
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            #body
        }
    }
}

fn declaration(field: &Field, paths: &Paths) -> TokenStream {
    let docs = docs::field(field);
    let name = ident(&field.field);
    let wire = &field.name;
    let rename =
        (field.field.trim_start_matches("r#") != wire).then(|| quote!(#[serde(rename = #wire)]));
    let ty = paths.tokens(&field.ty);
    let ty = if field.boxed { quote!(Box<#ty>) } else { ty };
    if field.required {
        return quote!(#docs #rename pub #name: #ty,);
    }
    // Free JSON is whatever it is; what has a type may come as something else, and is then left out.
    let lenient = (field.ty != Type::Any)
        .then(|| quote!(#[serde(default, deserialize_with = "runtime::lenient")]));
    quote! {
        #docs
        #rename
        #lenient
        #[serde(skip_serializing_if = "Option::is_none")]
        pub #name: Option<#ty>,
    }
}
