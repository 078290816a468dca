//! The client's functions, and the list of all operations.

use std::collections::BTreeMap;

use crate::Method;
use crate::api::{Api, Operation, Tag};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::types::Paths;
use super::{docs, ident, paging};

/// How a function waits for its answer.
#[derive(Clone, Copy)]
pub(super) enum Wait {
    Async,
    Blocking,
}

/// Emits an `impl` for each group of operations, and `OPERATIONS`. Those of a client without async are behind a feature.
pub(super) fn emit(
    api: &Api,
    client: &Path,
    blocking: Option<&Path>,
    runtime: &Path,
) -> TokenStream {
    let paths = Paths {
        models: quote!(models::),
        runtime: quote!(#runtime),
    };
    let functions = implementations(api, client, Wait::Async, &paths);
    let blocking = blocking.map(|client| {
        let functions = implementations(api, client, Wait::Blocking, &paths);
        quote!(#(#[cfg(feature = "blocking")] #functions)*)
    });
    let infos = api
        .operations
        .iter()
        .map(|operation| info(operation, runtime));
    quote! {
        #(#functions)*
        #blocking
        /// All operations of the description, in its order.
        pub const OPERATIONS: &[#runtime::OperationInfo] = &[#(#infos),*];
    }
}

/// An `impl` for each group of operations.
fn implementations(api: &Api, client: &Path, wait: Wait, paths: &Paths) -> Vec<TokenStream> {
    let groups = groups(api).into_iter().map(|group| {
        let docs = docs::group(api, group.tag, group.listed.map(|(_, tag)| tag));
        let functions = group
            .operations
            .into_iter()
            .map(|operation| function(operation, wait, paths));
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
fn groups(api: &Api) -> Vec<Group<'_>> {
    let mut listed = BTreeMap::new();
    for (position, tag) in api.tags.iter().enumerate() {
        listed.entry(tag.name.as_str()).or_insert((position, tag));
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut positions = BTreeMap::new();
    for operation in &api.operations {
        let tag = operation.tags.first().map(String::as_str);
        let at = *positions.entry(tag).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.operations.push(operation),
            None => groups.push(Group {
                tag,
                listed: tag.and_then(|tag| listed.get(tag).copied()),
                operations: vec![operation],
            }),
        }
    }
    groups.sort_by_key(|group| match (group.tag, group.listed) {
        (_, Some((position, _))) => position,
        (Some(_), None) => api.tags.len(),
        (None, None) => usize::MAX,
    });
    groups
}

/// The operations with one first tag, or without any.
struct Group<'a> {
    tag: Option<&'a str>,
    /// What the document's list of tags says of it, and where.
    listed: Option<(usize, &'a Tag)>,
    operations: Vec<&'a Operation>,
}

fn function(operation: &Operation, wait: Wait, paths: &Paths) -> TokenStream {
    let docs = docs::operation(operation);
    let deprecated = deprecated(operation);
    let name = ident(&operation.function);
    let params = ident(&operation.params);
    let output = paths.tokens(&operation.output);
    let runtime = &paths.runtime;
    let stream = paging::function(operation, wait, paths);
    // By the path of its type: an operation may be called `send` too.
    let (asynchronous, sender, answer) = match wait {
        Wait::Async => (Some(quote!(async)), quote!(Client), quote!(.await)),
        Wait::Blocking => (None, quote!(blocking::Client), TokenStream::new()),
    };
    quote! {
        #docs
        #deprecated
        pub #asynchronous fn #name(&self, params: &params::#params) -> #runtime::Result<#output> {
            Ok(#runtime::#sender::send(self, params) #answer ?.into_value())
        }
        #stream
    }
}

/// What stands before the functions of an operation that should not be used.
pub(super) fn deprecated(operation: &Operation) -> Option<TokenStream> {
    operation
        .deprecated
        .then(|| quote!(#[deprecated = "the description advises against its use"]))
}

fn info(operation: &Operation, runtime: &Path) -> TokenStream {
    let Operation { id, tags, .. } = operation;
    let method = method(operation.method);
    let path = operation.path.to_string();
    let summary = operation.summary.as_deref().unwrap_or_default();
    quote! {
        #runtime::OperationInfo {
            id: #id,
            method: #runtime::Method::#method,
            path: #path,
            tags: &[#(#tags),*],
            summary: #summary,
        }
    }
}

/// The name of the runtime's variant.
pub(super) fn method(method: Method) -> proc_macro2::Ident {
    format_ident!("{method:?}")
}
