//! `cargo xtask diff`: what a change of the description changes in the generated code.
//!
//! Two descriptions are compared after they were read, so that only what reaches the generated code or its documentation counts:
//! not examples, default values, the order of keys and the version in `info`. Items have their Rust names, and are classified by
//! their effect on a crate that depends on the client:
//!
//! - `breaking`: code may no longer compile, or may behave differently. A function, struct, enum, field, variant or `BASE_URL` is
//!   removed or renamed; a type differs, `Option` included; `new(…)` takes more, fewer or reordered arguments. The arguments are
//!   the required fields in the description's order; the order of everything else does not count.
//! - `addition`: code compiles as before. Something is new: structs and enums are `#[non_exhaustive]`, so a variant and a field
//!   that is not required are harmless. Or something is deprecated, which warns. Or the Rust names stay and only the request or
//!   the response differs (method, path, location, wire name, list format, page numbers, repetition, the value of `BASE_URL`).
//! - `docs`: summaries, descriptions, tags, a path that is sent as before, the end of a deprecation.

mod change;
mod compare;
mod matching;
mod members;
mod rename;
mod report;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;
use statuspage_codegen_core::Api;

use crate::document;
use crate::print::{Outcome, print};
pub(crate) use change::code;
use change::{Change, Class, Group};

/// Printed if there is no difference.
const NOTHING: &str = "The generated code is the same.";

/// Shows what a change of the description changes in the generated code.
///
/// Each change is classified by its effect on a crate that depends on the client: `breaking`, `addition` or `docs`.
///
/// JSON: `{"verdict": none|patch|minor|major, "counts": {"breaking", "addition", "docs"}, "changes": [{"class",
/// "kind", "operation", "model", "item", "name", "old", "new", "text"}]}`. `operation` is an operationId, `model`
/// a Rust type; if both are null, the change concerns the whole client. `item` is the kind of item and `name` its
/// Rust name, `kind` one of added, removed, renamed, retyped, required, optional, reordered, moved, wire,
/// deprecation, documentation. `old`, `new` and `name` may be null. Keys and kinds may be added later.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The description before.
    old: PathBuf,
    /// The description after.
    new: PathBuf,
    /// The format of the difference.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if there is a change of this class.
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A change that may break a crate that depends on the client.
    Breaking,
}

/// Prints the difference.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let api = |path: &Path| document::read_file(path).map(|reading| reading.api);
    let diff = compare(&api(&arguments.old)?, &api(&arguments.new)?);
    let printed = match arguments.format {
        Format::Text => diff.text(),
        Format::Json => format!("{:#}\n", diff.json()),
        Format::Markdown if diff.is_empty() => format!("{NOTHING}\n"),
        Format::Markdown => format!("{}\n\n{}", diff.headline(), diff.markdown()),
    };
    print(&printed)?;
    let breaks = diff.count(Class::Breaking) > 0;
    Ok(Outcome::of(arguments.fail_on.is_some() && breaks))
}

/// What changes in the generated code from one description to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Diff {
    groups: Vec<Group>,
}

/// Compares what two descriptions say.
pub(crate) fn compare(old: &Api, new: &Api) -> Diff {
    let groups = compare::groups(old, new);
    Diff { groups }
}

impl Diff {
    /// Whether the generated code is the same.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.groups.iter().flat_map(|group| &group.changes)
    }

    fn count(&self, class: Class) -> usize {
        let of_class = self.changes().filter(|change| change.class == class);
        of_class.count()
    }
}

#[cfg(test)]
mod tests;
