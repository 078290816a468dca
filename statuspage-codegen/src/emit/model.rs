//! Objects with known properties: a struct each.

use proc_macro2::TokenStream;
use quote::quote;
use statuspage_spec::api::{Field, Model};

use super::{docs, ident, types};

/// Emits the struct, and its constructor of what is required.
pub(super) fn emit(model: &Model, fields: &[Field]) -> TokenStream {
    let docs = docs::model(model);
    let name = ident(&model.type_name);
    let declarations = fields.iter().map(declaration);
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = ident(&field.field);
        if !field.required {
            values.push(quote!(#name: None));
            continue;
        }
        let (argument, value) = types::argument(&field.ty, &name, &TokenStream::new());
        arguments.push(quote!(#name: #argument));
        let value = if field.boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        values.push(types::initializer(&name, &value));
    }
    let constructor = docs::model_constructor(fields);
    let default = arguments.is_empty().then(|| quote!(, Default));
    let body = if arguments.is_empty() {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
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
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                #body
            }
        }
    }
}

fn declaration(field: &Field) -> TokenStream {
    let docs = docs::field(field);
    let name = ident(&field.field);
    let wire = &field.name;
    let rename =
        (field.field.trim_start_matches("r#") != wire).then(|| quote!(#[serde(rename = #wire)]));
    let ty = types::tokens(&field.ty, &TokenStream::new());
    let ty = if field.boxed { quote!(Box<#ty>) } else { ty };
    if field.required {
        return quote!(#docs #rename pub #name: #ty,);
    }
    quote! {
        #docs
        #rename
        #[serde(skip_serializing_if = "Option::is_none")]
        pub #name: Option<#ty>,
    }
}
