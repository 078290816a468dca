//! The client's functions, and the list of all operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use statuspage_spec::Method;
use statuspage_spec::api::{Api, Operation, Type};
use syn::Path;

use super::{docs, ident, types};

/// Emits the `impl` with a function for each operation, and `OPERATIONS`.
pub(super) fn emit(api: &Api, client: &Path, runtime: &Path) -> TokenStream {
    let functions = api
        .operations
        .iter()
        .map(|operation| function(operation, runtime));
    let infos = api
        .operations
        .iter()
        .map(|operation| info(operation, runtime));
    quote! {
        impl #client {
            #(#functions)*
        }
        /// All operations of the description, in its order.
        pub const OPERATIONS: &[#runtime::OperationInfo] = &[#(#infos),*];
    }
}

fn function(operation: &Operation, runtime: &Path) -> TokenStream {
    let docs = docs::operation(operation);
    let deprecated = operation
        .deprecated
        .then(|| quote!(#[deprecated = "the description advises against its use"]));
    let name = ident(&operation.function);
    let params = ident(&operation.params);
    let output = output(&operation.output, runtime);
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self, params: &params::#params) -> #runtime::Result<#output> {
            Ok(self.send(params).await?.into_value())
        }
    }
}

/// The type of a response's body, as it is written beside the modules rather than in one.
fn output(ty: &Type, runtime: &Path) -> TokenStream {
    match ty {
        Type::Any => quote!(#runtime::serde_json::Value),
        Type::DateTime => quote!(#runtime::Timestamp),
        Type::Date => quote!(#runtime::Date),
        Type::Array(item) => {
            let item = output(item, runtime);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = output(value, runtime);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        other => types::tokens(other, &quote!(models::)),
    }
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
