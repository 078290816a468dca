//! Numbers that JSON can hold.

use serde::{Serialize, Serializer, ser::Error};

/// A number that is not sent when it is infinite or no number at all: as JSON it would silently become null.
#[derive(Clone, Copy, Debug)]
pub struct Finite(pub f64);

impl Serialize for Finite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            serializer.serialize_f64(self.0)
        } else {
            Err(S::Error::custom(format_args!(
                "{} is no number that can be sent: compute it anew, or leave it out",
                self.0
            )))
        }
    }
}
