//! Document -> Api: references resolved, bodies and parameters laid out, names given.
//!
//! This is the only stage that decides. It never stops at the first error.

mod alias;
mod body;
mod collection;
mod constraint;
mod context;
mod error_response;
mod header;
mod incomplete;
mod list;
mod media;
mod model;
mod operation;
mod paging;
mod parameter;
mod path_parameter;
mod path_query;
mod properties;
mod read_only;
mod recursion;
mod response;
mod schema;
mod security;
mod type_names;
mod union;

use crate::api::{Api, Tag};
use crate::diagnostic::Diagnostics;
use crate::document::Document;

use context::Context;

/// Lowers a document. The result is complete only if the diagnostics contain no error.
pub(crate) fn lower(document: &Document<'_>, diagnostics: &Diagnostics) -> Api {
    let mut context = Context::new(document, diagnostics);
    context.lower_definitions(&document.definitions);
    let mut operations = operation::lower_all(document, &mut context);
    let schemes = security::schemes(document, &context);
    let security = security::lower(document, &schemes, &mut operations, &context);
    collection::report_unused_selections(document, &context);
    incomplete::make_untyped(&mut operations, &context);
    let mut models = std::mem::take(&mut context.models);
    read_only::make_optional(&operations, &mut models, &context);
    recursion::mark_boxed(&mut models);
    Api {
        title: document.title.map(str::to_owned),
        version: document.version.map(str::to_owned),
        server: document.server.clone(),
        security_schemes: schemes.all,
        security,
        tags: document.tags.iter().map(|&tag| lower_tag(tag)).collect(),
        operations,
        models,
    }
}

fn lower_tag((name, description): (&str, Option<&str>)) -> Tag {
    Tag {
        name: name.to_owned(),
        description: description.map(str::to_owned),
    }
}
