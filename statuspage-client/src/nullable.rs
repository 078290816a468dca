//! Fields that can be left unchanged, cleared or set.

/// A field of a request body for which null and absence have different meanings.
///
/// The setters of the generated parameter structs create it: `description("x")` sets the field, and `clear_description()` sends
/// null, which clears it. If neither is called, the field is not sent, and the service leaves it unchanged.
///
/// ```
/// use statuspage_client::{Nullable, params::UpdateComponentParams};
///
/// let component = UpdateComponentParams::new("page", "component");
/// assert_eq!(component.group_id, Nullable::Absent);
/// assert_eq!(component.clone().clear_group_id().group_id, Nullable::Null);
/// assert_eq!(component.group_id("group").group_id, Nullable::Value("group".into()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// The field is not sent.
    #[default]
    Absent,
    /// The field is sent as null.
    Null,
    /// The field is sent with a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Creates a value, or [`Absent`](Self::Absent) from `None`.
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }

    /// Returns the same with a reference to the value.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Returns the value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Nullable;

    #[test]
    fn only_a_value_is_changed() {
        let double = |found: Nullable<i64>| found.map(|value| value * 2);
        assert_eq!(double(Nullable::Value(2)), Nullable::Value(4));
        assert_eq!(double(Nullable::Null), Nullable::Null);
        assert_eq!(double(Nullable::default()), Nullable::Absent);
        assert_eq!(Nullable::from_option(Some(2)), Nullable::Value(2));
        assert_eq!(Nullable::<i64>::from_option(None), Nullable::Absent);
        assert_eq!(Nullable::Value(2).value(), Some(&2));
        assert_eq!(
            Nullable::Value(2).as_ref().map(|value| *value),
            Nullable::Value(2)
        );
        assert_eq!(Nullable::<i64>::Null.as_ref(), Nullable::Null);
        assert_eq!(Nullable::<i64>::Absent.as_ref(), Nullable::Absent);
        assert_eq!(Nullable::<i64>::Null.value(), None);
    }
}
