//! Operations that notify subscribers or remove something: their documentation says so, and they require what must not be
//! forgotten.

use statuspage_codegen_core::api::{Location, Operation, Type};
use statuspage_codegen_core::{Method, Source, read};

fn operations() -> Vec<Operation> {
    let text = include_str!("../../../spec/statuspage.json");
    read(&Source::new("statuspage.json", text))
        .unwrap()
        .api
        .operations
}

/// Checks that exactly the operations that have an effect say so, and their first paragraphs as well.
fn check(
    has_effect: impl Fn(&Operation) -> bool,
    says_so: impl Fn(&Operation) -> bool,
    words: &[&str],
    expected: usize,
) {
    let mut count = 0;
    for operation in &operations() {
        assert_eq!(
            has_effect(operation),
            says_so(operation),
            "{}",
            operation.id
        );
        if !has_effect(operation) {
            continue;
        }
        let text = operation.description.as_deref().unwrap_or_default();
        let paragraph = text.split("\n\n").next().unwrap();
        let is_said = words.iter().any(|word| paragraph.contains(word));
        assert!(is_said, "{}: {paragraph}", operation.id);
        count += 1;
    }
    assert_eq!(count, expected);
}

#[test]
fn the_first_paragraph_says_who_is_notified() {
    let fields = [
        "deliver_notifications",
        "notify_subscribers",
        "skip_confirmation_notification",
        "skip_unsubscription_notification",
    ];
    let notifies = |operation: &Operation| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|one| fields.contains(&&*one.field)) || operation.id.starts_with("resend-")
    };
    let words = [
        "otifies subscribers",
        "notified",
        "Sends an email",
        "Sends a request to confirm",
    ];
    check(notifies, |one| one.notifies_unless.is_some(), &words, 13);
}

#[test]
fn the_parameter_that_avoids_a_notification_exists() {
    for operation in operations() {
        for (name, _) in operation.notifies_unless.iter().flatten() {
            let mut parameters = operation.parameters.iter();
            let found = parameters.find(|one| one.name == *name);
            assert_eq!(
                found.map(|one| &one.ty),
                Some(&Type::Boolean),
                "{}",
                operation.id
            );
        }
    }
}

#[test]
fn the_first_paragraph_says_what_is_removed() {
    let removes = |operation: &Operation| {
        let replaces_a_list = operation.parameters.iter().any(|one| {
            let is_list = matches!(one.ty, Type::Array(_) | Type::Map { .. });
            let in_body = matches!(&one.location, Location::Body { envelope: None });
            is_list && in_body && one.required
        }) && (operation.id.starts_with("replace-")
            || operation.id.starts_with("set-"));
        operation.method == Method::Delete
            || operation.id.starts_with("unsubscribe-")
            || replaces_a_list
    };
    check(removes, |one| one.removes, &["Remove", "remove"], 25);
}

#[test]
fn no_list_that_is_all_that_a_call_says_can_be_left_out() {
    let mut count = 0;
    for operation in operations() {
        let fields = operation.parameters.iter();
        let fields: Vec<_> = fields
            .filter(|one| matches!(one.location, Location::Body { .. } | Location::Form))
            .collect();
        let is_list = |ty: &Type| {
            matches!(
                ty,
                Type::Array(_) | Type::Map { .. } | Type::Selection { .. }
            )
        };
        let is_only_field = fields.len() == 1;
        for field in fields {
            if is_list(&field.ty) && is_only_field || matches!(field.ty, Type::Selection { .. }) {
                assert!(field.required, "{}: {}", operation.id, field.field);
                count += 1;
            }
        }
    }
    assert_eq!(count, 20);
}
