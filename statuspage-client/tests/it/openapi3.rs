//! Requests that a description in OpenAPI 3 asks for, byte for byte, and values of one of several types.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::common::described::{arrived, description};

description!(styles: "../statuspage-codegen/core/tests/corpus/three-query-styles.yaml");
description!(objects: "../statuspage-codegen/core/tests/corpus/three-query-objects.yaml");
description!(paths: "../statuspage-codegen/core/tests/corpus/three-path-styles.yaml");
description!(content: "../statuspage-codegen/core/tests/corpus/three-parameter-content.yaml");
description!(form: "../statuspage-codegen/core/tests/corpus/three-form.yaml");
description!(open_form: "../statuspage-codegen/core/tests/corpus/three-form-open.yaml");
description!(multipart: "../statuspage-codegen/core/tests/corpus/three-multipart.yaml");
description!(union: "../statuspage-codegen/core/tests/corpus/three-union-discriminator.yaml");
description!(open: "../statuspage-codegen/core/tests/corpus/three-additional-beside.yaml");
description!(integers: "../statuspage-codegen/core/tests/corpus/three-integers.yaml");
description!(alike: "../statuspage-codegen/core/tests/corpus/three-alike.yaml");
description!(plain: "../statuspage-codegen/core/tests/corpus/three-union-plain.yaml");

/// Returns the pairs of a query or a form.
fn pairs(encoded: impl AsRef<[u8]>) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded.as_ref())
        .into_owned()
        .collect()
}

fn assert_pairs(encoded: impl AsRef<[u8]>, expected: &[(&str, &str)]) {
    let found = pairs(encoded);
    let found: Vec<_> = found
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(found, expected);
}

fn json_body(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

#[tokio::test]
async fn lists_are_written_in_their_styles() {
    let params = styles::params::ListPetsParams::new()
        .default(["a", "b"])
        .form([1, 2])
        .spaces(["a", "b"])
        .pipes(["a", "b"])
        .repeated(["a", "b"])
        .deep(["a", "b"]);
    let request = arrived(params).await;
    assert_pairs(
        request.query.unwrap(),
        &[
            ("default", "a"),
            ("default", "b"),
            ("form", "1,2"),
            ("spaces", "a b"),
            ("pipes", "a|b"),
            ("repeated", "a"),
            ("repeated", "b"),
            ("deep[]", "a"),
            ("deep[]", "b"),
        ],
    );
}

#[tokio::test]
async fn objects_are_written_in_their_styles() {
    let filter = || objects::models::Filter {
        name: Some("x".to_owned()),
        ages: Some(vec![1, 2]),
    };
    let params = objects::params::ListPetsParams::new(filter())
        .properties(filter())
        .flat(filter())
        .map([("k", "v")])
        .x_filter(filter())
        .x_exploded(filter());
    let request = arrived(params).await;
    assert_eq!(request.header("x-filter"), Some("ages,1,2,name,x"));
    assert_eq!(request.header("x-exploded"), Some("ages=1,2,name=x"));
    assert_pairs(
        request.query.unwrap(),
        &[
            ("deep[ages][]", "1"),
            ("deep[ages][]", "2"),
            ("deep[name]", "x"),
            ("ages", "1"),
            ("ages", "2"),
            ("name", "x"),
            ("flat", "ages,1,2,name,x"),
            ("map[k]", "v"),
        ],
    );
}

#[tokio::test]
async fn paths_have_their_styles() {
    let object = paths::models::SimpleObject {
        a: Some("x".to_owned()),
    };
    let request = arrived(paths::params::SimpleParams::new(["a", "b"], object)).await;
    assert_eq!(request.path, "/v1/simple/a%2Cb/a%3Dx");
    let request = arrived(paths::params::LabelParams::new("x", ["a", "b"], ["c", "d"])).await;
    assert_eq!(request.path, "/v1/label/.x/.a%2Cb/.c.d");
    let request = arrived(paths::params::MatrixParams::new(1, ["a", "b"], "s")).await;
    assert_eq!(request.path, "/v1/matrix/;one=1/;list=a%2Cb/;scalar=s");
}

#[tokio::test]
async fn parameters_with_content_are_json() {
    let params = content::params::ListPetsParams::new("a\"b")
        .ids([1, 2])
        .plain("c");
    let request = arrived(params).await;
    let expected = [("ids", "[1,2]"), ("text", r#""a\"b""#), ("plain", "c")];
    assert_pairs(request.query.unwrap(), &expected);
}

#[tokio::test]
async fn forms_have_lists_objects_and_maps() {
    let address = form::models::AddPetAddress {
        line: Some("l".to_owned()),
    };
    let home = form::models::AddPetHome {
        street: Some("s".to_owned()),
    };
    let params = form::params::AddPetParams::new("n")
        .tags(["a", "b"])
        .codes(["c", "d"])
        .home(home)
        .expand(["e"])
        .metadata([("k", "v")])
        .address(address)
        .json([1, 2]);
    let request = arrived(params).await;
    assert_pairs(
        request.body,
        &[
            ("name", "n"),
            ("tags", "a"),
            ("tags", "b"),
            ("codes", "c|d"),
            ("home", r#"{"street":"s"}"#),
            ("expand[]", "e"),
            ("metadata[k]", "v"),
            ("line", "l"),
            ("json", "[1,2]"),
        ],
    );
    let fields = BTreeMap::from([("a", "1"), ("b", "2")]);
    let request = arrived(open_form::params::AddPetParams::new(fields)).await;
    assert_pairs(request.body, &[("a", "1"), ("b", "2")]);
}

#[tokio::test]
async fn files_are_parts() {
    let place = multipart::models::AddPicturePlace {
        city: Some("c".to_owned()),
    };
    let frame = multipart::models::AddPictureFrame { width: Some(3) };
    let named = |name: &str| multipart::models::AddPicturePeopleItem {
        name: Some(name.to_owned()),
    };
    let params = multipart::params::AddPictureParams::new(b"\xff")
        .place(place)
        .frame(frame)
        .people([named("a"), named("b")])
        .expand(["x", "y"]);
    let request = arrived(params).await;
    let media_type = request.header("content-type").unwrap_or_default();
    assert!(
        media_type.starts_with("multipart/form-data"),
        "{media_type}"
    );
    let body = String::from_utf8_lossy(&request.body);
    assert!(body.contains("name=\"picture\""), "{body}");
    let json = "Content-Type: application/json\r\n";
    for part in [
        format!("name=\"place\"\r\n{json}\r\n{{\"city\":\"c\"}}\r\n"),
        format!("name=\"frame\"\r\n{json}\r\n{{\"width\":3}}\r\n"),
        format!("name=\"people\"\r\n{json}\r\n{{\"name\":\"a\"}}\r\n"),
        format!("name=\"people\"\r\n{json}\r\n{{\"name\":\"b\"}}\r\n"),
        "name=\"expand[]\"\r\n\r\nx\r\n".to_owned(),
        "name=\"expand[]\"\r\n\r\ny\r\n".to_owned(),
    ] {
        assert!(body.contains(&part), "{part} in {body}");
    }
}

#[tokio::test]
async fn one_of_several_types_is_sent_as_it_is() {
    let mut cat = union::models::Cat::new("cat");
    cat.claws = Some(3);
    let request = arrived(union::params::AddPetParams::new(cat)).await;
    assert_eq!(request.body, br#"{"type":"cat","claws":3}"#);
    let other = union::models::Pet::Other(json!({"type": "fish"}));
    let request = arrived(union::params::AddPetParams::new(other)).await;
    assert_eq!(request.body, br#"{"type":"fish"}"#);
    let ids = plain::models::GetPetIds::from(vec!["a".to_owned(), "b".to_owned()]);
    let request = arrived(plain::params::GetPetParams::new().ids(ids)).await;
    assert_pairs(request.query.unwrap(), &[("ids", "a"), ("ids", "b")]);
}

#[test]
fn one_of_several_types_is_read() {
    use plain::models::{Pet, PetAge, PetHome, PetInline, PetListItem};
    use union::models::Pet as Tagged;

    let hound: Tagged = serde_json::from_value(json!({"type": "hound", "barks": true})).unwrap();
    assert!(matches!(hound, Tagged::Dog(dog) if dog.barks == Some(true)));
    let fish: Tagged = serde_json::from_value(json!({"type": "fish"})).unwrap();
    assert_eq!(fish, Tagged::Other(json!({"type": "fish"})));
    let pet = json!({
        "home": {"street": "s"},
        "age": 1.5,
        "list": ["a", [1], [{"street": "t"}], {"k": "v"}, true],
        "inline": {"id": 3},
    });
    let read: Pet = serde_json::from_value(pet.clone()).unwrap();
    assert!(matches!(read.home, Some(PetHome::Home(_))));
    assert_eq!(read.age, Some(PetAge::Number(1.5)));
    assert!(matches!(
        read.list.as_deref(),
        Some([
            PetListItem::Text(_),
            PetListItem::IntegerList(_),
            PetListItem::HomeList(_),
            PetListItem::Map(_),
            PetListItem::Other(_),
        ])
    ));
    assert!(matches!(read.inline, Some(PetInline::Object(_))));
    assert_eq!(serde_json::to_value(read).unwrap(), pet);
}

#[tokio::test]
async fn fields_without_a_name_of_their_own_are_sent_in_the_object() {
    let params = open::params::ChangePetParams::new()
        .clear_name()
        .additional_properties([("weight".to_owned(), 1.5), ("age".to_owned(), 2.0)]);
    let request = arrived(params).await;
    let expected = json!({"pet": {"name": null, "age": 2.0, "weight": 1.5}});
    assert_eq!(json_body(&request.body), expected);
    let mut named = open::models::Pet::new("cat");
    let weight = open::models::PetValue::new();
    named.additional_properties_2.insert("a".to_owned(), weight);
    let params = open::params::ReplacePetParams::new()
        .pet(named)
        .additional_properties(json!({"b": [1]}));
    let request = arrived(params).await;
    assert_eq!(
        json_body(&request.body),
        json!({"pet": {"kind": "cat", "a": {}}, "b": [1]})
    );
}

#[tokio::test]
async fn large_integers_are_sent_whole() {
    let params = integers::params::ListCountsParams::new([u64::MAX, 0]).after(u64::MAX - 1);
    let request = arrived(params).await;
    assert_pairs(
        request.query.unwrap(),
        &[
            ("after", "18446744073709551614"),
            ("ids", "18446744073709551615"),
            ("ids", "0"),
        ],
    );
}

#[test]
fn inline_types_that_are_described_alike_are_one_type() {
    use alike::models;

    // The parameters take what the response has.
    let home = models::CreatePetResponseHome::new(models::CreatePetHomeKind::Cage);
    let pet = alike::params::CreatePetParams::new()
        .mood(models::CreatePetResponseMood::Happy)
        .home(home);
    let found: Option<models::CreatePetMood> = pet.mood;
    assert_eq!(found, Some(models::CreatePetResponseMood::Happy));

    // A limit or a name makes another type.
    let names = |different: &[&'static str]| different.iter().collect::<BTreeSet<_>>().len();
    assert_eq!(
        names(&[
            type_name::<models::CreatePetHome>(),
            type_name::<models::CreatePetResponseSmall>(),
            type_name::<models::CreatePetMood>(),
            type_name::<models::Mood>(),
            type_name::<models::Temper>(),
        ]),
        5
    );
}
