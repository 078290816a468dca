//! If one optional field has a value of another type, it counts as absent, and all other fields keep their values.

use std::mem::discriminant;

use serde_json::{Value, json};

use super::{
    description::{Struct, structs},
    fixtures::fixture,
};

/// A place in a JSON value: the pointer to an object, and the name of a field.
type Place = (String, &'static str);

/// Returns all optional fields of a value, and of nested values of other definitions.
fn places(definition: &Struct, value: &Value, pointer: &str) -> Vec<Place> {
    let mut found = Vec::new();
    for property in &definition.properties {
        if !property.required {
            found.push((pointer.to_owned(), property.name));
        }
        let Some(nested) = property.nested() else {
            continue;
        };
        let pointer = format!("{pointer}/{}", property.name);
        match &value[property.name] {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    found.extend(places(&nested, item, &format!("{pointer}/{index}")));
                }
            }
            object @ Value::Object(_) => found.extend(places(&nested, object, &pointer)),
            _ => {}
        }
    }
    found
}

/// Returns the value with the field in a place replaced or removed.
fn with(value: &Value, (pointer, field): &Place, new: Option<Value>) -> Value {
    let mut value = value.clone();
    let object = value.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    object.remove(*field);
    object.extend(new.map(|new| ((*field).to_owned(), new)));
    value
}

/// Returns one value of each JSON type, and a number that is not whole.
fn kinds() -> [Value; 7] {
    [
        json!(null),
        json!(true),
        json!(1),
        json!(1.5),
        json!("x"),
        json!([]),
        json!({}),
    ]
}

/// Returns the possible results of reading `new` in a place whose described type is that of `usual`.
fn leftovers(usual: &Value, new: &Value) -> Vec<Option<Value>> {
    let mut leftovers = vec![None];
    if discriminant(usual) == discriminant(new) {
        leftovers.push(Some(new.clone()));
        leftovers.extend(new.as_f64().map(|number| Some(json!(number))));
    }
    leftovers
}

#[test]
fn no_other_field_changes() {
    for definition in structs() {
        let fixture = fixture(definition.name);
        let full = fixture.case("full").json;
        for place in places(&definition, &full, "") {
            let usual = &full.pointer(&place.0).unwrap()[place.1];
            assert!(
                !usual.is_null(),
                "{}: {place:?} has no value",
                definition.name
            );
            for new in kinds() {
                let found = fixture.pass(&with(&full, &place, Some(new.clone())));
                let leftovers = leftovers(usual, &new).into_iter();
                let mut expected = leftovers.map(|left| with(&full, &place, left));
                assert!(
                    expected.any(|expected| found == expected),
                    "{}: {new} in {place:?}: {found:#}",
                    definition.name
                );
            }
        }
    }
}
