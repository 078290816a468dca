//! Types as Rust text, as a user of the client reads them: `Option<Vec<String>>`, `Timestamp`, `models::Animal`.

use statuspage_codegen_core::api::Type;

/// A type by itself, such as an operation's output.
pub(crate) fn plain(ty: &Type) -> String {
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Any => "serde_json::Value".to_owned(),
        Type::String => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::DateTime => "Timestamp".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Secret => "Secret".to_owned(),
        Type::File => "FilePart".to_owned(),
        Type::Bytes => "Vec<u8>".to_owned(),
        Type::Array(item) => format!("Vec<{}>", plain(item)),
        Type::Map { key, value } => format!("BTreeMap<{}, {}>", plain(key), plain(value)),
        Type::Model(name) => format!("models::{name}"),
        Type::Optional(body) => format!("Option<{}>", plain(body)),
    }
}

/// The type of a parameter's field: one that may be null as well as absent has three states.
pub(crate) fn parameter(ty: &Type, required: bool, nullable: bool) -> String {
    match (required, nullable) {
        (false, true) => format!("Nullable<{}>", plain(ty)),
        _ => held(ty, required && !nullable, false),
    }
}

/// The type of a model's field: in an `Option` unless it is required, in a `Box` where its struct contains itself.
pub(crate) fn held(ty: &Type, required: bool, boxed: bool) -> String {
    let inner = plain(ty);
    let inner = if boxed {
        format!("Box<{inner}>")
    } else {
        inner
    };
    if required {
        inner
    } else {
        format!("Option<{inner}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_in_rust() {
        let array = |item| Type::Array(Box::new(item));
        for (ty, text) in [
            (Type::Unit, "()"),
            (Type::Any, "serde_json::Value"),
            (Type::Integer, "i64"),
            (Type::Number, "f64"),
            (Type::Boolean, "bool"),
            (Type::DateTime, "Timestamp"),
            (Type::Date, "Date"),
            (Type::Secret, "Secret"),
            (Type::File, "FilePart"),
            (Type::Bytes, "Vec<u8>"),
            (array(Type::Model("Pet".to_owned())), "Vec<models::Pet>"),
            (
                Type::Map {
                    key: Box::new(Type::Model("PetId".to_owned())),
                    value: Box::new(array(Type::String)),
                },
                "BTreeMap<models::PetId, Vec<String>>",
            ),
        ] {
            assert_eq!(plain(&ty), text);
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
            assert_eq!(parameter(&Type::Integer, required, nullable), text);
        }
    }

    #[test]
    fn a_field_may_be_absent_or_boxed() {
        let ty = Type::Model("Pet".to_owned());
        assert_eq!(held(&ty, true, false), "models::Pet");
        assert_eq!(held(&ty, false, true), "Option<Box<models::Pet>>");
    }
}
