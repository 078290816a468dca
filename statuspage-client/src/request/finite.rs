//! Numbers that JSON can represent.

use serde::{Serialize, Serializer, ser::Error};

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
