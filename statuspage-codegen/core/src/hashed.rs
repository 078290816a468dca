//! A map and a set with hash tables. The order of a hash table differs from run to run, so it cannot be iterated: the values of a
//! map are in the order in which their keys were added.
//!
//! The compiler generates a hash table for each type of entries, which takes it long. So the table has only positions, and the
//! values are in a list: types of entries with the same type of keys share a hash table.
#![expect(
    clippy::disallowed_types,
    reason = "what may not be used elsewhere is wrapped here"
)]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::mem;

/// A map from keys to values.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V> {
    positions: HashMap<K, usize>,
    values: Vec<V>,
}

impl<K: Hash + Eq, V> Map<K, V> {
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.values.get(*self.positions.get(key)?)
    }

    pub(crate) fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.values.get_mut(*self.positions.get(key)?)
    }

    pub(crate) fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.positions.contains_key(key)
    }

    /// Sets the value of a key, and returns the one that it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let position = self.position(key);
        if let Some(known) = self.values.get_mut(position) {
            return Some(mem::replace(known, value));
        }
        self.values.push(value);
        None
    }

    /// Returns the value of a key, which is set if there is none.
    #[expect(
        clippy::indexing_slicing,
        reason = "the value was just added if there was none"
    )]
    pub(crate) fn get_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let position = self.position(key);
        if position == self.values.len() {
            self.values.push(value());
        }
        &mut self.values[position]
    }

    /// Returns the position of the value of a key; for a new key, that of the next value.
    fn position(&mut self, key: K) -> usize {
        let next = self.values.len();
        *self.positions.entry(key).or_insert(next)
    }

    /// Returns the values, in the order in which their keys were added.
    pub(crate) fn into_values(self) -> Vec<V> {
        self.values
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            positions: HashMap::new(),
            values: Vec::new(),
        }
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        map.extend(entries);
        map
    }
}

/// A set of values.
#[derive(Clone, Debug)]
pub(crate) struct Set<T>(Map<T, ()>);

impl<T: Hash + Eq> Set<T> {
    /// Adds a value, and returns whether it is new.
    pub(crate) fn insert(&mut self, value: T) -> bool {
        self.0.insert(value, ()).is_none()
    }

    pub(crate) fn contains<Q: Hash + Eq + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<T: Hash + Eq> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        for value in values {
            self.insert(value);
        }
    }
}

impl<T: Hash + Eq> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::default();
        set.extend(values);
        set
    }
}
