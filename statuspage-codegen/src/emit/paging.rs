//! Lists that come in pages: how they are asked for, and the function that goes through all pages.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use statuspage_spec::api::{Location, Operation, Parameter, Type};

use super::types::Paths;
use super::{docs, ident};

/// Emits the `Paged` of the parameters' struct.
pub(super) fn emit(operation: &Operation, paths: &Paths) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let Type::Array(item) = &operation.output else {
        return None;
    };
    let name = ident(&operation.params);
    let item = paths.tokens(item);
    let first = Literal::i64_unsuffixed(paging.first);
    let most = match paging.most.map(Literal::i64_unsuffixed) {
        Some(most) => quote!(Some(#most)),
        None => quote!(None),
    };
    let [page, size] = [&paging.page, &paging.size].map(|wire| in_query(operation, wire));
    let (page, size) = (page?, size?);
    let [page_set, size_set] = [page, size].map(read);
    let page_field = ident(&page.field);
    let set_page = if page.required {
        quote!(self.#page_field = page;)
    } else {
        quote!(self.#page_field = Some(page);)
    };
    let size_field = ident(&size.field);
    let set_size = if size.required {
        quote!(self.#size_field = size.unwrap_or(self.#size_field);)
    } else {
        quote!(self.#size_field = size;)
    };
    Some(quote! {
        impl runtime::Paged for #name {
            type Item = #item;
            const FIRST: i64 = #first;
            const MOST: Option<i64> = #most;
            fn page(&self) -> Option<i64> {
                #page_set
            }
            fn size(&self) -> Option<i64> {
                #size_set
            }
            fn turn_to(&mut self, page: i64, size: Option<i64>) {
                #set_page
                #set_size
            }
        }
    })
}

/// Emits the function of the client that goes through all pages.
pub(super) fn function(operation: &Operation, paths: &Paths) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let docs = docs::stream(operation);
    let deprecated = super::client::deprecated(operation);
    let name = ident(&paging.function);
    let params = ident(&operation.params);
    let runtime = &paths.runtime;
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, params: &params::#params) -> #runtime::Items<params::#params> {
            #runtime::Items::new(self, params)
        }
    })
}

fn in_query<'a>(operation: &'a Operation, wire: &str) -> Option<&'a Parameter> {
    let mut query = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Query);
    query.find(|parameter| parameter.name == wire)
}

/// The number that a field has, if it has one.
fn read(parameter: &Parameter) -> TokenStream {
    let field = ident(&parameter.field);
    if parameter.required {
        quote!(Some(self.#field))
    } else {
        quote!(self.#field)
    }
}
