//! Types in the generated code, and the arguments of functions that take a value of a type.

use crate::api::{Api, Operation, Shape, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::hashed::Set;
use crate::rust_types::RustType;

/// The module of the generated code, which determines the paths of other items, and its types.
pub(super) struct Paths<'a> {
    /// The path before the name of a model, with its `::`.
    pub(super) models: TokenStream,
    /// The runtime.
    pub(super) runtime: TokenStream,
    /// The models that are structs.
    structs: Set<&'a str>,
}

impl<'a> Paths<'a> {
    /// Creates the paths of a module, and finds the structs.
    pub(super) fn new(api: &'a Api, models: TokenStream, runtime: TokenStream) -> Self {
        let mut structs = Set::default();
        for model in &api.models {
            if matches!(model.shape, Shape::Struct(_)) {
                structs.insert(&*model.type_name);
            }
        }
        Self {
            models,
            runtime,
            structs,
        }
    }

    /// A type.
    pub(super) fn tokens(&self, ty: &Type) -> TokenStream {
        self.rust(&RustType::of(ty))
    }

    /// The tokens of a Rust type.
    pub(super) fn rust(&self, ty: &RustType<'_>) -> TokenStream {
        ty.tokens(&self.models, &self.runtime)
    }

    /// How a function takes a value of a type: the argument's type, and the expression that makes the value of it.
    pub(super) fn argument(&self, ty: &Type, name: &Ident) -> (TokenStream, TokenStream) {
        let plain = self.tokens(ty);
        match ty {
            Type::Array(item) => {
                let argument = self.item(item);
                let convert = self.is_converted(item).then(|| quote!(.map(Into::into)));
                (
                    quote!(impl IntoIterator<Item = #argument>),
                    quote!(#name.into_iter() #convert.collect()),
                )
            }
            Type::Map { key, value } => {
                let argument = [key, value].map(|ty| self.item(ty));
                let convert = match [key, value].map(|ty| self.is_converted(ty)) {
                    [true, true] => Some(quote!(.map(|(key, value)| (key.into(), value.into())))),
                    [true, false] => Some(quote!(.map(|(key, value)| (key.into(), value)))),
                    [false, true] => Some(quote!(.map(|(key, value)| (key, value.into())))),
                    [false, false] => None,
                };
                let [key, value] = argument;
                (
                    quote!(impl IntoIterator<Item = (#key, #value)>),
                    quote!(#name.into_iter() #convert.collect()),
                )
            }
            Type::Optional(_) => {
                let value = quote!(Into::<#plain>::into(#name));
                (quote!(impl Into<#plain>), value)
            }
            _ if self.is_converted(ty) => (quote!(impl Into<#plain>), quote!(#name.into())),
            _ => (plain, quote!(#name)),
        }
    }

    /// How a function takes an item of a list, a key or a value.
    fn item(&self, ty: &Type) -> TokenStream {
        let plain = self.tokens(ty);
        if self.is_converted(ty) {
            quote!(impl Into<#plain>)
        } else {
            plain
        }
    }

    /// Returns whether a function takes `impl Into` the type. Nothing but the struct itself can be converted to a struct.
    fn is_converted(&self, ty: &Type) -> bool {
        let is_struct = matches!(ty, Type::Model(name) if self.structs.contains(&**name));
        is_converted(ty) && !is_struct
    }
}

/// How the setter of a field takes a value of its type, or an `Option` of one.
pub(super) struct Setter {
    pub(super) generics: Option<TokenStream>,
    pub(super) argument: TokenStream,
    /// The expression that makes an `Option` of the argument `value`.
    pub(super) option: TokenStream,
}

impl Setter {
    pub(super) fn new(ty: &Type, paths: &Paths<'_>) -> Self {
        let plain = paths.tokens(ty);
        let runtime = &paths.runtime;
        let (argument, option) = match ty {
            Type::Integer | Type::Unsigned | Type::Number | Type::Boolean => {
                return Self {
                    generics: None,
                    argument: quote!(impl #runtime::OrNone<#plain>),
                    option: quote!(value.or_none()),
                };
            }
            Type::Array(item) if **item != Type::Any && is_converted(item) => {
                let item = paths.tokens(item);
                (quote!(IntoItems<#item, M>), quote!(value.into_items()))
            }
            ty if ty.is_json_object() => (quote!(IntoObject<M>), quote!(value.into_object())),
            Type::Map { key, value } if is_converted(value) && **value != Type::Any => {
                let [key, value] = [key, value].map(|ty| paths.tokens(ty));
                (
                    quote!(IntoEntries<#key, #value, M>),
                    quote!(value.into_entries()),
                )
            }
            // A value of untyped JSON is made from an `Option`, too.
            ty if *ty != Type::Any && is_converted(ty) => {
                (quote!(IntoOption<#plain, M>), quote!(value.into_option()))
            }
            // The type of a time or a date must be known where it is parsed.
            _ => {
                let (argument, value) = paths.argument(ty, &format_ident!("value"));
                return Self {
                    generics: None,
                    argument,
                    option: quote!(Some(#value)),
                };
            }
        };
        Self {
            generics: Some(quote!(<M>)),
            argument: quote!(impl #runtime::#argument),
            option,
        }
    }
}

/// Returns whether other types can be converted to it, such as `&str` to a string, or a reference to an id.
fn is_converted(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Any
            | Type::String
            | Type::PartialDate
            | Type::UnixSeconds
            | Type::Secret
            | Type::File
            | Type::Bytes
            | Type::Selection { .. }
            | Type::Model(_)
    )
}

/// Returns whether any parameter or output has a model in its type.
pub(super) fn any_model(operations: &[Operation]) -> bool {
    operations.iter().any(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain([&operation.output]).any(has_model)
    })
}

fn has_model(ty: &Type) -> bool {
    match ty {
        Type::Model(_) => true,
        Type::Array(item) | Type::Optional(item) | Type::Selection { item, .. } => has_model(item),
        Type::Map { key, value } => has_model(key) || has_model(value),
        _ => false,
    }
}

/// Emits a field of a struct expression, in the short form if the value has the field's name.
pub(super) fn initializer(field: &Ident, value: &TokenStream) -> TokenStream {
    if field == &value.to_string() {
        quote!(#field)
    } else {
        quote!(#field: #value)
    }
}
