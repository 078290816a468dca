//! Carries out the command of an operation: one request, or all pages of a list.

use clap::ArgMatches;
use serde_json::Value;
use statuspage_client::{Client, Items};
use statuspage_codegen_core::{
    Method,
    api::{Operation, Type},
};

use crate::{
    arguments::Values, call::Call, credentials, description::Description, dry_run, exit::Failure,
    global::Global, output::Printer,
};

/// Runs the command that the arguments name.
pub(crate) fn run(description: &'static Description, matches: &ArgMatches) -> Result<(), Failure> {
    let global = Global::from_matches(matches);
    let names = matches.subcommand().and_then(|(group, matches)| {
        let (verb, matches) = matches.subcommand()?;
        Some((description.operation(group, verb)?, matches))
    });
    let Some((operation, matches)) = names else {
        return Err(Failure::Usage("there is no such command".to_owned()));
    };
    let mut values = Values::read(description, operation, matches)?;
    if global.dry_run {
        dry_run::hide_secrets(&mut values);
        let request = dry_run::request(&Call::new(operation, values), &credentials::base_url()?);
        return crate::output::text(&request.map_err(|error| failure(operation, error))?);
    }
    let client = credentials::builder(global.key_file.as_deref())?;
    let client = client.build().map_err(|error| failure(operation, error))?;
    let mut printer = Printer::new(description, &operation.output, &global);
    runtime()?.block_on(send(&client, operation, values, &mut printer))?;
    printer.finish()
}

/// Sends a call, and prints its result.
async fn send(
    client: &Client,
    operation: &'static Operation,
    values: Values,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let wrong = |error| failure(operation, error);
    if values.all {
        let call: Call<Vec<Value>> = Call::new(operation, values);
        let mut items = Items::new(client, &call);
        while let Some(page) = items.next_page().await {
            printer.items(page.map_err(wrong)?)?;
        }
        return Ok(());
    }
    if operation.output == Type::Unit {
        let call: Call<()> = Call::new(operation, values);
        client.send(&call).await.map_err(wrong)?;
        return Ok(());
    }
    let call: Call<Value> = Call::new(operation, values);
    let value = client.send(&call).await.map_err(wrong)?.into_value();
    match without_envelope(operation, value) {
        Value::Array(items) => printer.items(items),
        value => printer.value(value),
    }
}

/// Removes the object that may be around the value of a response.
fn without_envelope(operation: &Operation, mut value: Value) -> Value {
    if let (Some(name), Value::Object(object)) = (&operation.optional_envelope, &mut value)
        && object.len() == 1
        && let Some(inner) = object.remove(name)
    {
        return inner;
    }
    value
}

fn failure(operation: &Operation, error: statuspage_client::Error) -> Failure {
    Failure::Call {
        error,
        only_reads: operation.method == Method::Get,
    }
}

/// Returns a runtime that waits on this thread alone.
fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| Failure::Other(format!("cannot start: {error}")))
}
