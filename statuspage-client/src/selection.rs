//! Some items, or all of them.

use serde::{Serialize, Serializer};

/// Either all items there are, or only those of a list.
///
/// Some operations act on every item when the list is left out, or when it is a word such as `all`. Their parameters require a
/// selection, so that acting on everything is always written down in the call. An empty list selects nothing.
///
/// Functions that take a selection also take an array, a slice or a `Vec` of the items, or of what converts to them:
///
/// ```
/// use statuspage_client::{Selection, models::ComponentId};
///
/// let two: Selection<ComponentId> = ["first", "second"].into();
/// assert_eq!(two.only().map(<[_]>::len), Some(2));
/// let listed: Selection<ComponentId> = ["first", "second"].into_iter().collect();
/// assert_eq!(listed, two);
/// assert_eq!(Selection::<ComponentId>::All.only(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Selection<T> {
    /// All items, also those that the caller does not know.
    All,
    /// The items of the list.
    Only(Vec<T>),
}

impl<T> Selection<T> {
    /// Returns the list, unless all items are selected.
    #[must_use]
    pub fn only(&self) -> Option<&[T]> {
        match self {
            Self::All => None,
            Self::Only(items) => Some(items),
        }
    }
}

impl<T, U: Into<T>> FromIterator<U> for Selection<T> {
    fn from_iter<I: IntoIterator<Item = U>>(items: I) -> Self {
        Self::Only(items.into_iter().map(Into::into).collect())
    }
}

impl<T, U: Into<T>> From<Vec<U>> for Selection<T> {
    fn from(items: Vec<U>) -> Self {
        items.into_iter().collect()
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Selection<T> {
    fn from(items: [U; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<'a, T, U> From<&'a [U]> for Selection<T>
where
    &'a U: Into<T>,
{
    fn from(items: &'a [U]) -> Self {
        items.iter().collect()
    }
}

/// A selection as it is sent: the list, or the word that stands for all.
#[derive(Clone, Copy, Debug)]
pub struct OrWord<'a, T>(pub &'a Selection<T>, pub &'static str);

impl<T: Serialize> Serialize for OrWord<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Selection::All => serializer.serialize_str(self.1),
            Selection::Only(items) => items.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{OrWord, Selection};

    fn strings(items: impl Into<Selection<String>>) -> Selection<String> {
        items.into()
    }

    #[test]
    fn lists_of_convertible_items_are_selections() {
        let expected = Selection::Only(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(strings(["a", "b"]), expected);
        assert_eq!(strings(vec!["a".to_owned(), "b".to_owned()]), expected);
        assert_eq!(strings(&["a".to_owned(), "b".to_owned()][..]), expected);
        assert_eq!(strings(expected.clone()), expected);
        assert_eq!(strings(Selection::All), Selection::All);
        let empty: [&str; 0] = [];
        assert_eq!(strings(empty).only(), Some(&[][..]));
    }

    #[test]
    fn a_selection_is_sent_as_a_list_or_a_word() {
        let sent = |selection| serde_json::to_value(OrWord(&selection, "every")).unwrap();
        assert_eq!(sent(strings(["every"])), json!(["every"]));
        assert_eq!(sent(Selection::All), json!("every"));
        assert_eq!(sent(Selection::Only(Vec::new())), json!([]));
    }
}
