//! Arrays that are sent as one string.

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use super::text::Text;

/// An array that is sent as one string, with a separator between the items. An empty array is not sent.
///
/// ```
/// use statuspage_client::{Method, raw::{Joined, Request}};
///
/// let request = Request::new(Method::Get, "/pages.json").query("ids", &Joined(&["a", "b"], '|'));
/// assert_eq!(request.encoded_query(), "ids=a%7Cb");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a, T: ?Sized>(pub &'a T, pub char);

impl<T: Serialize + ?Sized> Serialize for Joined<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(self.0).map_err(S::Error::custom)?;
        match Text::of_json(&json).joined(self.1.encode_utf8(&mut [0; 4])) {
            Some(text) => serializer.serialize_str(&text),
            None => serializer.serialize_none(),
        }
    }
}

/// An array of arrays, each of which is sent as one string, with a separator between its items. An empty inner array becomes an
/// empty string, so that the following ones keep their positions.
#[derive(Clone, Copy, Debug)]
pub struct JoinedItems<'a, T: ?Sized>(pub &'a T, pub char);

impl<T: Serialize + ?Sized> Serialize for JoinedItems<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(self.0).map_err(S::Error::custom)?;
        let arrays: Option<Vec<&RawValue>> =
            serde_json::from_str(&json).map_err(S::Error::custom)?;
        let Some(arrays) = arrays else {
            return serializer.serialize_none();
        };
        let mut separator = [0; 4];
        let separator = &*self.1.encode_utf8(&mut separator);
        let text = |array: &RawValue| {
            let joined = Text::of_json(array.get()).joined(separator);
            joined.unwrap_or_default().into_owned()
        };
        serializer.collect_seq(arrays.into_iter().map(text))
    }
}
