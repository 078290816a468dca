//! Asks before something is removed or people are notified.

use std::io::{self, BufRead, IsTerminal as _, Write};

use serde_json::Value;
use statuspage_codegen_core::api::{Location, Operation};

use crate::{arguments::Values, exit::Failure, names, output::escape};

/// Asks on a terminal whether to carry an operation out, if it removes something or notifies people. Elsewhere it fails.
pub(crate) fn confirm(operation: &Operation, values: &Values) -> Result<(), Failure> {
    let Some(effect) = effect(operation, values) else {
        return Ok(());
    };
    ask(&action(operation, values), effect)
}

/// Asks on a terminal whether to do something that has this effect. Elsewhere it fails.
pub(crate) fn ask(action: &str, effect: &str) -> Result<(), Failure> {
    let (action, effect) = (escape::text(action), escape::text(effect));
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Failure::NotConfirmed(format!(
            "{action}. {effect}. Nothing was sent: use --yes to confirm, or --dry-run to see the request"
        )));
    }
    let question = format!("{action}.\n{effect}. Continue? [y/N] ");
    if is_confirmed(&question, io::stdin().lock(), anstream::stderr()) {
        return Ok(());
    }
    Err(Failure::NotConfirmed(
        "not confirmed: nothing was sent".to_owned(),
    ))
}

fn is_confirmed(question: &str, mut input: impl BufRead, mut output: impl Write) -> bool {
    let mut answer = String::new();
    let asked = output
        .write_all(question.as_bytes())
        .and_then(|()| output.flush());
    let read = asked.and_then(|()| input.read_line(&mut answer));
    let answer = answer.trim().to_lowercase();
    read.is_ok() && matches!(&*answer, "y" | "yes")
}

/// Returns what happens that cannot be undone.
fn effect(operation: &Operation, values: &Values) -> Option<&'static str> {
    let notifies = operation.notifies_unless.as_ref().is_some_and(|unless| {
        let mut unless = unless.iter();
        !unless.any(|(name, value)| given(operation, values, name) == Some(Value::from(*value)))
    });
    match (operation.removes, notifies) {
        (false, false) => None,
        (true, false) => Some("What is removed cannot be restored"),
        (false, true) => Some("Subscribers are notified"),
        (true, true) => Some("What is removed cannot be restored, and subscribers are notified"),
    }
}

/// Returns the value that a parameter has in the arguments or in the body that is sent as it is.
fn given(operation: &Operation, values: &Values, name: &str) -> Option<Value> {
    let mut parameters = operation.parameters.iter();
    let location = &parameters.find(|one| one.name == name)?.location;
    let (Some(body), Location::Body { envelope }) = (&values.body, location) else {
        return values.get(name).cloned();
    };
    let body: Value = serde_json::from_str(body.get()).ok()?;
    let fields = match envelope {
        Some(envelope) => body.get(envelope)?,
        None => &body,
    };
    fields.get(name).cloned()
}

/// Returns the operation in words, with the ids in its path.
fn action(operation: &Operation, values: &Values) -> String {
    let summary = operation.summary.as_deref().unwrap_or(&operation.id);
    let values = values.parameters.iter();
    let ids = values.filter(|(parameter, _)| parameter.location == Location::Path);
    let ids = ids.map(|(parameter, id)| {
        let what = names::kebab(parameter.name.trim_end_matches("_id")).replace('-', " ");
        format!("{what} {}", id.as_str().unwrap_or_default())
    });
    let ids: Vec<String> = ids.collect();
    if ids.is_empty() {
        return summary.to_owned();
    }
    format!("{summary} ({})", ids.join(", "))
}

#[cfg(test)]
mod tests {
    use super::is_confirmed;

    #[test]
    fn only_yes_confirms() {
        for (answer, expected) in [
            ("y\n", true),
            (" YES \n", true),
            ("yes", true),
            ("n\n", false),
            ("\n", false),
            ("", false),
            ("yeah\n", false),
        ] {
            let mut asked = Vec::new();
            assert_eq!(
                is_confirmed("Sure? ", answer.as_bytes(), &mut asked),
                expected,
                "{answer:?}"
            );
            assert_eq!(asked, b"Sure? ");
        }
    }
}
