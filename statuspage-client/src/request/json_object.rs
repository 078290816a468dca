//! A builder for the JSON object of a body, which writes directly into the bytes that are sent.

use std::fmt;

use serde::Serialize;

use crate::Nullable;

/// A builder for a JSON object. The fields are written in the order of the calls.
///
/// ```
/// use statuspage_client::raw::JsonObject;
///
/// use statuspage_client::{Method, raw::Request};
///
/// let body = JsonObject::new().object(
///     "incident",
///     JsonObject::new().field("name", "Slow").optional("body", None::<&String>),
/// );
/// let request = Request::new(Method::Post, "/pages/1/incidents").json_object(body);
/// assert_eq!(request.body().unwrap(), &br#"{"incident":{"name":"Slow"}}"#[..]);
/// ```
#[must_use]
pub struct JsonObject {
    /// The JSON without the closing brace.
    bytes: Vec<u8>,
    failure: Option<String>,
}

impl JsonObject {
    /// Creates an object without fields.
    pub fn new() -> Self {
        // Large enough for most bodies without another allocation.
        let mut bytes = Vec::with_capacity(128);
        bytes.push(b'{');
        Self {
            bytes,
            failure: None,
        }
    }

    /// Adds a field.
    ///
    /// If the value cannot be serialized, sending the object returns an error.
    pub fn field<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        let length = self.bytes.len();
        self.name(name);
        if let Err(error) = serde_json::to_writer(&mut self.bytes, value) {
            self.bytes.truncate(length);
            self.fail(|| format!("field `{name}`: {error}"));
        }
        self
    }

    /// Adds a field if there is a value.
    pub fn optional<T: Serialize + ?Sized>(self, name: &str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }

    /// Adds a field that may be null; [`Nullable::Absent`] adds nothing.
    pub fn nullable<T: Serialize>(self, name: &str, value: &Nullable<T>) -> Self {
        match value {
            Nullable::Absent => self,
            Nullable::Null => self.field(name, &()),
            Nullable::Value(value) => self.field(name, value),
        }
    }

    /// Adds the fields of an object, if there is one.
    ///
    /// If it cannot be serialized, or is not an object, sending this one returns an error.
    pub fn rest<T: Serialize + ?Sized>(mut self, fields: Option<&T>) -> Self {
        let Some(fields) = fields else {
            return self;
        };
        match serde_json::to_vec(fields) {
            Err(error) => self.fail(|| error.to_string()),
            Ok(json) => match json.as_slice() {
                [b'{', b'}'] => {}
                [b'{', fields @ .., b'}'] => {
                    self.separate();
                    self.bytes.extend_from_slice(fields);
                }
                _ => self.fail(|| "the other fields are not an object".to_owned()),
            },
        }
        self
    }

    /// Adds a field that is an object.
    pub fn object(mut self, name: &str, object: Self) -> Self {
        self.name(name);
        self.bytes.extend_from_slice(&object.bytes);
        self.bytes.push(b'}');
        if let Some(failure) = object.failure {
            self.fail(|| format!("field `{name}`: {failure}"));
        }
        self
    }

    /// Adds a field that is an object, if that object has fields.
    pub fn optional_object(self, name: &str, object: Self) -> Self {
        if object.is_empty() {
            self
        } else {
            self.object(name, object)
        }
    }

    /// Returns whether no field was added, not even one that could not be serialized.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.len() == 1 && self.failure.is_none()
    }

    /// Returns the JSON, or the reason why it could not be serialized.
    pub(super) fn into_bytes(mut self) -> Result<Vec<u8>, String> {
        self.bytes.push(b'}');
        self.failure.map_or(Ok(self.bytes), Err)
    }

    fn separate(&mut self) {
        if self.bytes.len() > 1 {
            self.bytes.push(b',');
        }
    }

    fn name(&mut self, name: &str) {
        self.separate();
        if let Err(error) = serde_json::to_writer(&mut self.bytes, name) {
            self.fail(|| error.to_string());
        }
        self.bytes.push(b':');
    }

    fn fail(&mut self, reason: impl FnOnce() -> String) {
        self.failure.get_or_insert_with(reason);
    }
}

impl Default for JsonObject {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The content may be secret. `Request::body` shows it on request.
        formatter.debug_struct("JsonObject").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::JsonObject;
    use crate::Nullable;

    fn text(object: JsonObject) -> String {
        String::from_utf8(object.into_bytes().unwrap()).unwrap()
    }

    #[test]
    fn fields_are_written_in_the_order_of_the_calls() {
        let inner = JsonObject::new()
            .nullable("absent too", &Nullable::<i64>::Absent)
            .nullable("n", &Nullable::<i64>::Null)
            .nullable("v", &Nullable::Value(1))
            .optional("z", Some("é \"\n"))
            .optional("absent", None::<&str>)
            .field("a", &None::<i64>)
            .field("\"", &[1.5, 2.0]);
        let object = JsonObject::new()
            .object("incident", inner)
            .field("flag", &true);
        assert_eq!(
            text(object),
            r#"{"incident":{"n":null,"v":1,"z":"é \"\n","a":null,"\"":[1.5,2.0]},"flag":true}"#
        );
    }

    #[test]
    fn the_fields_of_a_map_are_added_to_the_others() {
        let map = BTreeMap::from([("a", 1), ("b}", 2)]);
        let object = JsonObject::new().rest(Some(&map)).field("c", &3);
        assert_eq!(text(object), r#"{"a":1,"b}":2,"c":3}"#);
        let object = JsonObject::new().field("c", &3).rest(Some(&map));
        assert_eq!(text(object), r#"{"c":3,"a":1,"b}":2}"#);
        let nothing = BTreeMap::<&str, u64>::new();
        let object = JsonObject::new().rest(Some(&nothing)).rest(None::<&()>);
        assert!(object.is_empty());
        for wrong in [json!([1]), json!("{}"), json!(null)] {
            assert!(JsonObject::new().rest(Some(&wrong)).into_bytes().is_err());
        }
    }

    #[test]
    fn debug_does_not_show_the_content() {
        let object = JsonObject::new().field("password", "hunter2");
        assert_eq!(format!("{object:?}"), "JsonObject { .. }");
    }

    #[test]
    fn objects_may_be_empty() {
        assert_eq!(text(JsonObject::new()), "{}");
        let object = JsonObject::default().object("a", JsonObject::new());
        assert_eq!(text(object), r#"{"a":{}}"#);
        let object = JsonObject::new()
            .optional_object("a", JsonObject::new())
            .optional_object("b", JsonObject::new().field("c", &1));
        assert_eq!(text(object), r#"{"b":{"c":1}}"#);
    }

    #[test]
    fn the_first_failure_is_reported_with_its_path() {
        let unwritable = BTreeMap::from([((1, 2), 3)]);
        let inner = JsonObject::new()
            .field("kept", &1)
            .field("b", &unwritable)
            .field("c", &unwritable);
        let object = JsonObject::new().optional_object("a", inner);
        let failure = object.into_bytes().unwrap_err();
        assert!(
            failure.starts_with("field `a`: field `b`: key must be"),
            "{failure}"
        );
    }
}
