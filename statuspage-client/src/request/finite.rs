//! Values that fail to serialize: numbers that JSON cannot represent, and JSON that is not an object.

use serde::{Serialize, Serializer, ser::Error};
use serde_json::Value;

/// A number that fails to serialize if it is not finite. `serde_json` would silently write null.
#[derive(Clone, Copy, Debug)]
pub struct Finite(pub f64);

impl Serialize for Finite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            serializer.serialize_f64(self.0)
        } else {
            Err(S::Error::custom(format_args!(
                "{} is not finite, and JSON cannot represent it",
                self.0
            )))
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
