//! Short second names of operations: `x-rust-alias`.

use super::context::Context;
use super::operation::params_name;
use super::paging::items_name;
use crate::api::{Alias, Operation};
use crate::diagnostic::Rule;
use crate::document::Document;
use crate::hashed::Map;
use crate::name;

/// Adds the alias of every operation that has one. An alias that gives a name that an operationId or another alias gives is an
/// error.
pub(super) fn lower_all(
    document: &Document<'_>,
    operations: &mut [Operation],
    context: &Context<'_>,
) {
    let written = document.operations.iter();
    let written: Map<_, _> = written
        .filter_map(|operation| Some((&operation.pointer, operation.alias?)))
        .collect();
    let mut taken = Map::default();
    for operation in operations.iter() {
        let items = operation.paging.as_ref().map(|paging| &paging.function);
        let names = [&operation.function, &operation.params]
            .into_iter()
            .chain(items);
        taken.extend(names.map(|name| (name.clone(), operation.id.clone())));
    }
    for operation in operations {
        let Some(&written) = written.get(&operation.pointer) else {
            continue;
        };
        let function = name::snake(written);
        let alias = Alias {
            params: params_name(written),
            items: operation.paging.as_ref().map(|_| items_name(&function)),
            function,
        };
        let names = || {
            [&alias.function, &alias.params]
                .into_iter()
                .chain(&alias.items)
        };
        if let Some((name, id)) = names().find_map(|name| Some((name, taken.get(name)?))) {
            let message = if *id == operation.id {
                format!(
                    "the alias `{written}` adds nothing: `{name}` is the operation's name already"
                )
            } else {
                format!(
                    "the alias `{written}` gives `{name}`, which is a name of the operation `{id}` already"
                )
            };
            let help =
                "choose another alias, or remove it: names that follow from an operationId stay";
            let pointer = operation.pointer.child("x-rust-alias");
            context
                .diagnostics
                .error(Rule::Alias, &pointer, message, help);
            continue;
        }
        taken.extend(names().map(|name| (name.clone(), operation.id.clone())));
        operation.alias = Some(alias);
    }
}
