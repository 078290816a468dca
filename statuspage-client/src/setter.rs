//! Traits for what the setters of parameters take: a value, or an `Option` of one.
//!
//! ```
//! use statuspage_client::models::{ComponentId, ComponentStatus};
//! use statuspage_client::params::UpdateIncidentParams;
//!
//! let unknown: Option<&str> = None;
//! let listed: Option<Vec<ComponentId>> = None;
//! let update = UpdateIncidentParams::new("page", "incident")
//!     .name("Checkout is failing")
//!     .body(Some("Payments fail."))
//!     .impact_override(unknown) // not sent
//!     .component_ids(listed) // not sent
//!     .components([("component", ComponentStatus::MajorOutage)])
//!     .metadata(serde_json::json!({"tracker": {"ticket": 123}}));
//! assert_eq!(update.component_ids, None);
//! ```
//!
//! `None` means that the field is not sent, also for a [`Nullable`](crate::Nullable) field, which has a function to send null.
//! The setters of times and days take a value only, because its type is then known: `.scheduled_for("2031-05-04T22:00:00Z"
//! .parse()?)`. The fields are public: set one to an `Option` with `update.scheduled_for = time;`.

use std::collections::BTreeMap;

use serde_json::Value;

/// How a value is given; the compiler finds it.
#[derive(Debug)]
pub enum Given {}

/// The value is in an `Option`.
#[derive(Debug)]
pub enum Optional {}

/// The value is JSON.
#[derive(Debug)]
pub enum Json {}

/// A `T` or an `Option<T>`.
#[diagnostic::on_unimplemented(
    message = "expected `{T}` or `Option<{T}>`, found `{Self}`",
    label = "expected `{T}` or `Option<{T}>`"
)]
pub trait OrNone<T> {
    /// Returns the value, if there is one.
    fn or_none(self) -> Option<T>;
}

impl<T> OrNone<T> for T {
    fn or_none(self) -> Option<T> {
        Some(self)
    }
}

impl<T> OrNone<T> for Option<T> {
    fn or_none(self) -> Self {
        self
    }
}

/// What converts to a `T`, or an `Option` of that. The compiler infers `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for a field of the type `{T}`",
    label = "expected `{T}`, what converts to it, or an `Option` of these"
)]
pub trait IntoOption<T, M> {
    /// Returns the value, if there is one.
    fn into_option(self) -> Option<T>;
}

impl<T, U: Into<T>> IntoOption<T, Given> for U {
    fn into_option(self) -> Option<T> {
        Some(self.into())
    }
}

impl<T, U: Into<T>> IntoOption<T, Optional> for Option<U> {
    fn into_option(self) -> Option<T> {
        self.map(Into::into)
    }
}

/// A list of what converts to a `T`, or an `Option` of that. The compiler infers `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    label = "expected an array, a `Vec` or an iterator of `{T}` or what converts to it, or an `Option` of these"
)]
pub trait IntoItems<T, M> {
    /// Returns the list, if there is one.
    fn into_items(self) -> Option<Vec<T>>;
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoItems<T, Given> for I {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoItems<T, Optional> for Option<I> {
    fn into_items(self) -> Option<Vec<T>> {
        self.and_then(IntoItems::<T, Given>::into_items)
    }
}

/// Pairs of what converts to a `K` and a `V`, or an `Option` of that. The compiler infers `M`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of pairs of `{K}` and `{V}`",
    label = "expected a map, or an array, a `Vec` or an iterator of pairs, or an `Option` of these"
)]
pub trait IntoEntries<K, V, M> {
    /// Returns the map, if there is one.
    fn into_entries(self) -> Option<BTreeMap<K, V>>;
}

impl<K: Ord, V, A: Into<K>, B: Into<V>, I> IntoEntries<K, V, Given> for I
where
    I: IntoIterator<Item = (A, B)>,
{
    fn into_entries(self) -> Option<BTreeMap<K, V>> {
        let entries = self.into_iter();
        Some(
            entries
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

impl<K: Ord, V, A: Into<K>, B: Into<V>, I> IntoEntries<K, V, Optional> for Option<I>
where
    I: IntoIterator<Item = (A, B)>,
{
    fn into_entries(self) -> Option<BTreeMap<K, V>> {
        self.and_then(IntoEntries::<K, V, Given>::into_entries)
    }
}

/// An object of untyped JSON: [`json!`](serde_json::json), pairs of a name and a value, or an `Option` of these. The
/// compiler infers `M`.
///
/// Sending JSON that is not an object is an error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a JSON object",
    label = "expected `json!({{…}})`, pairs of a string and a value, or an `Option` of these"
)]
pub trait IntoObject<M> {
    /// Returns the object, if there is one.
    fn into_object(self) -> Option<Value>;
}

impl<A: Into<String>, B: Into<Value>, I: IntoIterator<Item = (A, B)>> IntoObject<Given> for I {
    fn into_object(self) -> Option<Value> {
        Some(self.into_iter().collect())
    }
}

impl IntoObject<Json> for Value {
    fn into_object(self) -> Option<Value> {
        Some(self)
    }
}

impl<M, I: IntoObject<M>> IntoObject<(Optional, M)> for Option<I> {
    fn into_object(self) -> Option<Value> {
        self.and_then(I::into_object)
    }
}
