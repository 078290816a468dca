//! Paginated lists: how a page is requested, and which page new parameters request.

use crate::api::{Location, Operation, Paging, Parameter, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::types::Paths;

/// Emits the `Paged` of the parameters' struct.
pub(super) fn emit(operation: &Operation, paths: &Paths<'_>) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let Type::Array(item) = &operation.output else {
        return None;
    };
    let name = ident(&operation.params);
    let item_id = item_id(item, paging);
    let item = paths.tokens(item);
    let first = Literal::i64_unsuffixed(paging.first_page);
    let max = paging.max_page_size.map(Literal::i64_unsuffixed);
    let max = max.map_or_else(|| quote!(None), |max| quote!(Some(#max)));
    let honored = paging.page_size_honored.then(|| {
        quote!(
            const PAGE_SIZE_HONORED: bool = true;
        )
    });
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
            const FIRST_PAGE: i64 = #first;
            const MAX_PAGE_SIZE: Option<i64> = #max;
            #honored
            fn page(&self) -> Option<i64> {
                #page_set
            }
            fn size(&self) -> Option<i64> {
                #size_set
            }
            fn set_page(&mut self, page: i64, size: Option<i64>) {
                self.#page_field = #new_page;
                self.#size_field = #new_size;
            }
            #item_id
        }
    })
}

/// Emits the function that returns the id of an item. Untyped JSON may have an id, too.
fn item_id(item: &Type, paging: &Paging) -> Option<TokenStream> {
    let id = match (&paging.item_id, item) {
        (Some(id), _) => {
            let field = ident(&id.field);
            if id.required {
                quote!(Some(&item.#field))
            } else {
                quote!(item.#field.as_ref())
            }
        }
        (None, Type::Any) => quote!(item.get("id").filter(|id| !id.is_null())),
        _ => return None,
    };
    Some(quote! {
        fn item_id(item: &Self::Item) -> Option<impl std::hash::Hash + '_> {
            #id
        }
    })
}

/// The value that new parameters have for the page or its size, unless `new` takes it or the document does not state both.
pub(super) fn preset(operation: &Operation, parameter: &Parameter) -> Option<TokenStream> {
    let paging = operation.paging.as_ref().filter(|found| found.is_preset)?;
    let is = |name: &str| parameter.location == Location::Query && parameter.name == name;
    let value = if is(&paging.page) {
        paging.first_page
    } else if is(&paging.size) {
        paging.max_page_size?
    } else {
        return None;
    };
    let value = Literal::i64_unsuffixed(value);
    Some(quote!(Some(#value)))
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
