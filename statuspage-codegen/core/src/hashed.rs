//! A map and a set with hash tables. The order of a hash table differs from run to run, so the table is never iterated: the entries
//! of a map are in the order in which their keys were added.
//!
//! The compiler generates code for each type of hash table, which makes a user's build slower. So there is only one type: it maps
//! the hash of a key to the position of the key in a list.
#![expect(
    clippy::disallowed_types,
    reason = "what may not be used elsewhere is wrapped here"
)]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::mem;

/// A map from keys to values.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V> {
    keys: Keys<K>,
    /// The value of each key, at the position of the key.
    values: Vec<V>,
}

impl<K: Hash + Eq, V> Map<K, V> {
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.values.get(self.keys.find(key)?)
    }

    pub(crate) fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.values.get_mut(self.keys.find(key)?)
    }

    pub(crate) fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.keys.find(key).is_some()
    }

    /// Sets the value of a key, and returns the one that it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let position = self.keys.find_or_add(key);
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
        let position = self.keys.find_or_add(key);
        if position == self.values.len() {
            self.values.push(value());
        }
        &mut self.values[position]
    }

    /// Returns the keys and their values, in the order in which the keys were added.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        let keys = self.keys.keys.into_iter().map(|(key, _)| key);
        keys.zip(self.values)
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

/// A list of different keys.
#[derive(Clone, Debug)]
struct Keys<K> {
    /// The position of the last key with each hash.
    positions: HashMap<u64, usize>,
    /// Each key, and the position of the key before it that has the same hash.
    keys: Vec<(K, Option<usize>)>,
}

impl<K: Hash + Eq> Keys<K> {
    fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.find_hashed(self.positions.hasher().hash_one(key), key)
    }

    /// Returns the position of a key, which is added at the end if it is new.
    fn find_or_add(&mut self, key: K) -> usize {
        let hash = self.positions.hasher().hash_one(&key);
        if let Some(known) = self.find_hashed(hash, &key) {
            return known;
        }
        let position = self.keys.len();
        let before = self.positions.insert(hash, position);
        self.keys.push((key, before));
        position
    }

    fn find_hashed<Q: Eq + ?Sized>(&self, hash: u64, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let mut position = *self.positions.get(&hash)?;
        loop {
            let (known, before) = self.keys.get(position)?;
            if known.borrow() == key {
                return Some(position);
            }
            position = (*before)?;
        }
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            keys: Keys {
                positions: HashMap::new(),
                keys: Vec::new(),
            },
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

#[cfg(test)]
mod tests {
    use super::Map;
    use std::hash::{Hash, Hasher};

    /// All keys of this type have the same hash.
    #[derive(PartialEq, Eq)]
    struct Same(u8);

    impl Hash for Same {
        fn hash<H: Hasher>(&self, _: &mut H) {}
    }

    #[test]
    fn keys_with_the_same_hash_have_their_own_values() {
        let mut map: Map<Same, u8> = (0..5).map(|key| (Same(key), key)).collect();
        assert_eq!(map.insert(Same(1), 10), Some(1));
        assert_eq!(*map.get_or_insert_with(Same(5), || 5), 5);
        assert_eq!(*map.get_or_insert_with(Same(0), || 50), 0);
        assert_eq!(map.get(&Same(6)), None);
        assert_eq!(map.get(&Same(1)), Some(&10));
        let entries: Vec<_> = map
            .into_entries()
            .map(|(Same(key), value)| (key, value))
            .collect();
        assert_eq!(entries, [(0, 0), (1, 10), (2, 2), (3, 3), (4, 4), (5, 5)]);
    }
}
