//! Values that fail to serialize: numbers that JSON cannot represent, and JSON that is not an object.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::Error};
use serde_json::Value;

/// A number, or a list or map of numbers.
pub trait Numbers {
    /// Returns a number that is not finite, if there is one.
    fn not_finite(&self) -> Option<f64>;
}

impl Numbers for f64 {
    fn not_finite(&self) -> Option<f64> {
        (!self.is_finite()).then_some(*self)
    }
}

impl<T: Numbers> Numbers for Option<T> {
    fn not_finite(&self) -> Option<f64> {
        self.iter().find_map(T::not_finite)
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn not_finite(&self) -> Option<f64> {
        self.iter().find_map(T::not_finite)
    }
}

impl<K, T: Numbers> Numbers for BTreeMap<K, T> {
    fn not_finite(&self) -> Option<f64> {
        self.values().find_map(T::not_finite)
    }
}

/// Numbers that fail to serialize if one is not finite. `serde_json` would silently write null.
#[derive(Clone, Copy, Debug)]
pub struct Finite<'a, T>(pub &'a T);

impl<T: Numbers + Serialize> Serialize for Finite<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.not_finite() {
            None => self.0.serialize(serializer),
            Some(number) => Err(S::Error::custom(format_args!(
                "{number} is not finite, and JSON cannot represent it"
            ))),
        }
    }
}

/// JSON that fails to serialize if it is not an object.
#[derive(Clone, Copy, Debug)]
pub struct ObjectOnly<'a>(pub &'a Value);

impl Serialize for ObjectOnly<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_object() {
            self.0.serialize(serializer)
        } else {
            Err(S::Error::custom(
                "this JSON is not an object: write `json!({\"name\": …})`",
            ))
        }
    }
}
