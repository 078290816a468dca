//! Arrays that are sent as one text.

use serde::{Serialize, Serializer, ser::Error};

use super::text::Text;

/// An array whose items are sent as one text, with a separator between them. An empty array is not sent.
///
/// ```
/// use statuspage_client::{Joined, Method, Request};
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
