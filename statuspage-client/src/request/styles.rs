//! Objects and lists outside JSON bodies: as several pairs, as one string, or as JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use super::{Request, body::Part, parameter::Place, text::Text};

impl Request {
    /// Adds a pair for each property of an object to the query, under the name of the property. Any other value is added as
    /// [`query`](Self::query) adds it.
    #[doc(hidden)]
    pub fn query_properties<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.pairs(name, Place::Query, value, Self::put_properties)
    }

    /// Adds a pair for each property of an object to the query, under the name with that of the property in brackets, and in the
    /// same way what is nested in it: `name[key]`, `name[list][]`, `name[list][0][key]`.
    #[doc(hidden)]
    pub fn query_deep<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.pairs(name, Place::Query, value, Self::put_deep)
    }

    /// Adds fields to the form as [`query_properties`](Self::query_properties) adds pairs to the query.
    #[doc(hidden)]
    pub fn form_properties<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.pairs(name, Place::Form, value, Self::put_properties)
    }

    /// Adds fields to the form as [`query_deep`](Self::query_deep) adds pairs to the query.
    #[doc(hidden)]
    pub fn form_deep<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.pairs(name, Place::Form, value, Self::put_deep)
    }

    /// Adds a field with JSON to the form; null is not sent. In a multipart form its content type is `application/json`.
    #[doc(hidden)]
    pub fn form_json<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.pairs(name, Place::Form, value, Self::put_json)
    }

    fn pairs<T: Serialize + ?Sized>(
        mut self,
        name: &str,
        place: Place,
        value: &T,
        put: fn(&mut Self, &str, Place, &str),
    ) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => put(&mut self, name, place, &json),
            Err(error) => self.fail(name, &error.to_string()),
        }
        self
    }

    fn put_json(&mut self, name: &str, _form: Place, json: &str) {
        if json != "null" {
            self.put_part(Part::json(name, json));
        }
    }

    fn put_properties(&mut self, name: &str, place: Place, json: &str) {
        let Some(properties) = properties(json) else {
            return self.put(name, place, Text::of_json(json));
        };
        for (key, value) in properties {
            self.put(&key, place, Text::of_json(value.get()));
        }
    }

    fn put_deep(&mut self, name: &str, place: Place, json: &str) {
        if let Some(properties) = properties(json) {
            for (key, value) in properties {
                self.put_deep(&format!("{name}[{key}]"), place, value.get());
            }
            return;
        }
        if !json.starts_with('[') {
            return self.put(name, place, Text::of_json(json));
        }
        let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
        for (index, item) in items.into_iter().enumerate() {
            let item = item.get();
            if item.starts_with(['{', '[']) {
                self.put_deep(&format!("{name}[{index}]"), place, item);
            } else {
                self.put(&format!("{name}[]"), place, Text::of_json(item));
            }
        }
    }
}

/// The properties of an object by name; `None` of any other value.
fn properties(json: &str) -> Option<BTreeMap<String, Box<RawValue>>> {
    let is_object = json.starts_with('{');
    is_object.then(|| serde_json::from_str(json).unwrap_or_default())
}

/// An object that is sent as one string: a separator between the properties, and a character between the name and the value of
/// each. An array is sent as with [`Joined`](super::Joined).
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Flat<'a, T: ?Sized>(pub &'a T, pub char, pub char);

impl<T: Serialize + ?Sized> Serialize for Flat<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value, separator, between) = self;
        let json = serde_json::to_string(value).map_err(S::Error::custom)?;
        let mut buffer = [0; 4];
        let separator = &*separator.encode_utf8(&mut buffer);
        let Some(properties) = properties(&json) else {
            return match Text::of_json(&json).joined(separator) {
                Some(text) => serializer.serialize_str(&text),
                None => serializer.serialize_none(),
            };
        };
        let property = |(key, value): (String, Box<RawValue>)| {
            let text = Text::of_json(value.get()).joined(",")?;
            Some(format!("{key}{between}{text}"))
        };
        let texts: Vec<_> = properties.into_iter().filter_map(property).collect();
        if texts.is_empty() {
            return serializer.serialize_none();
        }
        serializer.serialize_str(&texts.join(separator))
    }
}

/// A value that is sent as JSON in one string. Null is not sent.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct JsonText<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for JsonText<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(self.0).map_err(S::Error::custom)?;
        if json == "null" {
            return serializer.serialize_none();
        }
        serializer.serialize_str(&json)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Flat, JsonText};
    use crate::{Method, request::Request};

    fn request() -> Request {
        Request::new(Method::Post, "/a")
    }

    fn decoded(query: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect()
    }

    fn value() -> Value {
        json!({"b": [1, 2.50], "a": "x&y", "none": null, "c": {"d": [{"e": true}, "f"], "g": {}}})
    }

    fn assert_pairs(request: &Request, expected: &[(&str, &str)]) {
        let pairs = decoded(request.encoded_query());
        let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
        assert_eq!(pairs.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn properties_are_pairs_of_their_own() {
        assert_pairs(
            &request().query_properties("p", &value()),
            &[
                ("a", "x&y"),
                ("b", "1"),
                ("b", "2.5"),
                ("c", r#"{"d":[{"e":true},"f"],"g":{}}"#),
            ],
        );
        assert_pairs(&request().query_properties("p", &[1]), &[("p", "1")]);
        assert_pairs(&request().query_properties("p", &None::<Value>), &[]);
    }

    #[test]
    fn nested_properties_have_their_names_in_brackets() {
        assert_pairs(
            &request().query_deep("p", &value()),
            &[
                ("p[a]", "x&y"),
                ("p[b][]", "1"),
                ("p[b][]", "2.5"),
                ("p[c][d][0][e]", "true"),
                ("p[c][d][]", "f"),
            ],
        );
        assert_pairs(&request().query_deep("p", "x"), &[("p", "x")]);
        assert_pairs(&request().query_deep("p", &None::<Value>), &[]);
    }

    #[test]
    fn a_form_has_the_same_pairs() {
        let form = request().form_deep("p", &json!({"a": ["x"]}));
        let body = form.form_properties("p", &json!({"b": 1})).body().unwrap();
        assert_eq!(
            decoded(std::str::from_utf8(&body).unwrap()),
            [("p[a][]", "x"), ("b", "1")].map(|(name, value)| (name.into(), value.into()))
        );
    }

    #[test]
    fn one_string_has_all_properties() {
        let flat =
            |value: &Value, between| serde_json::to_value(Flat(value, ',', between)).unwrap();
        let value = json!({"r": 100, "g": "2", "n": null});
        assert_eq!(flat(&value, ','), "g,2,r,100");
        assert_eq!(flat(&value, '='), "g=2,r=100");
        assert_eq!(flat(&json!(["a", 1]), '='), "a,1");
        assert_eq!(flat(&json!({}), '='), Value::Null);
        assert_eq!(flat(&Value::Null, '='), Value::Null);
    }

    #[test]
    fn json_stays_json() {
        let text = |value: &Value| serde_json::to_value(JsonText(value)).unwrap();
        assert_eq!(text(&json!(["a", 1])), r#"["a",1]"#);
        assert_eq!(text(&json!("a")), r#""a""#);
        assert_eq!(text(&Value::Null), Value::Null);
    }
}
