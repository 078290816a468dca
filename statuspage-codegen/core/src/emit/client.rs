//! The client's functions, and the list of all operations.

use crate::api::{Api, Operation, Tag};
use crate::hashed::Map;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::types::Paths;
use super::{Options, docs, ident};

/// How a function waits for the response.
#[derive(Clone, Copy)]
enum Wait {
    Async,
    Blocking,
}

/// How a function sends an operation.
struct Call {
    wait: Wait,
    /// The client that it is sent with.
    receiver: TokenStream,
}

/// Emits an `impl` for each group of operations, and `OPERATIONS`. The blocking functions are behind a feature.
pub(super) fn emit(api: &Api, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let paths = Paths::new(api, quote!(models::), quote!(#runtime));
    // A type that is declared here contains the client; any other one dereferences to it.
    let receiver = |declared: &Option<_>| {
        if declared.is_some() {
            quote!(&self.0)
        } else {
            quote!(self)
        }
    };
    let call = Call {
        wait: Wait::Async,
        receiver: receiver(&options.declare),
    };
    let functions = implementations(api, &options.client, &call, &paths);
    let blocking = options.blocking.as_ref().map(|client| {
        let call = Call {
            wait: Wait::Blocking,
            receiver: receiver(&options.declare_blocking),
        };
        let functions = implementations(api, client, &call, &paths);
        quote!(#(#[cfg(feature = "blocking")] #functions)*)
    });
    let params = api
        .operations
        .iter()
        .map(|operation| ident(&operation.params));
    quote! {
        #(#functions)*
        #blocking
        /// All operations of the description, in its order.
        pub const OPERATIONS: &[#runtime::OperationInfo] = &[#(<params::#params as #runtime::Operation>::INFO),*];
    }
}

/// Emits an `impl` for each group of operations.
fn implementations(api: &Api, client: &Path, call: &Call, paths: &Paths<'_>) -> Vec<TokenStream> {
    let groups = groups(api).into_iter().map(|group| {
        let docs = docs::group(api, group.tag, group.listed.map(|(_, tag)| tag));
        let functions = group
            .operations
            .into_iter()
            .map(|operation| functions(operation, call, paths));
        quote! {
            #docs
            impl #client {
                #(#functions)*
            }
        }
    });
    groups.collect()
}

/// The operations by their first tag, in the order of the document's list of tags; then those with other tags, as they are
/// met, and those without any.
pub(super) fn groups(api: &Api) -> Vec<Group<'_>> {
    let mut listed = Map::default();
    for (position, tag) in api.tags.iter().enumerate() {
        listed.get_or_insert_with(tag.name.as_str(), || (position, tag));
    }
    let mut groups = Map::default();
    for operation in &api.operations {
        let tag = operation.tags.first().map(String::as_str);
        let group = groups.get_or_insert_with(tag, || Group {
            tag,
            listed: tag.and_then(|tag| listed.get(tag).copied()),
            operations: Vec::new(),
        });
        group.operations.push(operation);
    }
    let mut groups = groups.into_values();
    groups.sort_by_key(|group| match (group.tag, group.listed) {
        (_, Some((position, _))) => position,
        (Some(_), None) => api.tags.len(),
        (None, None) => usize::MAX,
    });
    groups
}

/// The operations with one first tag, or without any.
pub(super) struct Group<'a> {
    pub(super) tag: Option<&'a str>,
    /// The tag's entry in the document's list of tags, and its position there.
    listed: Option<(usize, &'a Tag)>,
    pub(super) operations: Vec<&'a Operation>,
}

/// The functions of an operation: with the names that its operationId gives, and before those with its short ones.
fn functions(operation: &Operation, call: &Call, paths: &Paths<'_>) -> TokenStream {
    let id = Names {
        function: &operation.function,
        params: &operation.params,
        items: operation.paging.as_ref().map(|paging| &*paging.function),
    };
    let Some(alias) = &operation.alias else {
        let docs = [docs::operation(operation), docs::items(id.function)];
        return named(operation, &id, docs, call, paths);
    };
    let short = Names {
        function: &alias.function,
        params: &alias.params,
        items: alias.items.as_deref(),
    };
    let [of_function, of_items] =
        [id.function, id.items.unwrap_or_default()].map(docs::search_alias);
    let operation_docs = docs::operation(operation);
    let items_docs = docs::items(short.function);
    let docs = [
        quote!(#operation_docs #of_function),
        quote!(#items_docs #of_items),
    ];
    let short_functions = named(operation, &short, docs, call, paths);
    let docs = [short.function, short.items.unwrap_or_default()].map(docs::same);
    let functions = named(operation, &id, docs, call, paths);
    quote!(#short_functions #functions)
}

/// The names of an operation's items: those that follow from its operationId, or the short ones.
struct Names<'a> {
    function: &'a str,
    params: &'a str,
    items: Option<&'a str>,
}

/// Emits the function that sends an operation, and the one that returns all pages.
fn named(
    operation: &Operation,
    names: &Names<'_>,
    [docs, items_docs]: [TokenStream; 2],
    call: &Call,
    paths: &Paths<'_>,
) -> TokenStream {
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "deprecated in the description"]));
    let [name, params] = [names.function, names.params].map(ident);
    let output = paths.tokens(&operation.output);
    let (runtime, receiver) = (&paths.runtime, &call.receiver);
    let (asynchronous, module, answer) = match call.wait {
        Wait::Async => (Some(quote!(async)), quote!(#runtime), quote!(.await)),
        Wait::Blocking => (None, quote!(#runtime::blocking), TokenStream::new()),
    };
    let items = names.items.map(|name| {
        let name = ident(name);
        quote! {
            #items_docs
            #deprecated
            #[inline]
            pub fn #name(&self, params: &params::#params) -> #module::Items<params::#params> {
                #module::Items::new(#receiver, params)
            }
        }
    });
    quote! {
        #docs
        #deprecated
        pub #asynchronous fn #name(&self, params: &params::#params) -> #runtime::Result<#output> {
            #module::value(#receiver, params) #answer
        }
        #items
    }
}
