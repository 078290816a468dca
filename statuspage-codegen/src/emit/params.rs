//! The struct of an operation's parameters, and how it becomes a request.

use proc_macro2::TokenStream;
use quote::quote;
use statuspage_spec::api::{ListStyle, Location, Operation, Parameter, Type};
use syn::Path;

use super::client::method;
use super::{docs, ident, types};

/// Emits the struct with its constructor and setters, and its `Operation`.
pub(super) fn emit(operation: &Operation, client: &Path) -> TokenStream {
    let docs = docs::params(operation, client);
    let name = ident(&operation.params);
    let models = quote!(super::models::);
    let fields = operation.parameters.iter().map(|parameter| {
        let docs = docs::parameter(parameter);
        let field = ident(&parameter.field);
        let ty = field_type(parameter, &models);
        quote!(#docs pub #field: #ty,)
    });
    // Without anything required, a default is as good as the constructor.
    let default = all_optional(operation).then(|| quote!(, Default));
    let methods = methods(operation, &models);
    let implementation = implementation(operation, &models);
    quote! {
        #docs
        #[derive(Clone, Debug #default)]
        #[must_use]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
        impl #name {
            #methods
        }
        #implementation
    }
}

fn all_optional(operation: &Operation) -> bool {
    !operation
        .parameters
        .iter()
        .any(|parameter| parameter.required)
}

fn field_type(parameter: &Parameter, models: &TokenStream) -> TokenStream {
    let ty = types::tokens(&parameter.ty, models);
    if parameter.required {
        ty
    } else {
        quote!(Option<#ty>)
    }
}

/// `new` with what is required, and a setter for each of the rest.
fn methods(operation: &Operation, models: &TokenStream) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for parameter in &operation.parameters {
        let field = ident(&parameter.field);
        if parameter.required {
            let (argument, value) = types::argument(&parameter.ty, &field, models);
            arguments.push(quote!(#field: #argument));
            values.push(types::initializer(&field, &value));
        } else {
            let docs = docs::setter(parameter);
            let (argument, value) = types::argument(&parameter.ty, &ident("value"), models);
            values.push(quote!(#field: None));
            setters.push(quote! {
                #docs
                pub fn #field(mut self, value: #argument) -> Self {
                    self.#field = Some(#value);
                    self
                }
            });
        }
    }
    let docs = docs::constructor(operation);
    let body = if all_optional(operation) {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
    quote! {
        #docs
        pub fn new(#(#arguments),*) -> Self {
            #body
        }
        #(#setters)*
    }
}

fn implementation(operation: &Operation, models: &TokenStream) -> TokenStream {
    let name = ident(&operation.params);
    let id = &operation.id;
    let method = method(operation.method);
    let path = operation.path.to_string();
    let output = types::tokens(&operation.output, models);
    let steps = operation.parameters.iter().filter_map(step);
    let body = body(&operation.parameters);
    quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            const ID: &'static str = #id;
            fn request(&self) -> runtime::Request {
                runtime::Request::new(runtime::Method::#method, #path) #(#steps)* #body
            }
        }
    }
}

/// The call that puts a parameter into the request; none for the fields of a JSON object.
fn step(parameter: &Parameter) -> Option<TokenStream> {
    let name = &parameter.name;
    let field = ident(&parameter.field);
    let value =
        if let (Type::Array(_), ListStyle::Joined(separator)) = (&parameter.ty, parameter.list) {
            quote!(&runtime::Joined(&self.#field, #separator))
        } else {
            quote!(&self.#field)
        };
    Some(match &parameter.location {
        Location::Path => quote!(.path(#name, #value)),
        Location::Header => quote!(.header(#name, #value)),
        Location::Query => quote!(.query(#name, #value)),
        Location::Form if parameter.ty != Type::File => quote!(.form(#name, #value)),
        Location::Form if parameter.required => quote!(.file(#name, Some(#value))),
        Location::Form => quote!(.file(#name, self.#field.as_ref())),
        Location::WholeBody if parameter.required => quote!(.json(#value)),
        Location::WholeBody => quote!(.json_optional(self.#field.as_ref())),
        Location::Body { .. } => return None,
    })
}

/// The call that makes a JSON object of the body's fields, with the envelope around them.
fn body(parameters: &[Parameter]) -> Option<TokenStream> {
    let mut envelope = None;
    let mut fields = Vec::new();
    for parameter in parameters {
        let Location::Body { envelope: around } = &parameter.location else {
            continue;
        };
        envelope = around.as_ref();
        let name = &parameter.name;
        let field = ident(&parameter.field);
        fields.push(if parameter.required {
            quote!(.field(#name, &self.#field))
        } else {
            quote!(.optional(#name, self.#field.as_ref()))
        });
    }
    let object = quote!(runtime::JsonObject::new() #(#fields)*);
    match (fields.is_empty(), envelope) {
        (true, _) => None,
        (false, None) => Some(quote!(.json_object(#object))),
        (false, Some(envelope)) => {
            Some(quote!(.json_object(runtime::JsonObject::new().object(#envelope, #object))))
        }
    }
}
