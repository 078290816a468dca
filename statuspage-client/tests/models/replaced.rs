//! One field at a time holds another kind of value: it is absent, and all others keep theirs.

use std::mem::discriminant;

use serde_json::{Value, json};

use crate::{
    description::{Struct, structs},
    fixtures::fixture,
};

/// A place in a JSON value: the pointer to an object, and the name of a field of it.
type Place = (String, &'static str);

/// All optional fields of a value, and of the values of other definitions inside of it.
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

/// The value with that in a place, or with nothing there.
fn with(value: &Value, (pointer, field): &Place, new: Option<Value>) -> Value {
    let mut value = value.clone();
    let object = value.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    object.remove(*field);
    object.extend(new.map(|new| ((*field).to_owned(), new)));
    value
}

/// One value of each kind of JSON, and a number that is not whole.
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

/// What may be left in a place of which the described kind is that of `usual`.
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
