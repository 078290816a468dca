//! Every operation of the description through the program: what is sent, and that the output is what the library returns.

mod arguments;
mod state;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use statuspage_client::{Client, Method, RateLimit, raw::Request};
use statuspage_codegen_core::api::{Api, EmptyBody, Location, Operation, Type};
use statuspage_codegen_core::{Source, read};
use statuspage_simulator::RecordedRequest;

use self::arguments::{Argument, all, arguments};
use crate::program::{Program, Ran, run};

pub(crate) fn api() -> Api {
    read(&Source::new("statuspage.json", statuspage_spec::STATUSPAGE))
        .unwrap()
        .api
}

/// Returns the command of each operation, by its method and path.
fn commands() -> BTreeMap<String, String> {
    let lines = include_str!("../golden/commands.txt").lines();
    let split = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        (words[2..].join(" "), words[..2].join(" "))
    };
    lines.map(split).collect()
}

fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

#[test]
fn every_operation_gives_the_output_of_the_library() {
    let (program, api, commands) = (Program::start(), api(), commands());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let client = Client::builder()
        .api_key(program.simulator.api_key())
        .base_url(program.simulator.url())
        .rate_limit(RateLimit::NONE)
        .build()
        .unwrap();
    let mut count = 0;
    for operation in &api.operations {
        let ids = runtime.block_on(state::create(&program.simulator, &client));
        let given = arguments(&api, operation, &ids);
        program.simulator.clear_requests();
        let command = &commands[&name(operation)];
        let asks = operation.removes || operation.notifies_unless.is_some();
        if asks {
            let ran = call(&program, command, &given, &[]);
            assert_eq!((ran.code, &*ran.stdout), (7, ""), "{}", operation.id);
            assert!(
                ran.stderr.contains("use --yes to confirm"),
                "{}",
                ran.stderr
            );
            assert_eq!(program.simulator.requests().len(), 0, "{}", operation.id);
        }
        let yes: &[&str] = if asks { &["--yes"] } else { &[] };
        let ran = call(&program, command, &given, yes);
        assert_eq!(
            (ran.code, &*ran.stderr),
            (0, ""),
            "{}: {given:?}",
            operation.id
        );
        let requests = program.simulator.take_requests();
        assert_eq!(requests.len(), 1, "{}", operation.id);
        check_request(operation, &requests[0], &given);

        // The library sends the same to the same state.
        runtime.block_on(state::create(&program.simulator, &client));
        let sent = runtime.block_on(client.send_request::<Value>(request(operation, &given)));
        let expected = sent.expect(&operation.id).into_value();
        if operation.output == Type::Unit {
            assert_eq!(ran.stdout, "", "{}", operation.id);
        } else {
            let output: Value = serde_json::from_str(&ran.stdout).expect(&operation.id);
            let expected = match &operation.optional_envelope {
                Some(name) => expected[name].clone(),
                None => expected,
            };
            assert_eq!(
                without_times(output),
                without_times(expected),
                "{}",
                operation.id
            );
        }
        count += 1;
    }
    assert_eq!(count, 113);
}

/// Every option, one with a value of its type for each parameter, in the request that `--dry-run` prints.
#[test]
fn every_parameter_is_sent_with_its_type() {
    let (program, api, commands) = (Program::start(), api(), commands());
    for operation in &api.operations {
        let given = all(&api, operation);
        let ran = call(
            &program,
            &commands[&name(operation)],
            &given,
            &["--dry-run"],
        );
        assert_eq!(
            (ran.code, &*ran.stderr),
            (0, ""),
            "{}: {given:?}",
            operation.id
        );
        let expected = request(operation, &given);
        let (head, body) = ran.stdout.split_once("\n\n").unwrap_or((&ran.stdout, ""));
        let url = head.lines().next().unwrap();
        let mark = if expected.encoded_query().is_empty() {
            ""
        } else {
            "?"
        };
        assert_eq!(
            url,
            format!(
                "{} {}{}{mark}{}",
                operation.method,
                program.simulator.url(),
                expected.encoded_path().unwrap(),
                expected.encoded_query()
            )
        );
        let body = body.trim_end().replace("[secret]", "text");
        let expected = expected.body().unwrap_or_default();
        assert_eq!(
            body,
            String::from_utf8(expected).unwrap(),
            "{}",
            operation.id
        );
    }
    assert!(program.simulator.requests().is_empty());
}

fn call(program: &Program, command: &str, given: &[Argument], more: &[&str]) -> Ran {
    let mut words: Vec<&str> = command.split(' ').collect();
    for argument in given {
        words.extend(argument.words.iter().map(String::as_str));
    }
    words.extend(["--output", "json"]);
    words.extend(more);
    run(&mut program.command(&words))
}

/// Returns the request for these arguments, made without the code of the program.
fn request(operation: &Operation, given: &[Argument]) -> Request {
    let method = match operation.method.as_str() {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        "POST" => Method::Post,
        "DELETE" => Method::Delete,
        _ => Method::Patch,
    };
    let path = operation.path.to_string().leak();
    let mut request = Request::new(method, path);
    let mut fields = Map::new();
    let envelope = operation
        .parameters
        .iter()
        .find_map(|one| match &one.location {
            Location::Body { envelope } => Some(envelope.clone()),
            _ => None,
        });
    for Argument {
        parameter, value, ..
    } in given
    {
        let name = &parameter.name;
        request = match &parameter.location {
            Location::Path => request.path(name, value),
            Location::Query => request.query(name, value),
            Location::Form => request.form(name, value),
            Location::Body { .. } => {
                if !value.is_null() || parameter.nullable {
                    fields.insert(name.clone(), value.clone());
                }
                request
            }
            other => panic!("{}: {other:?}", operation.id),
        };
    }
    match envelope {
        None => request,
        Some(_) if fields.is_empty() && operation.empty_body == EmptyBody::Nothing => request,
        Some(None) => request.json(&fields),
        Some(Some(name)) => request.json(&Map::from_iter([(name, Value::from(fields))])),
    }
}

/// Checks the request that arrived.
fn check_request(operation: &Operation, sent: &RecordedRequest, given: &[Argument]) {
    let expected = request(operation, given);
    assert_eq!(sent.method, operation.method.as_str(), "{}", operation.id);
    assert_eq!(
        sent.path,
        format!("/v1{}", expected.encoded_path().unwrap())
    );
    assert_eq!(
        sent.query.as_deref().unwrap_or_default(),
        expected.encoded_query()
    );
    let body = expected.body().unwrap_or_default();
    assert_eq!(
        String::from_utf8_lossy(&sent.body),
        String::from_utf8_lossy(&body),
        "{}",
        operation.id
    );
    assert_eq!(
        sent.header("content-type"),
        expected.content_type().as_deref()
    );
    let agent = concat!("statuspage-cli/", env!("CARGO_PKG_VERSION"));
    assert_eq!(sent.header("user-agent"), Some(agent));
}

/// Replaces times, which differ from run to run.
fn without_times(value: Value) -> Value {
    match value {
        Value::String(text)
            if text.len() >= 20 && text.parse::<statuspage_client::jiff::Timestamp>().is_ok() =>
        {
            "TIME".into()
        }
        Value::Array(items) => items.into_iter().map(without_times).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            Value::Object(
                fields
                    .map(|(name, value)| (name, without_times(value)))
                    .collect(),
            )
        }
        other => other,
    }
}
