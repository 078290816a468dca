//! Types as Rust text, as a user of the client reads them: `Option<Vec<String>>`, `Timestamp`, `models::Animal`.

use statuspage_spec::api::Type;

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
        Type::File => "Vec<u8>".to_owned(),
        Type::Array(item) => format!("Vec<{}>", plain(item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", plain(value)),
        Type::Model(name) => format!("models::{name}"),
    }
}

/// The type of a struct's field: in an `Option` unless it is required, in a `Box` where its struct contains itself.
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
            (Type::File, "Vec<u8>"),
            (array(Type::Model("Pet".to_owned())), "Vec<models::Pet>"),
            (
                Type::Map(Box::new(array(Type::String))),
                "BTreeMap<String, Vec<String>>",
            ),
        ] {
            assert_eq!(plain(&ty), text);
        }
    }

    #[test]
    fn a_field_may_be_absent_or_boxed() {
        let ty = Type::Model("Pet".to_owned());
        assert_eq!(held(&ty, true, false), "models::Pet");
        assert_eq!(held(&ty, false, true), "Option<Box<models::Pet>>");
    }
}
