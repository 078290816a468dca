//! Clients that the macro declares: what each security scheme sends, and that nothing shows a credential.

use std::{
    error::Error as _,
    fmt::{Debug, Write as _},
    sync::{Arc, Mutex},
};

use statuspage_client::{
    Attempt, CallOptions, Error, ErrorKind, Hook, Operation, OperationInfo, Outcome, RateLimit,
    RetryPolicy,
};

use crate::common::server::{Received, Server, SilentServer, response};

/// Generates a module for a document of the reader's corpus, with a client that the macro declares.
macro_rules! declared {
    ($module:ident: $path:literal) => {
        #[doc = concat!("Generated from `", $path, "`.")]
        pub mod $module {
            statuspage_codegen::client! {
                spec: $path,
                client: pub struct Zoo,
                blocking: pub struct BlockingZoo,
                warnings: false,
            }
        }
    };
}

declared!(two: "../statuspage-codegen/core/tests/corpus/good-security.yaml");
declared!(three: "../statuspage-codegen/core/tests/corpus/three-security.yaml");
declared!(unstated: "../statuspage-codegen/core/tests/corpus/three-security-unstated.yaml");
declared!(undeclared: "../statuspage-codegen/core/tests/corpus/three-security-unusable.yaml");

use three::params::*;

const KEY: &str = "89ab-cdef 0123/4567";
const TOKEN: &str = "eyJh.bGci.OiJI";

fn done() -> Vec<u8> {
    response("204 No Content", &[], "")
}

/// A client for OpenAPI 3 with its settings, and the request that it sends.
async fn sent(
    settings: impl FnOnce(three::ZooBuilder) -> three::ZooBuilder,
    params: impl Operation,
) -> Received {
    let server = Server::start([done()]);
    let builder = three::Zoo::builder().base_url(server.url());
    let zoo = settings(builder).build().unwrap();
    zoo.send(&params).await.unwrap();
    server.only()
}

/// The same for Swagger 2.0.
async fn sent_two(
    settings: impl FnOnce(two::ZooBuilder) -> two::ZooBuilder,
    params: impl Operation,
) -> Received {
    let server = Server::start([done()]);
    let builder = two::Zoo::builder().base_url(server.url());
    let zoo = settings(builder).build().unwrap();
    zoo.send(&params).await.unwrap();
    server.only()
}

/// Checks that a request has this query, and these headers out of those that credentials are sent in.
fn assert_sent(request: &Received, query: &str, headers: &[(&str, &str)]) {
    let (_, found) = request.line().split_once("/pets").unwrap();
    assert_eq!(found, query);
    for name in ["authorization", "x-api-key", "cookie"] {
        let expected = headers.iter().filter(|(known, _)| *known == name);
        let expected: Vec<_> = expected.map(|(_, value)| *value).collect();
        assert_eq!(request.headers(name), expected, "{name}");
    }
}

#[tokio::test]
async fn each_credential_is_sent_in_its_place() {
    // White space around a credential, such as the line break at the end of a file, is removed.
    let request = sent_two(
        |zoo| zoo.key(format!(" {KEY}\n")),
        two::params::ListPetsParams::new(),
    );
    assert_sent(&request.await, "", &[("x-api-key", KEY)]);
    let request = sent_two(
        |zoo| zoo.timeout_2("Token 1"),
        two::params::ReplacePetsParams::new(),
    );
    assert_sent(&request.await, "", &[("authorization", "Token 1")]);
    let request = sent_two(
        |zoo| zoo.pet_store_o_auth(TOKEN),
        two::params::AddPetParams::new(),
    );
    let bearer = format!("Bearer {TOKEN}");
    assert_sent(&request.await, "", &[("authorization", &bearer)]);
    let request = sent(|zoo| zoo.bearer_auth(TOKEN), AddPetParams::new()).await;
    assert_sent(&request, "", &[("authorization", &bearer)]);
    let request = sent(
        |zoo| zoo.basic_auth("Aladdin", "open sesame"),
        RemovePetsParams::new(),
    );
    let basic = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_sent(&request.await, "", &[("authorization", basic)]);
}

#[tokio::test]
async fn credentials_of_one_alternative_are_sent_together() {
    let request = sent(|zoo| zoo.app(KEY).key(KEY), AddPetParams::new()).await;
    let query = "?app_id=89ab-cdef%200123%2F4567";
    assert_sent(&request, query, &[("x-api-key", KEY)]);
    let request = sent(
        |zoo| zoo.session(TOKEN).shared(KEY),
        ReplacePetsParams::new(),
    );
    let cookie = format!("sid={TOKEN}");
    assert_sent(
        &request.await,
        "",
        &[("cookie", &cookie), ("x-api-key", KEY)],
    );
}

#[tokio::test]
async fn the_first_alternative_that_is_complete_is_sent_alone() {
    let all = |zoo: three::ZooBuilder| {
        let zoo = zoo.oidc("oidc").oauth("oauth").key("key").app("app");
        zoo.session("session").bearer_auth("bearer")
    };
    let request = sent(all, AddPetParams::new()).await;
    assert_sent(&request, "", &[("authorization", "Bearer bearer")]);
    let request = sent(all, ReplacePetsParams::new()).await;
    assert_sent(&request, "", &[("authorization", "Bearer oauth")]);
    // No other alternative has all of its credentials.
    let request = sent(
        |zoo| zoo.key("key").oidc("oidc").app("app"),
        AddPetParams::new(),
    )
    .await;
    assert_sent(&request, "?app_id=app", &[("x-api-key", "key")]);
}

#[tokio::test]
async fn nothing_is_sent_where_nothing_is_needed() {
    let all = |zoo: three::ZooBuilder| zoo.key(KEY).app(KEY).session(TOKEN).bearer_auth(TOKEN);
    // The document says for some operations what they need, but not for this one.
    assert_sent(&sent(all, ListPetsParams::new()).await, "", &[]);
    // Credentials are optional, and none are set.
    assert_sent(&sent(|zoo| zoo, ReplacePetsParams::new()).await, "", &[]);
    let request = sent_two(|zoo| zoo, two::params::RemovePetsParams::new());
    assert_sent(&request.await, "", &[]);
    // `security: []`.
    let request = sent_two(|zoo| zoo.key(KEY), two::params::PetsOptionsParams::new());
    assert_sent(&request.await, "", &[]);
}

#[tokio::test]
async fn what_is_set_is_sent_if_the_description_does_not_say_what_is_needed() {
    let server = Server::start([done(), done(), done()]);
    let zoo = unstated::Zoo::builder().base_url(server.url());
    let zoo = zoo.key(KEY).bearer(TOKEN).build().unwrap();
    let params = unstated::params::ListPetsParams::new();
    zoo.list_pets(&params).await.unwrap();
    let zoo = unstated::Zoo::builder().base_url(server.url());
    let zoo = zoo.build().unwrap();
    zoo.list_pets(&params).await.unwrap();
    // A description without a security scheme.
    let zoo = undeclared::Zoo::builder().base_url(server.url());
    let zoo = zoo.authorization("Token 1").build().unwrap();
    let params = undeclared::params::ListPetsParams::new();
    zoo.list_pets(&params).await.unwrap();
    let bearer = format!("Bearer {TOKEN}");
    let expected: [&[_]; 3] = [
        &[("x-api-key", KEY), ("authorization", &*bearer)],
        &[],
        &[("authorization", "Token 1")],
    ];
    for (request, expected) in server.received().iter().zip(expected) {
        assert_sent(request, "", expected);
    }
}

#[tokio::test]
async fn missing_credentials_are_an_error_before_anything_is_sent() {
    let server = SilentServer::start();
    let zoo = three::Zoo::builder().base_url(server.url()).app(KEY);
    let zoo = zoo.build().unwrap();
    let error = zoo.add_pet(&AddPetParams::new()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "add-pet: credentials are missing, so nothing was sent: set them with ZooBuilder::bearer_auth, or ZooBuilder::key \
         and ZooBuilder::app"
    );
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Configuration, 0)
    );
    assert!(!error.may_have_been_carried_out());
    let zoo = two::Zoo::builder().base_url(server.url()).build().unwrap();
    let error = zoo.list_pets(&two::params::ListPetsParams::new()).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.ends_with("ZooBuilder::key, or ZooBuilder::login"),
        "{error}"
    );
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_cookie_and_a_query_of_the_request_are_kept() {
    let server = Server::start([done()]);
    let zoo = three::Zoo::builder().base_url(server.url());
    let zoo = zoo.session(TOKEN).shared(KEY).build().unwrap();
    let options = CallOptions::new().header("cookie", "theme=dark");
    let zoo = zoo.with_options(options);
    zoo.replace_pets(&ReplacePetsParams::new()).await.unwrap();
    let cookie = format!("theme=dark; sid={TOKEN}");
    let headers = [("cookie", &*cookie), ("x-api-key", KEY)];
    assert_sent(&server.only(), "", &headers);

    let server = Server::start([done()]);
    let zoo = unstated_query(&server);
    let request = statuspage_client::raw::Request::new(statuspage_client::Method::Get, "/pets");
    let request = request.query("a", "b");
    zoo.send_request::<()>(request).await.unwrap();
    assert_sent(&server.only(), "?a=b&app_id=app", &[]);
}

/// A client with a credential in the query, for requests that no operation covers.
fn unstated_query(server: &Server) -> three::Zoo {
    let zoo = three::Zoo::builder().base_url(server.url());
    zoo.app("app").build().unwrap()
}

#[test]
fn invalid_credentials_are_refused_and_not_shown() {
    let build = |builder: three::ZooBuilder| {
        let shown = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let shown = format!("{shown} {error} {error:?}");
        assert!(!shown.contains("89ab"), "{shown}");
        error.to_string()
    };
    let zoo = three::Zoo::builder;
    for (builder, expected) in [
        (zoo().key(" \n"), "ZooBuilder::key: the credential is empty"),
        (
            zoo().key("89ab\n0"),
            "ZooBuilder::key: the credential contains a control",
        ),
        (
            zoo().app("89ab-é"),
            "ZooBuilder::app: the credential contains",
        ),
        (zoo().session("89ab;0"), "not valid in a cookie"),
        (
            zoo().basic_auth("89ab:0", ""),
            "ZooBuilder::basic_auth: the user name",
        ),
        (zoo().basic_auth("a", "89ab\n"), "control character"),
        (
            zoo().key("89ab").base_url("http://89ab.example"),
            "call ZooBuilder::allow_unencrypted_http",
        ),
        (zoo().base_url("89ab"), "not a URL"),
    ] {
        let error = build(builder);
        assert!(error.contains(expected), "{error}");
    }
    // Without credentials there is nothing to protect.
    assert!(zoo().base_url("http://pets.example").build().is_ok());
    let error = unstated::Zoo::builder().build().unwrap_err().to_string();
    assert!(error.contains("call ZooBuilder::base_url"), "{error}");
}

/// Everything that an error and its causes show.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {:?}", error.messages());
    let mut cause = error.source();
    while let Some(next) = cause {
        write!(text, " {next} {next:?}").unwrap();
        cause = next.source();
    }
    text
}

/// Records what hooks see.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<String>>);

impl Seen {
    fn add(&self, found: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{found:?} ").unwrap();
    }
}

impl Hook for Seen {
    fn before(&self, attempt: &mut Attempt<'_>) {
        self.add(&(attempt.url(), &*attempt));
    }

    fn after(&self, outcome: &Outcome<'_>) {
        self.add(outcome);
    }
}

#[tokio::test]
async fn nothing_shows_a_credential() {
    let secrets = [
        "89ab-cdef-0123",
        "eyJh.bGci.OiJI",
        "correct: hörse",
        "sid-4567-89",
    ];
    let basic = "YW5uOmNvcnJlY3Q6IGjDtnJzZQ==";
    let escaped = "correct: h\\u00f6rse";
    let mut seen = String::new();
    for echo in secrets
        .into_iter()
        .chain([basic, escaped, "89ab%2Dcdef%2d0123", "89AB-CDEF-0123"])
    {
        for answer in [
            response(
                "401 Unauthorized",
                &[],
                format!("{{\"message\":\"no {echo}\"}}"),
            ),
            response("502 Bad Gateway", &[], format!("<title>{echo}</title>")),
            response("302 Found", &[&format!("Location: /{echo}?{echo}")], ""),
            response("200 OK", &[], format!("no {echo}")),
            Vec::new(),
        ] {
            let server = Server::start([answer]);
            let hook = Seen::default();
            let zoo = three::Zoo::builder()
                .base_url(server.url())
                .hook(hook.clone());
            let zoo = zoo
                .app(secrets[0])
                .key(secrets[0])
                .oauth(secrets[1])
                .session(secrets[3]);
            let zoo = zoo.basic_auth("ann", secrets[2]);
            let shown_builder = format!("{zoo:?}");
            let zoo = zoo.build().unwrap();
            let request =
                statuspage_client::raw::Request::new(statuspage_client::Method::Get, "/pets");
            let outcome = zoo.send_request::<Vec<u8>>(request).await;
            let error = outcome.unwrap_err();
            let hook = hook.0.lock().unwrap();
            writeln!(seen, "{shown_builder} {zoo:?} {} {hook}", shown(&error)).unwrap();
        }
    }
    for secret in secrets.iter().chain([&basic, &escaped]) {
        let folded = seen.to_ascii_lowercase().replace("%2d", "-");
        assert!(
            !folded.contains(&secret.to_ascii_lowercase()),
            "{secret}: {seen}"
        );
    }
    assert!(seen.contains("[secret]"), "{seen}");
    assert!(
        seen.contains("\"basic_auth\""),
        "the names of the credentials are shown: {seen}"
    );
}

#[tokio::test]
async fn a_redirect_gets_no_credentials() {
    for status in ["301 A", "302 A", "303 A", "307 A", "308 A"] {
        let other = SilentServer::start();
        let location = format!("Location: http://localhost:{}/", other.port());
        let server = Server::start([response(status, &[&location], "")]);
        let zoo = three::Zoo::builder().base_url(server.url());
        let zoo = zoo.bearer_auth(TOKEN).build().unwrap();
        let error = zoo.add_pet(&AddPetParams::new()).await.unwrap_err();
        assert!(error.to_string().contains("was not followed"), "{error}");
        assert!(other.is_untouched());
    }
}

#[tokio::test]
async fn the_defaults_are_not_those_of_statuspage() {
    let limited = response("429 Too Many Requests", &["retry-after: 0"], "");
    let server = Server::start([limited, done()]);
    let zoo = three::Zoo::builder()
        .base_url(server.url())
        .build()
        .unwrap();
    let error = zoo.list_pets(&ListPetsParams::new()).await.unwrap_err();
    assert_eq!(error.attempts(), 1, "{error}");
    let request = server.only();
    let version = env!("CARGO_PKG_VERSION");
    let agent = format!("statuspage-client/{version}");
    assert_eq!(
        request.headers("user-agent"),
        [&*agent],
        "the name of the crate of this test"
    );

    let server = Server::responding(|_| done());
    let zoo = three::Zoo::builder()
        .base_url(server.url())
        .user_agent("zoo/1");
    let zoo = zoo.build().unwrap();
    let started = std::time::Instant::now();
    for _ in 0..70 {
        zoo.list_pets(&ListPetsParams::new()).await.unwrap();
    }
    assert!(
        started.elapsed().as_secs() < 50,
        "there is no limit of 60 requests in a minute"
    );
    assert_eq!(server.received()[69].headers("user-agent"), ["zoo/1"]);
}

#[tokio::test]
async fn everything_can_be_set() {
    let busy = response("503 Service Unavailable", &["retry-after: 0"], "");
    let server = Server::start([busy, done()]);
    let second = std::time::Duration::from_secs(1);
    let zoo = three::ZooBuilder::default()
        .base_url(server.url())
        .allow_unencrypted_http(true)
        .connect_timeout(second * 20)
        .timeout(second * 20)
        .max_body_size(1000)
        .http_client(reqwest::Client::builder())
        .rate_limit(RateLimit::new(100, second))
        .retry(RetryPolicy::new());
    let zoo = zoo.build().unwrap();
    // The parameters send themselves, as with any client.
    ListPetsParams::new().send(&zoo).await.unwrap();
    assert_eq!(server.received().len(), 2);
    assert!(format!("{:?}", zoo.as_ref()).starts_with("Client"));
}

#[test]
fn operations_state_what_they_need_unless_all_need_it() {
    let security = |operations: &[OperationInfo], id| {
        let found = operations.iter().find(|found| found.id == id);
        found.unwrap().security
    };
    let of_three = |id| security(three::OPERATIONS, id);
    assert_eq!(
        of_three("add-pet"),
        Some(&[&["bearer_auth"][..], &["key", "app"]][..])
    );
    assert_eq!(of_three("list-pets"), Some(&[][..]));
    assert_eq!(security(two::OPERATIONS, "list-pets"), None);
    let ours = statuspage_client::OPERATIONS.iter();
    let stated = ours.filter(|operation| operation.security.is_some());
    let stated: Vec<_> = stated.map(|operation| operation.id).collect();
    assert_eq!(stated, ["get-a-list-of-available-public-metric-providers"]);
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_is_declared_too() {
    let server = Server::start([done(), done(), response("200 OK", &[], "1")]);
    let zoo = three::Zoo::builder().base_url(server.url());
    let zoo = zoo.bearer_auth(TOKEN).build_blocking().unwrap();
    zoo.add_pet(&AddPetParams::new()).unwrap();
    AddPetParams::new().send(&zoo.clone()).unwrap();
    let request = statuspage_client::raw::Request::new(statuspage_client::Method::Get, "/pets");
    let zoo = zoo.with_options(CallOptions::new());
    assert_eq!(*zoo.send_request::<i64>(request).unwrap().value(), 1);
    let bearer = format!("Bearer {TOKEN}");
    for request in server.received() {
        assert_eq!(request.headers("authorization"), [&*bearer]);
    }
}
