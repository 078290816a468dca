//! Random choices that can be repeated.

use serde_json::Value;

use crate::caller::id;

/// A small generator of numbers.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// Returns the id of one of these objects.
    pub(crate) fn pick(&mut self, objects: &Value) -> Option<String> {
        let objects = objects.as_array().unwrap();
        (!objects.is_empty()).then(|| id(&objects[self.below(objects.len())]))
    }

    /// Returns the ids of some of these objects, or of none.
    pub(crate) fn some(&mut self, objects: &Value) -> Vec<String> {
        let mut ids: Vec<String> = objects.as_array().unwrap().iter().map(id).collect();
        ids.retain(|_| self.below(2) == 0);
        ids
    }
}
