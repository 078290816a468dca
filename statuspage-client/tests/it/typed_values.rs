//! Selections, partial dates, seconds since 1970, secrets, optional envelopes and models in bodies, byte for byte.

use statuspage_client::{
    Operation, PartialDate, Secret, Selection, UnixSeconds,
    jiff::{Timestamp, civil::date},
};

use crate::common::{
    call::client,
    server::{Server, ok},
};

statuspage_codegen::client! {
    spec: "../statuspage-codegen/core/tests/corpus/good-typed-values.yaml",
    client: Things,
    runtime: statuspage_client::runtime,
}

/// A client with the functions of that description.
pub(crate) struct Things(statuspage_client::Client);

impl std::ops::Deref for Things {
    type Target = statuspage_client::Client;

    fn deref(&self) -> &statuspage_client::Client {
        &self.0
    }
}

/// The body of a request, as text; empty if there is none.
fn body(params: &impl Operation) -> String {
    String::from_utf8(params.request().body().unwrap_or_default()).unwrap()
}

#[test]
fn all_by_omission_is_written_down_in_the_call_and_left_out_of_the_body() {
    let all = params::RemoveThingsParams::new(Selection::All);
    assert_eq!(all.request().body(), None);
    assert_eq!(body(&all.quietly(true)), r#"{"quietly":true}"#);
    let some = params::RemoveThingsParams::new(["a", "b"]);
    assert_eq!(body(&some), r#"{"thing_ids":["a","b"]}"#);
    let none: [&str; 0] = [];
    let none = params::RemoveThingsParams::new(none);
    assert_eq!(body(&none), r#"{"thing_ids":[]}"#);
    let changed = params::ChangeThingsParams::new(Selection::All);
    assert_eq!(body(&changed), r#"{"thing":{}}"#);
    let ids = [models::ThingId::from("a")];
    let changed = params::ChangeThingsParams::new(&ids[..]);
    assert_eq!(body(&changed), r#"{"thing":{"thing_ids":["a"]}}"#);
}

#[test]
fn the_word_for_all_takes_the_place_of_the_list() {
    let all = params::NotifyThingsParams::new(Selection::All, None);
    assert_eq!(body(&all), r#"{"things":"everything","again":null}"#);
    let some = params::NotifyThingsParams::new(["everything"], Selection::All)
        .but(vec!["a"])
        .also(Selection::All);
    let expected = r#"{"things":["everything"],"but":["a"],"also":"all","again":"all"}"#;
    assert_eq!(body(&some), expected);
    let cleared = all.but(Selection::All).clear_also();
    let expected = r#"{"things":"everything","but":"all","also":null,"again":null}"#;
    assert_eq!(body(&cleared), expected);
}

#[test]
fn a_secret_is_sent_and_not_shown() {
    let notice = params::NotifyThingsParams::new(["a"], None).password("hunter2");
    assert_eq!(notice.password, Some(Secret::from("hunter2")));
    assert!(!format!("{notice:?}").contains("hunter2"));
    assert!(body(&notice).ends_with(r#","password":"hunter2"}"#));
}

#[test]
fn dates_and_enums_of_a_query() {
    let month: PartialDate = "2024-05".parse().unwrap();
    let list = params::ListThingsParams::new(date(2024, 5, 6)).start(month);
    assert_eq!(
        list.request().encoded_query(),
        "start=2024-05&end=2024-05-06"
    );
    let list = params::ListThingsParams::new(PartialDate::from_year(2024).unwrap())
        .sort_field(models::ListThingsSortField::CreatedAt)
        .then("name")
        .at([0, 1_700_000_000]);
    assert_eq!(list.then, Some(models::SortField::Other("name".to_owned())));
    assert_eq!(
        list.request().encoded_query(),
        "end=2024&sort_field=created_at&then=name&at=0%2C1700000000"
    );
}

#[test]
fn maps_of_lists_of_models_are_sent() {
    let time: Timestamp = "2023-11-14T22:13:20.9Z".parse().unwrap();
    let mut last = models::Point::new(time, 2.5);
    last.note = Some("x".to_owned());
    let points = params::AddPointsParams::new([
        ("a", vec![models::Point::new(5, 1.0), last.clone()]),
        ("b", Vec::new()),
    ]);
    let expected = r#"{"data":{"a":[{"timestamp":5,"value":1.0},{"timestamp":1700000000,"value":2.5,"note":"x"}],"b":[]}}"#;
    assert_eq!(body(&points), expected);
    let last = params::AddPointsParams::new([] as [(&str, _); 0]).last(last);
    assert!(body(&last).starts_with(r#"{"data":{},"last":{"timestamp":1700000000,"#));
}

#[test]
fn numbers_must_be_finite_also_in_models_lists_and_maps() {
    let refused = |params: params::AddPointsParams, field: &str| {
        let error = params.request().encoded_path().unwrap_err().to_string();
        assert!(error.contains(field), "{error}");
        assert!(error.contains("is not finite"), "{error}");
    };
    let new = |point| params::AddPointsParams::new([("a", vec![point])]);
    for number in [f64::NAN, f64::INFINITY] {
        let mut share = models::Point::new(5, 1.0);
        share.share = Some(number);
        let mut shares = models::Point::new(5, 1.0);
        shares.shares = Some(vec![1.0, number]);
        for point in [models::Point::new(5, number), share, shares] {
            refused(new(point), "`data`");
        }
        let weights = new(models::Point::new(5, 1.0)).weights([("a", vec![1.0, number])]);
        refused(weights, "`weights`");
    }
    let weights = params::AddPointsParams::new([] as [(&str, _); 0]).weights([("a", vec![1.5])]);
    assert_eq!(body(&weights), r#"{"data":{},"weights":{"a":[1.5]}}"#);
}

#[test]
fn a_form_has_a_pair_for_each_item_under_the_name_with_brackets() {
    let form = params::FormAccessParams::new("t")
        .user_ids(["a", "b"])
        .thing_ids(["c"]);
    let expected = "user_ids%5B%5D=a&user_ids%5B%5D=b&access%5Bthing_ids%5D%5B%5D=c";
    assert_eq!(body(&form), expected);
}

#[tokio::test]
async fn a_response_comes_with_or_without_its_envelope() {
    for json in [
        r#"{"since": 12, "until": "2024-05", "roles": {"a": {"admin": true}}}"#,
        r#"{"data": {"since": 12.0, "until": "2024-05", "roles": {"a": {"admin": true}}}}"#,
    ] {
        let server = Server::start([ok(json), ok(json)]);
        let client = Things(client(&server.url()));
        let access = client
            .get_access(&params::GetAccessParams::new("t"))
            .await
            .unwrap();
        assert_eq!(access.since, Some(UnixSeconds(12)));
        assert_eq!(access.until, PartialDate::from_month(2024, 5));
        let roles = access.roles.as_ref().unwrap();
        assert_eq!(roles[&models::ThingId::from("a")].admin, Some(true));
        let set = params::SetAccessParams::new("t").since(12);
        assert_eq!(client.set_access(&set).await.unwrap(), Some(access));
    }
}
