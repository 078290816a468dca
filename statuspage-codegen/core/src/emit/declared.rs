//! The type of the client and its builder, where the generated code declares them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path};

use super::{Options, docs, ident};
use crate::api::{Api, Credential, SecurityScheme};
use crate::hashed::Set;

/// Emits the client, its builder, and the blocking client, as far as the generated code declares them.
pub(super) fn emit(api: &Api, options: &Options) -> Option<TokenStream> {
    let runtime = &options.runtime;
    let visibility = options.declare.as_ref()?;
    let client = options.client.get_ident()?;
    let builder = format_ident!("{client}Builder");
    let blocking = options
        .blocking
        .as_ref()
        .zip(options.declare_blocking.as_ref());
    let blocking = blocking.and_then(|(path, visibility)| Some((path.get_ident()?, visibility)));
    let declared = blocking.map(|(name, visibility)| quote!(, #visibility #name));
    let service = service(api, &builder, runtime);
    let docs = docs::client(api);
    let taken = taken(api);
    let of_client = functions(client, Some(&builder), &taken, runtime);
    let of_blocking = blocking.map(|(name, _)| {
        let functions = functions(name, None, &taken, runtime);
        quote!(#[cfg(feature = "blocking")] #functions)
    });
    let setters = setters(api, runtime);
    Some(quote! {
        #runtime::client_type! { #docs #visibility #client, #visibility #builder #declared: #service }
        #of_client
        #of_blocking
        impl #builder {
            #(#setters)*
        }
    })
}

fn service(api: &Api, builder: &Ident, runtime: &Path) -> TokenStream {
    let builder = builder.to_string();
    let base_url = api.server.as_ref().map(|_| quote!(.base_url(BASE_URL)));
    let security = api.security.as_deref().map(security);
    quote! {
        #runtime::Service::new(#builder, concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))) #base_url #security
    }
}

/// Emits the call that states which credentials requests need.
pub(super) fn security(alternatives: &[Vec<String>]) -> TokenStream {
    quote!(.security(&[#(&[#(#alternatives),*]),*]))
}

/// The names of the functions that the operations have.
fn taken(api: &Api) -> Set<&str> {
    let mut taken = Set::default();
    for operation in &api.operations {
        taken.insert(&*operation.function);
        taken.extend(operation.paging.iter().map(|paging| &*paging.function));
        if let Some(alias) = &operation.alias {
            taken.insert(&alias.function);
            taken.extend(alias.items.as_deref());
        }
    }
    taken
}

/// Emits the functions that every client has, except those whose names an operation has. The asynchronous client has a builder.
fn functions(
    client: &Ident,
    builder: Option<&Ident>,
    taken: &Set<&str>,
    runtime: &Path,
) -> TokenStream {
    let (asynchronous, wait, send) = match builder {
        Some(_) => (quote!(async), quote!(.await), None),
        None => (TokenStream::new(), TokenStream::new(), Some(quote!(+ Send))),
    };
    let builder = builder.map(|builder| {
        quote! {
            /// Returns a builder with default settings.
            pub fn builder() -> #builder {
                #builder::new()
            }
        }
    });
    let with_options = quote! {
        /// Returns a client that makes its calls with these options. It shares connections and rate limit with this one.
        #[must_use]
        pub fn with_options(&self, options: #runtime::CallOptions) -> Self {
            Self(self.0.with_options(options))
        }
    };
    let send_operation = quote! {
        /// Sends an operation, and returns the value with the status, the headers and the body of the response.
        pub #asynchronous fn send<O: #runtime::Operation>(
            &self,
            operation: &O,
        ) -> #runtime::Result<#runtime::Response<O::Output>> {
            self.0.send(operation) #wait
        }
    };
    let send_request = quote! {
        /// Sends a request for which there is no operation, and decodes the JSON of the response.
        pub #asynchronous fn send_request<T: #runtime::DeserializeOwned #send + 'static>(
            &self,
            request: #runtime::Request,
        ) -> #runtime::Result<#runtime::Response<T>> {
            self.0.send_request(request) #wait
        }
    };
    let all = [
        ("builder", builder),
        ("with_options", Some(with_options)),
        ("send", Some(send_operation)),
        ("send_request", Some(send_request)),
    ];
    let all = all.into_iter().filter(|(name, _)| !taken.contains(name));
    let all = all.filter_map(|(_, function)| function);
    quote!(impl #client { #(#all)* })
}

/// Emits the functions of the builder that set credentials. Without a security scheme there is one for anything that the service
/// takes, because many a description says nothing about it.
fn setters(api: &Api, runtime: &Path) -> Vec<TokenStream> {
    if api.security_schemes.is_empty() {
        let docs = docs::authorization();
        let scheme = quote!(Header("Authorization"));
        return vec![setter(&docs, "authorization", &scheme, runtime)];
    }
    let setters = api.security_schemes.iter().map(|scheme| {
        let docs = docs::security_scheme(scheme);
        let SecurityScheme { setter: name, .. } = scheme;
        let kind = match &scheme.credential {
            Credential::Header(name) => quote!(Header(#name)),
            Credential::Query(name) => quote!(Query(#name)),
            Credential::Cookie(name) => quote!(Cookie(#name)),
            Credential::Bearer => quote!(Bearer),
            Credential::Basic => return basic_setter(&docs, name, runtime),
        };
        setter(&docs, name, &kind, runtime)
    });
    setters.collect()
}

fn setter(docs: &TokenStream, name: &str, scheme: &TokenStream, runtime: &Path) -> TokenStream {
    let function = ident(name);
    quote! {
        #docs
        pub fn #function(self, secret: impl Into<#runtime::Secret>) -> Self {
            Self(#runtime::credential(self.0, #name, #runtime::Scheme::#scheme, secret.into()))
        }
    }
}

fn basic_setter(docs: &TokenStream, name: &str, runtime: &Path) -> TokenStream {
    let function = ident(name);
    quote! {
        #docs
        pub fn #function(self, user: impl Into<String>, password: impl Into<#runtime::Secret>) -> Self {
            Self(#runtime::basic_credential(self.0, #name, user.into(), password.into()))
        }
    }
}
