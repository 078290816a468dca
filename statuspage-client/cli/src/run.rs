//! Carries out the command of an operation: one request, or all pages of a list.

use clap::ArgMatches;
use serde_json::Value;
use statuspage_client::{Client, Items};
use statuspage_codegen_core::{
    Method,
    api::{Operation, Type},
};

use crate::{
    arguments::Values,
    call::Call,
    confirm::confirm,
    credentials,
    description::Description,
    dry_run,
    exit::Failure,
    global::Global,
    output::{Printer, note},
    progress::Progress,
};

/// Runs the command that the arguments name.
pub(crate) fn run(description: &'static Description, matches: &ArgMatches) -> Result<(), Failure> {
    let global = Global::from_matches(matches);
    if let Some(done) = crate::recipes::run(description, matches, &global)
        .or_else(|| crate::trial::run(matches))
        .or_else(|| crate::shell::run(description, matches))
    {
        return done;
    }
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
        let call: Call<Value> = Call::new(operation, values);
        let request = dry_run::request(&call, &credentials::base_url()?);
        return crate::output::text(&request.map_err(|error| failure(operation, error))?);
    }
    let client = credentials::builder(global.key_file.as_deref())?;
    if !global.yes {
        confirm(operation, &values)?;
    }
    let progress = Progress::new();
    let client = client
        .hook(progress.clone())
        .build()
        .map_err(|error| failure(operation, error))?;
    let mut printer = Printer::new(description, &operation.output, &global);
    runtime()?.block_on(send(&client, &progress, operation, values, &mut printer))?;
    printer.finish()
}

/// Sends a call, and prints its result.
async fn send(
    client: &Client,
    progress: &Progress,
    operation: &'static Operation,
    values: Values,
    printer: &mut Printer,
) -> Result<(), Failure> {
    let wrong = |error| failure(operation, error);
    if values.all {
        let call: Call<Vec<Value>> = Call::new(operation, values);
        let mut items = Items::new(client, &call);
        while let Some(page) = progress.show(items.next_page()).await {
            let page = page.map_err(wrong)?;
            progress.add_page(page.len());
            printer.items(page)?;
        }
        return Ok(());
    }
    if operation.output == Type::Unit {
        let call: Call<()> = Call::new(operation, values);
        progress.show(client.send(&call)).await.map_err(wrong)?;
        return Ok(());
    }
    let call: Call<Value> = Call::new(operation, values);
    let response = progress.show(client.send(&call)).await;
    let value = response.map_err(wrong)?.into_value();
    match without_envelope(operation, value) {
        Value::Array(items) => {
            if is_full_page(&call, &items) {
                note("note: this page of the list is full, and there may be more: use --all");
            }
            printer.items(items)
        }
        value => printer.value(value),
    }
}

/// Returns whether a first page that the user did not ask for has as many items as were requested.
fn is_full_page(call: &Call<Value>, items: &[Value]) -> bool {
    let paging = call.operation.paging.as_ref();
    let first =
        paging.filter(|paging| call.values.get(&paging.page) == Some(&paging.first_page.into()));
    let size = first.and_then(|paging| call.values.get(&paging.size)?.as_u64());
    size.is_some_and(|size| u64::try_from(items.len()).is_ok_and(|count| count >= size))
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
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| Failure::Other(format!("cannot start: {error}")))
}
