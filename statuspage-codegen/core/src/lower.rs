//! Document -> Api: references resolved, bodies and parameters laid out, names given.
//!
//! This is the only stage that decides. It never stops at the first error.

mod alias;
mod body;
mod collection;
mod constraint;
mod context;
mod end;
mod header;
mod incomplete;
mod list;
mod media;
mod model;
mod nullable;
mod operation;
mod paging;
mod parameter;
mod parts;
mod path_parameter;
mod path_query;
mod recursion;
mod response;
mod schema;

use crate::api::{Api, Tag};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::document::reference::Index;

use schema::Types;

/// Lowers a document. The result is complete only if the diagnostics contain no error.
pub(crate) fn lower(document: &Document<'_>, diagnostics: &Diagnostics) -> Api {
    let index = Index::new(document);
    let mut types = Types::new(&index, document, diagnostics);
    let mut operations = operation::lower_all(document, &mut types, diagnostics);
    collection::report_unused_selections(document, &types, diagnostics);
    let mut models = types.models;
    incomplete::make_untyped(
        &mut operations,
        &models,
        &types.incomplete,
        &index,
        diagnostics,
    );
    recursion::mark_boxed(&mut models);
    Api {
        title: document.title.map(str::to_owned),
        version: document.version.map(str::to_owned),
        server: document.server.clone(),
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
