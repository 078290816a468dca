//! What a description says about values beyond their type.

/// The keywords, in the order of the documentation.
const KEYWORDS: [&str; 10] = [
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "pattern",
    DEFAULT,
    PAGE_SIZE_HONORED,
];

/// The value that is used if none is sent, unless it is a list or an object. It is often only an example value.
pub(crate) const DEFAULT: &str = "default";

/// For the number of items on a page: every page but the last has as many as requested, up to the maximum.
pub(crate) const PAGE_SIZE_HONORED: &str = "x-page-size-honored";

/// What a document says about values beyond their type, by keyword: for documentation, since the service decides.
///
/// Numbers keep their text in the document, except the exclusive bound of an integer, which becomes the next valid value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints(Vec<(&'static str, String)>);

impl Constraints {
    /// Creates constraints from the value of each keyword.
    pub(crate) fn new(mut value: impl FnMut(&'static str) -> Option<String>) -> Self {
        let entry = |keyword| Some((keyword, value(keyword)?));
        Self(KEYWORDS.into_iter().filter_map(entry).collect())
    }

    /// Returns the value of a keyword, such as `maximum`.
    #[must_use]
    pub fn get(&self, keyword: &str) -> Option<&str> {
        let mut entries = self.0.iter();
        let (_, value) = entries.find(|(found, _)| *found == keyword)?;
        Some(value)
    }

    /// Returns these constraints, and those of `earlier` for keywords that these do not have.
    pub(crate) fn or(&self, earlier: &Self) -> Self {
        Self::new(|keyword| {
            let value = self.get(keyword).or_else(|| earlier.get(keyword));
            value.map(str::to_owned)
        })
    }

    /// Returns the constraints without a format that the type expresses.
    pub(crate) fn without_format(&self) -> Self {
        let others = self.0.iter().filter(|(keyword, _)| *keyword != "format");
        Self(others.cloned().collect())
    }

    /// Returns the keywords and values that are for documentation: all but the default and the extension.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let entries = self.0.iter();
        let entries =
            entries.filter(|(keyword, _)| ![DEFAULT, PAGE_SIZE_HONORED].contains(keyword));
        entries.map(|(keyword, value)| (*keyword, value.as_str()))
    }
}
