//! Lists that come in pages: how they are asked for, and the function that goes through all pages.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use statuspage_spec::api::{Location, Operation, Parameter, Type};

use super::client::Wait;
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
    let most = paging.most.map(Literal::i64_unsuffixed);
    let most = most.map_or_else(|| quote!(None), |most| quote!(Some(#most)));
    let page = in_query(operation, &paging.page)?;
    let size = in_query(operation, &paging.size)?;
    let [page_set, size_set] = [page, size].map(read);
    let [page_field, size_field] = [page, size].map(|parameter| ident(&parameter.field));
    let new_page = if page.required {
        quote!(page)
    } else {
        quote!(Some(page))
    };
    let new_size = if size.required {
        quote!(size.unwrap_or(self.#size_field))
    } else {
        quote!(size)
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
                self.#page_field = #new_page;
                self.#size_field = #new_size;
            }
        }
    })
}

/// Emits the function of the client that goes through all pages.
pub(super) fn function(operation: &Operation, wait: Wait, paths: &Paths) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let docs = docs::stream(operation);
    let deprecated = super::client::deprecated(operation);
    let name = ident(&paging.function);
    let params = ident(&operation.params);
    let runtime = &paths.runtime;
    let items = match wait {
        Wait::Async => quote!(#runtime::Items),
        Wait::Blocking => quote!(#runtime::blocking::Items),
    };
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, params: &params::#params) -> #items<params::#params> {
            #items::new(self, params)
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
