//! The fixtures are complete: they cover all types of the description, all fields, and all kinds of unusual values.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};

use super::{
    description::structs,
    fixtures::{FIXTURES, fixture, folder},
};

/// Returns the fields of a value that satisfy a condition.
fn fields(json: &Value, condition: impl Fn(&Value) -> bool) -> BTreeSet<&str> {
    let object = json.as_object().unwrap().iter();
    let fields = object.filter(|(_, value)| condition(value));
    fields.map(|(name, _)| name.as_str()).collect()
}

fn all(json: &Value) -> BTreeSet<&str> {
    fields(json, |_| true)
}

#[test]
fn every_struct_of_the_description_has_a_fixture() {
    let described: BTreeSet<String> = structs().map(|found| found.name.to_owned()).collect();
    let tested: BTreeSet<String> = FIXTURES.iter().map(|found| found.name.to_owned()).collect();
    assert_eq!(described, tested);

    let files = fs::read_dir(folder()).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let expected: BTreeSet<String> = tested.iter().map(|name| format!("{name}.json")).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_field_is_present_null_missing_and_of_a_wrong_type() {
    for definition in structs() {
        let fixture = fixture(definition.name);
        let required: BTreeSet<_> = definition.names(true).collect();
        let optional: BTreeSet<_> = definition.names(false).collect();
        let every: BTreeSet<_> = required.union(&optional).copied().collect();
        let assert_case = |name, fields: BTreeSet<&str>, expected: &BTreeSet<&str>| {
            assert_eq!(&fields, expected, "{}, {name}", definition.name);
        };

        let full = fixture.case("full");
        assert_case("full", fields(&full.json, |value| !value.is_null()), &every);
        assert_case("full", all(full.then()), &every);

        let nulls = fixture.case("nulls");
        assert_case("nulls", fields(&nulls.json, Value::is_null), &optional);
        assert_case("nulls", all(nulls.then()), &required);

        let absent = fixture.case("absent");
        assert_case("absent", all(&absent.json), &required);

        let wrong = fixture.case("wrong types");
        assert_case(
            "wrong types",
            fields(&wrong.json, |value| !value.is_null()),
            &every,
        );
        assert_case("wrong types", all(wrong.then()), &required);

        let empty = fixture.case("empty texts");
        assert_case(
            "empty texts",
            fields(&empty.json, |value| value == ""),
            &optional,
        );
    }
}

#[test]
fn unknown_fields_are_covered_at_the_top_and_nested() {
    let kinds: [fn(&Value) -> bool; 3] = [Value::is_string, Value::is_number, Value::is_object];
    for definition in structs() {
        let case = fixture(definition.name).case("unknown fields");
        let known = all(case.then());
        for (index, kind) in kinds.into_iter().enumerate() {
            let unknown = fields(&case.json, kind).difference(&known).count();
            assert_ne!(unknown, 0, "{}, kind {index}", definition.name);
        }
    }
}

#[test]
fn every_type_has_the_cases_that_its_fields_need() {
    for definition in structs() {
        let fixture = fixture(definition.name);
        let cases = [
            ("unknown values", definition.has_enum()),
            ("dates", definition.says(&[("format", json!("date-time"))])),
            (
                "numbers",
                definition.says(&[("type", json!("integer")), ("type", json!("number"))]),
            ),
            (
                "items",
                definition.says(&[
                    ("type", json!("array")),
                    ("additionalProperties", Value::Null),
                ]),
            ),
        ];
        for (name, is_needed) in cases {
            if is_needed {
                fixture.case(name);
            }
        }
    }
}
