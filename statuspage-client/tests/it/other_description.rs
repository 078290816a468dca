//! Another description through the same macro: every kind of parameter, body and type, over real HTTP.

use std::ops::Deref;

use models::{Animal, AnimalsLang, Cage, CageId, Key, Mood, Option2};
use params::*;
use serde_json::json;
use statuspage_client::{Client, Operation, Result};
use statuspage_simulator::RecordedRequest;

use crate::common::{query, simulated};

statuspage_codegen::client! {
    spec: "../statuspage-codegen/core/tests/documents/zoo.yaml",
    client: Zoo,
    runtime: statuspage_client::runtime,
}

/// A client with the functions of that description.
pub struct Zoo(Client);

impl Deref for Zoo {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

/// Sends an operation to the simulator, which does not support it, and returns the request that arrived.
async fn arrived<O: Operation>(call: impl AsyncFnOnce(&Zoo) -> O) -> RecordedRequest {
    let (simulator, client) = simulated::start().await;
    call(&Zoo(client)).await;
    simulator.requests().pop().unwrap()
}

#[test]
fn the_base_url_is_known() {
    assert_eq!(BASE_URL, "https://zoo.example/api/v2");
}

#[tokio::test]
async fn query_and_headers() {
    let request = arrived(async |zoo| {
        let params = ListAnimalsParams::new(5)
            .x_keeper("Ann")
            .lang(AnimalsLang::De)
            .kind(["cat", "dog, small"])
            .tag(["a", "b"])
            .size([1, 2])
            .since("2026-01-02T03:04:05Z".parse().unwrap())
            .born("2026-01-02".parse().unwrap())
            .weight(1.5)
            .tame(true)
            .r#type("x");
        let error = zoo.list_animals(&params).await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        params
    })
    .await;
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("GET", "/v1/animals")
    );
    assert_eq!(request.header("x-keeper"), Some("Ann"));
    assert_eq!(
        query::pairs(request.query.as_deref()),
        query::owned(&[
            ("lang", "de"),
            ("kind", "cat,dog, small"),
            ("tag[]", "a"),
            ("tag[]", "b"),
            ("size", "1"),
            ("size", "2"),
            ("since", "2026-01-02T03:04:05Z"),
            ("born", "2026-01-02"),
            ("limit", "5"),
            ("weight", "1.5"),
            ("tame", "true"),
            ("type", "x"),
        ])
    );
}

#[tokio::test]
async fn a_json_object_in_an_envelope() {
    let request = arrived(async |zoo| {
        let params = AddAnimalParams::new("Leo")
            .animal_lang("en")
            .mood("happy")
            .cage(Cage::new("c-1"))
            .labels([("a".to_owned(), "b".to_owned())]);
        zoo.add_animal(&params).await.unwrap_err();
        params
    })
    .await;
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        String::from_utf8(request.body).unwrap(),
        r#"{"animal":{"name":"Leo","lang":"en","mood":"happy","cage":{"code":"c-1"},"labels":{"a":"b"}}}"#
    );
    assert_eq!(request.query, None);
}

#[tokio::test]
async fn a_required_and_an_optional_body() {
    let request = arrived(async |zoo| {
        let params = ReplaceAnimalsParams::new(7).list([Animal::new(1)]);
        zoo.replace_animals(&params).await.unwrap_err();
        params
    })
    .await;
    assert_eq!(
        (request.path.as_str(), request.body.as_slice()),
        ("/v1/animals/7", &br#"[{"id":1}]"#[..])
    );
    let request = arrived(async |zoo| {
        let params = ReplaceAnimalsParams::new(7);
        zoo.replace_animals(&params).await.unwrap_err();
        params
    })
    .await;
    assert_eq!(
        (request.header("content-type"), request.body.as_slice()),
        (None, &b""[..])
    );
}

#[tokio::test]
async fn forms_and_files() {
    let request = arrived(async |zoo| {
        let params = OpenCageParams::new("c 1").doors([1, 2]).code("q");
        zoo.open_cage(&params).await.unwrap_err();
        params
    })
    .await;
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(request.body, b"cage%5Bcode%5D=c%201&cage%5Bdoors%5D=1%7C2");
    assert_eq!(request.query.as_deref(), Some("code=q"));
    let request = arrived(async |zoo| {
        let params = UploadPictureParams::new("1", b"\x89PNG").caption("Leo");
        zoo.upload_picture(&params).await.unwrap_err();
        params
    })
    .await;
    assert!(
        request
            .header("content-type")
            .unwrap()
            .starts_with("multipart/form-data; boundary=")
    );
    assert!(request.body.windows(4).any(|bytes| bytes == b"\x89PNG"));
}

#[tokio::test]
async fn nullable_fields_are_cleared_set_or_unchanged() {
    let move_to = |by: Option<&str>| MoveAnimalParams::new("a-1", "c-1", by.map(str::to_owned));
    for (params, fields) in [
        (move_to(None), r#""to":"c-1","by":null"#),
        (
            move_to(Some("Ann"))
                .clear_note_2()
                .clear_until()
                .clear_note(true),
            r#""to":"c-1","by":"Ann","note":null,"until":null,"clear_note":true"#,
        ),
        (
            move_to(None)
                .note("")
                .until("2026-01-02T03:04:05Z".parse().unwrap())
                .pin("0000")
                .weight(2.5)
                .feelings([("a-2", Mood::Happy), ("a-1", Mood::Empty)])
                .others(["a-2"]),
            concat!(
                r#""to":"c-1","by":null,"note":"","until":"2026-01-02T03:04:05Z","pin":"0000","weight":2.5,"#,
                r#""feelings":{"a-1":"","a-2":"happy"},"others":["a-2"]"#
            ),
        ),
    ] {
        assert!(!format!("{params:?}").contains("0000"), "{params:?}");
        let request = arrived(async |zoo| {
            zoo.move_animal(&params).await.unwrap_err();
            params
        })
        .await;
        assert_eq!(
            String::from_utf8(request.body).unwrap(),
            format!(r#"{{"move":{{{fields}}}}}"#)
        );
    }
}

#[tokio::test]
async fn a_delete_may_have_a_body_and_a_head_response_has_none() {
    let request = arrived(async |zoo| {
        let params = ReleaseAnimalsParams::new("a-1")
            .reason(Mood::NotSoHappy)
            .keys([Key::new("0000", CageId::from("c-1"))]);
        assert!(!format!("{params:?}").contains("0000"), "{params:?}");
        zoo.release_animals(&params).await.unwrap_err();
        params
    })
    .await;
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("DELETE", "/v1/animals/a-1/home")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        String::from_utf8(request.body).unwrap(),
        r#"{"reason":"not so happy","keys":[{"code":"0000","cage":"c-1"}]}"#
    );
    let request = arrived(async |zoo| {
        let params = IsAtHomeParams::new("a-1");
        let nothing: Result<()> = zoo.is_at_home(&params).await;
        nothing.unwrap_err();
        params
    })
    .await;
    assert_eq!((request.method.as_str(), request.body.len()), ("HEAD", 0));
}

#[tokio::test]
async fn short_names_and_send_make_the_same_request() {
    let (simulator, client) = simulated::start().await;
    let zoo = Zoo(client);
    let params: FeedingsParams = ListFeedingsParams::new(5);
    let (by_id, by_alias) = (
        zoo.list_feedings(&params).await,
        zoo.feedings(&params).await,
    );
    let sent = params.send(&zoo).await;
    let items = zoo.feedings_items(&params).next().await.unwrap();
    assert!(by_id.is_err() && by_alias.is_err() && sent.is_err() && items.is_err());
    let requests = simulator.requests();
    let requests: Vec<_> = requests
        .iter()
        .map(|found| (&found.method, &found.path, &found.query))
        .collect();
    assert_eq!(requests.len(), 4);
    assert_eq!((requests[0], requests[0]), (requests[1], requests[2]));
    assert_eq!(
        (requests[0].0, requests[0].1),
        (requests[3].0, requests[3].1)
    );
}

#[tokio::test]
async fn pages_are_requested_with_the_parameters_of_the_description() {
    let (simulator, client) = simulated::start().await;
    let zoo = Zoo(client);
    let visitors = ListVisitorsParams::new().per_page(500);
    let visitor: Result<String> = zoo.list_visitors_items_2(&visitors).next().await.unwrap();
    let fed = ListFeedingsParams::new(500);
    let animal: Result<Animal> = zoo.list_feedings_items(&fed).next().await.unwrap();
    let later = fed.page(7);
    let other = zoo.list_feedings_items(&later).next().await.unwrap();
    let tickets = TypeParams::new(3).limit(5);
    let ticket = zoo.type_items(&tickets).next().await.unwrap();
    assert!(visitor.is_err() && animal.is_err() && other.is_err() && ticket.is_err());
    let queries: Vec<_> = simulator
        .requests()
        .into_iter()
        .filter_map(|request| request.query)
        .collect();
    assert_eq!(
        queries,
        [
            "page=1&per_page=100",
            "limit=50&page=0",
            "limit=50&page=7",
            "limit=5&page=3"
        ]
    );
}

#[test]
fn models_ignore_unknown_fields() {
    let animal: Animal = serde_json::from_value(json!({
        "id": 1,
        "mood": "grumpy",
        "mother": {"id": 2, "mood": ""},
        "young": [{"id": 3}],
        "weights": {"2026": 1.5},
        "arrived_at": "2026-01-02T03:04:05-06:00",
        "extra": {"any": ["thing"]},
        "type": null,
        "unheard_of": true,
    }))
    .unwrap();
    assert_eq!(animal.mood, Some(Mood::Other("grumpy".to_owned())));
    assert_eq!(animal.mother.unwrap().mood, Some(Mood::Empty));
    assert_eq!(
        animal.arrived_at.unwrap().to_string(),
        "2026-01-02T09:04:05Z"
    );
    assert_eq!((animal.name, animal.r#type), (None, None));
    assert!(serde_json::from_value::<Animal>(json!({"name": "without an id"})).is_err());
    assert_eq!(serde_json::to_value(Option2::new()).unwrap(), json!({}));
}

#[test]
fn enums_are_open() {
    for (text, mood) in [
        ("happy", Mood::Happy),
        ("", Mood::Empty),
        ("other", Mood::Other2),
        ("new", Mood::Other("new".to_owned())),
    ] {
        assert_eq!(text.parse::<Mood>().unwrap(), mood);
        assert_eq!(mood.to_string(), text);
        assert_eq!(serde_json::to_value(&mood).unwrap(), json!(text));
    }
}
