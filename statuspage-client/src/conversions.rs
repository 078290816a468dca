//! The trait implementations that generated enums and ids share.

/// Implements conversions, comparison, formatting and serde for a type that has `as_str` and `From<&str>`.
///
/// Values are equal if their text is, also to a listed value that was written as `Other`, and they are sorted by their text.
///
/// The functions are `#[inline]`, so that only the crates that use them compile them.
#[doc(hidden)]
#[macro_export]
macro_rules! text_type {
    ($name:ident) => {
        impl From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl From<&String> for $name {
            #[inline]
            fn from(value: &String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl From<&$name> for $name {
            #[inline]
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }
        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;
            #[inline]
            // Not `Self::Err`, because the enum may have a variant of that name.
            fn from_str(value: &str) -> std::result::Result<Self, std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }
        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
        impl std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl std::cmp::Eq for $name {}
        impl std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }
        impl std::hash::Hash for $name {
            #[inline]
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
        impl std::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }
        impl std::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                $crate::runtime::text(deserializer)
            }
        }
        impl $crate::runtime::Lenient for $name {
            fn read<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Option<Self>, D::Error> {
                $crate::runtime::scalar(deserializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeSet,
        hash::{BuildHasher, RandomState},
    };

    use crate::models::IncidentStatus;

    #[test]
    fn values_are_compared_hashed_and_sorted_by_their_text() {
        let listed = IncidentStatus::Resolved;
        let same = IncidentStatus::Other("resolved".to_owned());
        assert_eq!(listed, same);
        assert_eq!(same, "resolved");
        assert_ne!(listed, IncidentStatus::Other("Resolved".to_owned()));
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&listed), hasher.hash_one(&same));
        // `Investigating` is listed before `Identified`.
        let all = [
            listed,
            IncidentStatus::Investigating,
            IncidentStatus::Identified,
            same,
        ];
        let sorted: Vec<_> = BTreeSet::from(all).into_iter().collect();
        assert_eq!(sorted, ["identified", "investigating", "resolved"]);
    }
}
