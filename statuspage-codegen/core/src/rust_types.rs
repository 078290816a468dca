//! Converts types to Rust types: as tokens for the generated code, and as text for tools.

use std::fmt;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::api::{Field, Type};

/// A Rust type. `Display` writes it as users of the client know it: `Option<Vec<String>>`, `Timestamp`, `models::Animal`.
#[derive(Clone, Debug)]
pub struct RustType<'a> {
    module: Module,
    name: &'a str,
    arguments: Vec<Self>,
}

/// The module of a type.
#[derive(Clone, Copy, Debug)]
enum Module {
    /// The type without a name.
    Unit,
    Prelude,
    Collections,
    Json,
    Runtime,
    Models,
}

impl<'a> RustType<'a> {
    /// Returns the type itself, such as the output of an operation.
    #[must_use]
    pub fn of(ty: &'a Type) -> Self {
        let (module, name) = match ty {
            Type::Unit => (Module::Unit, ""),
            Type::Any => (Module::Json, "Value"),
            Type::String => (Module::Prelude, "String"),
            Type::Integer => (Module::Prelude, "i64"),
            Type::Unsigned => (Module::Prelude, "u64"),
            Type::Number => (Module::Prelude, "f64"),
            Type::Boolean => (Module::Prelude, "bool"),
            Type::DateTime => (Module::Runtime, "Timestamp"),
            Type::Date => (Module::Runtime, "Date"),
            Type::PartialDate => (Module::Runtime, "PartialDate"),
            Type::UnixSeconds => (Module::Runtime, "UnixSeconds"),
            Type::Selection { .. } => (Module::Runtime, "Selection"),
            Type::Secret => (Module::Runtime, "Secret"),
            Type::File => (Module::Runtime, "FilePart"),
            Type::Bytes | Type::Array(_) => (Module::Prelude, "Vec"),
            Type::Map { .. } => (Module::Collections, "BTreeMap"),
            Type::Optional(_) => (Module::Prelude, "Option"),
            Type::Model(name) => (Module::Models, name.as_str()),
        };
        let arguments = match ty {
            Type::Bytes => vec![Self {
                module: Module::Prelude,
                name: "u8",
                arguments: Vec::new(),
            }],
            Type::Array(inner) | Type::Optional(inner) | Type::Selection { item: inner, .. } => {
                vec![Self::of(inner)]
            }
            Type::Map { key, value } => vec![Self::of(key), Self::of(value)],
            _ => Vec::new(),
        };
        Self {
            module,
            name,
            arguments,
        }
    }

    /// Returns the type of a parameter's field. If it may be null as well as absent, it has three states. An object of untyped
    /// JSON that is not required is any JSON, so that `json!` is one; sending anything but an object is an error.
    #[must_use]
    pub fn of_parameter(ty: &'a Type, required: bool, nullable: bool) -> Self {
        let ty = if !required && ty.is_json_object() {
            Self::of(&Type::Any)
        } else {
            Self::of(ty)
        };
        match (required, nullable) {
            (true, false) => ty,
            (false, true) => ty.within(Module::Runtime, "Nullable"),
            (true, true) | (false, false) => ty.within(Module::Prelude, "Option"),
        }
    }

    /// Returns the type of a model's field: in an `Option` unless it always has a value, and in a `Box` if its struct contains
    /// itself.
    #[must_use]
    pub fn of_field(field: &'a Field) -> Self {
        let ty = match &field.ty {
            Type::Optional(inner) if field.boxed => {
                let inner = Self::of(inner).within(Module::Prelude, "Box");
                inner.within(Module::Prelude, "Option")
            }
            ty if field.boxed => Self::of(ty).within(Module::Prelude, "Box"),
            ty => Self::of(ty),
        };
        if field.required || field.rest {
            ty
        } else {
            ty.within(Module::Prelude, "Option")
        }
    }

    fn within(self, module: Module, name: &'a str) -> Self {
        Self {
            module,
            name,
            arguments: vec![self],
        }
    }

    /// Returns the tokens of the type, with the paths of models and of the runtime in the generated code.
    pub(crate) fn tokens(&self, models: &TokenStream, runtime: &TokenStream) -> TokenStream {
        let module = match self.module {
            Module::Unit => return quote!(()),
            Module::Prelude => TokenStream::new(),
            Module::Collections => quote!(std::collections::),
            Module::Json => quote!(#runtime::serde_json::),
            Module::Runtime => quote!(#runtime::),
            Module::Models => models.clone(),
        };
        let name = format_ident!("{}", self.name);
        let arguments = self.arguments.iter();
        let arguments: Vec<_> = arguments.map(|ty| ty.tokens(models, runtime)).collect();
        if arguments.is_empty() {
            quote!(#module #name)
        } else {
            quote!(#module #name<#(#arguments),*>)
        }
    }
}

impl fmt::Display for RustType<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.module {
            Module::Unit => "()",
            Module::Json => "serde_json::",
            Module::Models => "models::",
            Module::Prelude | Module::Collections | Module::Runtime => "",
        })?;
        formatter.write_str(self.name)?;
        for (index, argument) in self.arguments.iter().enumerate() {
            let separator = if index == 0 { "<" } else { ", " };
            write!(formatter, "{separator}{argument}")?;
        }
        formatter.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Constraints;
    use crate::pointer::Pointer;

    fn array(item: Type) -> Type {
        Type::Array(Box::new(item))
    }

    #[test]
    fn types_are_written_as_in_rust() {
        let map = Type::Map {
            key: Box::new(Type::Model("PetId".to_owned())),
            value: Box::new(array(Type::String)),
        };
        for (ty, text, tokens) in [
            (Type::Unit, "()", "()"),
            (Type::Any, "serde_json::Value", "r::serde_json::Value"),
            (Type::Integer, "i64", "i64"),
            (Type::Date, "Date", "r::Date"),
            (Type::Bytes, "Vec<u8>", "Vec<u8>"),
            (
                array(Type::Model("r#Box".to_owned())),
                "Vec<models::r#Box>",
                "Vec<m::r#Box>",
            ),
            (
                map,
                "BTreeMap<models::PetId, Vec<String>>",
                "std::collections::BTreeMap<m::PetId,Vec<String>>",
            ),
        ] {
            let found = RustType::of(&ty);
            assert_eq!(found.to_string(), text);
            let emitted = found.tokens(&quote!(m::), &quote!(r)).to_string();
            assert_eq!(emitted.replace(' ', ""), tokens);
        }
    }

    #[test]
    fn a_parameter_may_be_absent_or_null() {
        for (required, nullable, text) in [
            (true, false, "i64"),
            (true, true, "Option<i64>"),
            (false, false, "Option<i64>"),
            (false, true, "Nullable<i64>"),
        ] {
            let ty = RustType::of_parameter(&Type::Integer, required, nullable);
            assert_eq!(ty.to_string(), text);
        }
    }

    #[test]
    fn a_field_may_be_absent_or_boxed() {
        let pet = Type::Model("Pet".to_owned());
        let or_null = Type::Optional(Box::new(pet.clone()));
        let rest = Type::Map {
            key: Box::new(Type::String),
            value: Box::new(Type::Unsigned),
        };
        for (ty, required, rest, boxed, text) in [
            (pet.clone(), true, false, false, "models::Pet"),
            (pet, false, false, true, "Option<Box<models::Pet>>"),
            (or_null, true, false, true, "Option<Box<models::Pet>>"),
            (rest.clone(), false, true, false, "BTreeMap<String, u64>"),
            (rest, false, false, false, "Option<BTreeMap<String, u64>>"),
        ] {
            let field = Field {
                name: "a".to_owned(),
                field: "a".to_owned(),
                ty,
                required,
                deprecated: false,
                rest,
                boxed,
                description: None,
                constraints: Constraints::default(),
                pointer: Pointer::default(),
                guessed: None,
            };
            assert_eq!(RustType::of_field(&field).to_string(), text);
        }
    }
}
