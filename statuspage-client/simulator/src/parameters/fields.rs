//! Which parameters an operation accepts, and the refusal of all others.
//!
//! Each operation has a table of what it accepts. Nothing in a request is ignored: a parameter that is
//! not in the table is an error.

mod field;
mod names;

use serde_json::{Map, Value};

use crate::http::reply::Reply;
use crate::parameters::tree::{Parameter, Tree};
use crate::parameters::values::Values;

use self::field::Given;
pub(crate) use self::field::{Field, Initial};

/// All the parameters that an operation accepts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepts {
    /// The name of the object that wraps them, if there is one.
    group: Option<&'static str>,
    pub(crate) fields: &'static [Field],
    required: &'static [&'static str],
    is_creation: bool,
}

impl Accepts {
    /// No parameters at all.
    pub(crate) const NOTHING: Self = Self::bare(&[]);

    /// Parameters without a wrapping object: `page`, `per_page`.
    pub(crate) const fn bare(fields: &'static [Field]) -> Self {
        Self {
            group: None,
            fields,
            required: &[],
            is_creation: false,
        }
    }

    /// Parameters of a group: `incident[name]`, `incident[status]`.
    pub(crate) const fn in_group(group: &'static str, fields: &'static [Field]) -> Self {
        Self {
            group: Some(group),
            ..Self::bare(fields)
        }
    }

    /// Makes these parameters required.
    pub(crate) const fn requiring(mut self, required: &'static [&'static str]) -> Self {
        self.required = required;
        self
    }

    /// Accepts the fields that may be given at creation only, too.
    pub(crate) const fn creating(mut self) -> Self {
        self.is_creation = true;
        self
    }

    /// Reads an object that has only these fields, or returns everything that is wrong with it.
    pub(crate) fn read(&'static self, tree: &Tree) -> Result<Values, Vec<String>> {
        let values = Input::new(self, tree).and_then(|input| input.values());
        values.map_err(|reply| reply.messages().into_iter().map(str::to_owned).collect())
    }

    /// The fields that requests may give.
    fn accepted(&self) -> impl Iterator<Item = &'static Field> {
        let is_creation = self.is_creation;
        self.fields.iter().filter(move |field| match field.given {
            Given::Always => true,
            Given::AtCreation => is_creation,
            Given::Never => false,
        })
    }

    /// Returns the accepted field of this name, next to the group or in it.
    fn field(&self, name: &str, is_outside: bool) -> Option<&'static Field> {
        let is_outside = is_outside && self.group.is_some();
        self.accepted()
            .find(|field| field.name == name && field.is_outside == is_outside)
    }

    fn path(&self, field: &Field) -> String {
        match self.group {
            Some(group) if !field.is_outside => path_in(group, field.name),
            _ => field.name.to_owned(),
        }
    }
}

fn path_in(group: &str, name: &str) -> String {
    format!("{group}[{name}]")
}

/// The parameters of one request, whose names the operation accepts.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    pub(crate) accepts: &'static Accepts,
    tree: &'a Tree,
}

impl<'a> Input<'a> {
    /// Checks the names only: returns 403 with all those that the operation does not accept.
    pub(crate) fn new(accepts: &'static Accepts, tree: &'a Tree) -> Result<Self, Reply> {
        accepts.check_names(tree)?;
        Ok(Self { accepts, tree })
    }

    /// Reads every parameter, or returns 422 with everything that is wrong with them.
    ///
    /// A handler calls this after it has found the object of the path, as the service does: a request
    /// to an unknown incident is a 404 even if its parameters are invalid.
    pub(crate) fn values(&self) -> Result<Values, Reply> {
        let grouped = self.grouped()?;
        let mut values = Map::new();
        let mut wrong = Vec::new();
        for field in self.accepts.accepted() {
            let given = if field.is_outside {
                Some(self.tree)
            } else {
                grouped
            };
            let raw = given.and_then(|given| given.get(field.name));
            if raw.is_none_or(Parameter::is_blank) && self.accepts.required.contains(&field.name) {
                wrong.push(format!("{} is required", self.accepts.path(field)));
                continue;
            }
            match raw.map(|raw| field.kind.read(raw)) {
                None => {}
                Some(Ok(value)) => {
                    values.insert(field.stored_as.to_owned(), value);
                }
                Some(Err(error)) => {
                    wrong.push(format!("{} {error}", self.accepts.path(field)));
                }
            }
        }
        Reply::check(&wrong)?;
        Ok(Values(values))
    }

    /// Returns the tree that contains the wrapped parameters; `None` if their group is absent or null.
    fn grouped(&self) -> Result<Option<&Tree>, Reply> {
        let Some(group) = self.accepts.group else {
            return Ok(Some(self.tree));
        };
        match self.tree.get(group) {
            None | Some(Parameter::Json(Value::Null)) => Ok(None),
            Some(Parameter::Group(members)) => Ok(Some(members)),
            Some(_) => Err(Reply::invalid(format!("{group} must be an object"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Accepts, Field, Input};
    use crate::parameters::kind::Kind;
    use crate::parameters::tree::{Parameter, Tree};

    const BODY: Accepts = Accepts::in_group(
        "thing",
        &[
            Field::new("name", Kind::Text),
            Field::old_name("heading", "title", Kind::Text),
            Field::new("title", Kind::Text),
            Field::new("size", Kind::Integer),
        ],
    )
    .requiring(&["name"]);

    fn tree(value: Value) -> Tree {
        Parameter::from(value).into_group().unwrap()
    }

    #[test]
    fn absent_and_null_differ() {
        let tree = tree(json!({"thing": {"name": "x", "size": null}}));
        let values = Input::new(&BODY, &tree).unwrap().values().unwrap();
        assert_eq!(values.get("size"), Some(&Value::Null));
        assert_eq!(values.get("title"), None);
    }

    #[test]
    fn the_new_name_wins_over_the_old_one() {
        let old = tree(json!({"thing": {"name": "x", "heading": "old"}}));
        let both = tree(json!({"thing": {"name": "x", "heading": "old", "title": "new"}}));
        for (tree, title) in [(old, "old"), (both, "new")] {
            let values = Input::new(&BODY, &tree).unwrap().values().unwrap();
            assert_eq!(values.text("title"), Some(title));
        }
    }

    #[test]
    fn everything_that_is_wrong_is_reported_at_once() {
        let tree = tree(json!({"thing": {"name": " ", "size": "big"}}));
        let reply = Input::new(&BODY, &tree).unwrap().values().unwrap_err();
        let shown = format!("{reply:?}");
        assert!(shown.contains("thing[name] is required"), "{shown}");
        assert!(
            shown.contains("thing[size] must be a whole number"),
            "{shown}"
        );
    }
}
