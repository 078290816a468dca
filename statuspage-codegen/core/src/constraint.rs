//! What a description says about values beyond their type, and how that is kept small.

use std::ops::Deref;
use std::sync::LazyLock;

/// What a document says about values beyond their type: for documentation, since the service decides.
///
/// Numbers keep their text in the document, except the exclusive bound of an integer, which becomes the next valid value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Constraints {
    /// A format that gives no type of its own, such as `email`.
    pub format: Option<String>,
    /// The least number of characters.
    pub min_length: Option<String>,
    /// The greatest number of characters.
    pub max_length: Option<String>,
    /// The least value.
    pub minimum: Option<String>,
    /// The greatest value.
    pub maximum: Option<String>,
    /// The least number of items.
    pub min_items: Option<String>,
    /// The greatest number of items.
    pub max_items: Option<String>,
    /// A regular expression that the text matches.
    pub pattern: Option<String>,
    /// The value that is used if none is sent, unless it is a list or an object. It is often only an example value, so it is not
    /// among the [`entries`](Self::entries).
    pub default: Option<String>,
    /// `x-page-size-honored`, for the number of items on a page: every page but the last has as many as requested, up to the
    /// greatest value.
    pub page_size_honored: bool,
}

/// [`Constraints`] that take little memory if there are none, as for most values of a large description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constrained(Option<Box<Constraints>>);

impl Deref for Constrained {
    type Target = Constraints;

    fn deref(&self) -> &Constraints {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl From<Constraints> for Constrained {
    fn from(constraints: Constraints) -> Self {
        Self((constraints != *NONE).then(|| Box::new(constraints)))
    }
}

static NONE: LazyLock<Constraints> = LazyLock::new(Constraints::default);

impl Constraints {
    /// Returns the constraints in the document, each with its keyword, without the default.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("format", &self.format),
            ("minLength", &self.min_length),
            ("maxLength", &self.max_length),
            ("minimum", &self.minimum),
            ("maximum", &self.maximum),
            ("minItems", &self.min_items),
            ("maxItems", &self.max_items),
            ("pattern", &self.pattern),
        ];
        all.into_iter()
            .filter_map(|(keyword, value)| Some((keyword, value.as_deref()?)))
    }
}
