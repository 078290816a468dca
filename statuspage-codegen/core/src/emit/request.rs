//! Converts an operation and its parameters to a request.

use crate::api::{BodyFormat, EmptyBody, ListStyle, Location, Operation, Parameter, Type};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::types::Paths;
use super::{declared, ident};

/// Emits the `Operation` of the parameters' struct. The request is `#[inline]`: a crate compiles those of the operations that it
/// uses, and the client's crate none.
pub(super) fn emit(operation: &Operation, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&operation.params);
    let info = info(operation);
    let output = paths.tokens(&operation.output);
    let steps = operation.parameters.iter().filter_map(step);
    let body = body(operation);
    let media_type = operation
        .media_type
        .iter()
        .map(|text| quote!(.media_type(#text)));
    let format = body_format(operation);
    let accept = operation
        .accept
        .iter()
        .map(|text| quote!(.header("Accept", #text)));
    quote! {
        impl runtime::Operation for #name {
            type Output = #output;
            const INFO: runtime::OperationInfo = #info;
            #format
            #[inline]
            fn request(&self) -> runtime::Request {
                Self::INFO.request() #(#accept)* #(#steps)* #body #(#media_type)*
            }
        }
    }
}

/// What tools list of the operation; the one place that states its id, method and path.
fn info(operation: &Operation) -> TokenStream {
    let Operation { id, tags, .. } = operation;
    // The runtime's variants have the same names.
    let method = operation.method;
    let method = format_ident!("{method:?}");
    let path = operation.path.to_string();
    let tags = (!tags.is_empty()).then(|| quote!(.tags(&[#(#tags),*])));
    let summary = operation.summary.iter();
    let not_idempotent = operation.not_idempotent.then(|| quote!(.not_idempotent()));
    let security = operation.security.as_deref().map(declared::security);
    quote! {
        runtime::OperationInfo::new(#id, runtime::Method::#method, #path) #tags #(.summary(#summary))* #not_idempotent #security
    }
}

/// Emits how the body of the response is read, unless it is described as JSON.
fn body_format(operation: &Operation) -> Option<TokenStream> {
    let format = match operation.body_format {
        BodyFormat::Json => operation.optional_envelope.as_ref().map_or_else(
            || quote!(runtime::BodyFormat::Json),
            |name| quote!(runtime::BodyFormat::JsonMaybeIn(#name)),
        ),
        BodyFormat::Text => quote!(runtime::BodyFormat::Text),
        BodyFormat::Any => quote!(runtime::BodyFormat::Any),
    };
    let statuses = operation.undescribed.iter().copied();
    let statuses: Vec<_> = statuses.map(Literal::u16_unsuffixed).collect();
    let (argument, format) = match statuses.as_slice() {
        [] if operation.body_format == BodyFormat::Json
            && operation.optional_envelope.is_none() =>
        {
            return None;
        }
        [] => (quote!(_), format),
        some => {
            let any = quote!(#(#some)|* => runtime::BodyFormat::Any);
            (quote!(status), quote!(match status { #any, _ => #format }))
        }
    };
    Some(quote! {
        fn body_format(#argument: u16) -> runtime::BodyFormat {
            #format
        }
    })
}

/// Emits the call that adds a parameter to the request; none for the fields of a JSON object.
fn step(parameter: &Parameter) -> Option<TokenStream> {
    let name = &parameter.name;
    let value = value(parameter);
    if let Some(method) = of_pairs(parameter) {
        return Some(quote!(.#method(#name, &#value)));
    }
    Some(match &parameter.location {
        Location::Path => quote!(.path(#name, &#value)),
        Location::Header => quote!(.header(#name, &#value)),
        Location::Query => quote!(.query(#name, &#value)),
        Location::Form if parameter.ty == Type::File => quote!(.file(#name, &#value)),
        Location::Form if is_files(&parameter.ty) && parameter.required => {
            quote!(.files(#name, &#value))
        }
        Location::Form if is_files(&parameter.ty) => {
            quote!(.files(#name, #value.iter().flatten()))
        }
        Location::Form => quote!(.form(#name, &#value)),
        Location::WholeBody if parameter.required => quote!(.json(&#value)),
        Location::WholeBody => quote!(.json_optional(#value.as_ref())),
        Location::RawBody if parameter.ty != Type::Bytes => quote!(.text(&#value)),
        Location::RawBody if parameter.required => quote!(.bytes(Some(&#value))),
        Location::RawBody => quote!(.bytes(#value.as_ref())),
        Location::Body { .. } | Location::RestOfBody { .. } => return None,
    })
}

/// Returns the method that adds an object as several pairs, or a field of a form as JSON.
fn of_pairs(parameter: &Parameter) -> Option<Ident> {
    let place = match parameter.location {
        Location::Query => "query",
        Location::Form => "form",
        _ => return None,
    };
    match parameter.list {
        ListStyle::Properties => Some(format_ident!("{place}_properties")),
        ListStyle::Deep => Some(format_ident!("{place}_deep")),
        ListStyle::Json if place == "form" => Some(format_ident!("form_json")),
        _ => None,
    }
}

/// Returns whether it is a list of files, each of which is sent as a separate part.
fn is_files(ty: &Type) -> bool {
    matches!(ty, Type::Array(item) if **item == Type::File)
}

/// Emits the value that is sent for a field: a list may be joined, and numbers must be finite, because JSON has no others.
fn value(parameter: &Parameter) -> TokenStream {
    let field = ident(&parameter.field);
    let in_json = matches!(
        parameter.location,
        Location::Body { .. } | Location::RestOfBody { .. } | Location::WholeBody
    );
    match (&parameter.ty, parameter.list) {
        (Type::Array(_), ListStyle::Joined(separator)) if !in_json => {
            quote!(runtime::Joined(&self.#field, #separator))
        }
        (Type::Array(_), ListStyle::Nested { outer, inner }) if !in_json => {
            let lists = quote!(runtime::JoinedItems(&self.#field, #inner));
            match outer {
                Some(outer) => quote!(runtime::Joined(&#lists, #outer)),
                None => lists,
            }
        }
        (_, ListStyle::Json) if parameter.location == Location::Form => quote!(self.#field),
        (_, ListStyle::Json) if !in_json => quote!(runtime::JsonText(&self.#field)),
        (_, ListStyle::Flat { separator, between }) if !in_json => {
            quote!(runtime::Flat(&self.#field, #separator, #between))
        }
        (Type::Selection { word: None, .. }, _) => quote!(self.#field.only()),
        (
            Type::Selection {
                word: Some(word), ..
            },
            _,
        ) => {
            if parameter.required && !parameter.nullable {
                quote!(runtime::OrWord(&self.#field, #word))
            } else {
                quote!(self.#field.as_ref().map(|found| runtime::OrWord(found, #word)))
            }
        }
        (ty, _) if ty.is_json_object() && !parameter.required => {
            quote!(self.#field.as_ref().map(runtime::ObjectOnly))
        }
        (ty, _) if ty.has_number() && parameter.required && !parameter.nullable => {
            quote!(runtime::Finite(&self.#field))
        }
        (ty, _) if ty.has_number() => quote!(self.#field.as_ref().map(runtime::Finite)),
        _ => quote!(self.#field),
    }
}

/// The call that makes a JSON object of the body's fields, with the envelope around them.
fn body(operation: &Operation) -> Option<TokenStream> {
    let mut envelope = None;
    let mut fields = Vec::new();
    for parameter in &operation.parameters {
        let value = value(parameter);
        match &parameter.location {
            Location::Body { envelope: around } => envelope = around.as_ref(),
            Location::RestOfBody { envelope: around } => {
                envelope = around.as_ref();
                fields.push(quote!(.rest(#value.as_ref())));
                continue;
            }
            _ => continue,
        }
        let name = &parameter.name;
        fields.push(match (parameter.required, parameter.nullable) {
            _ if matches!(parameter.ty, Type::Selection { word: None, .. }) => {
                quote!(.optional(#name, #value))
            }
            (true, _) => quote!(.field(#name, &#value)),
            (false, true) => quote!(.nullable(#name, &#value)),
            (false, false) => quote!(.optional(#name, #value.as_ref())),
        });
    }
    if fields.is_empty() {
        return None;
    }
    let mut object = quote!(runtime::JsonObject::new() #(#fields)*);
    if let Some(envelope) = envelope {
        let put = match operation.empty_body {
            EmptyBody::Envelope => quote!(object),
            EmptyBody::Object | EmptyBody::Nothing => quote!(optional_object),
        };
        object = quote!(runtime::JsonObject::new().#put(#envelope, #object));
    }
    Some(match operation.empty_body {
        EmptyBody::Nothing => quote!(.json_object_optional(#object)),
        EmptyBody::Object | EmptyBody::Envelope => quote!(.json_object(#object)),
    })
}
