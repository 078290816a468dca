//! The text of a parameter, derived from its JSON, so that enums, ids and dates need only implement `Serialize`.

use std::borrow::Cow;

use serde_json::value::RawValue;

/// The value of a parameter as JSON that `serde_json` has written: compact and valid.
#[derive(Clone, Copy)]
pub(super) struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    pub(super) fn of_json(json: &'a str) -> Self {
        Self(json)
    }

    /// Returns the JSON of the items of an array, or that of any other value.
    pub(super) fn values(self) -> impl Iterator<Item = &'a str> {
        let (array, scalar) = if self.0.starts_with('[') {
            (serde_json::from_str(self.0).unwrap_or_default(), None)
        } else {
            (Vec::new(), Some(self.0))
        };
        // Raw values keep all digits of numbers.
        array.into_iter().map(RawValue::get).chain(scalar)
    }

    /// Returns the texts of these values; null has none.
    pub(super) fn items(self) -> impl Iterator<Item = Cow<'a, str>> {
        self.values().filter_map(text_of)
    }

    /// Joins all texts; `None` if there are none.
    pub(super) fn joined(self, separator: &str) -> Option<Cow<'a, str>> {
        self.items().reduce(|mut all, item| {
            let text = all.to_mut();
            text.push_str(separator);
            text.push_str(&item);
            all
        })
    }
}

pub(super) fn text_of(json: &str) -> Option<Cow<'_, str>> {
    if json == "null" {
        return None;
    }
    match json
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        None => Some(Cow::Borrowed(json)),
        Some(plain) if !plain.contains('\\') => Some(Cow::Borrowed(plain)),
        Some(_) => serde_json::from_str(json).ok().map(Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::Text;

    fn items(value: &(impl Serialize + ?Sized)) -> Vec<String> {
        let json = serde_json::to_string(value).unwrap();
        Text::of_json(&json).items().map(String::from).collect()
    }

    #[test]
    fn scalars() {
        assert_eq!(items("é x, \"y\"\\\n[z]"), ["é x, \"y\"\\\n[z]"]);
        assert_eq!(items(""), [""]);
        assert_eq!(items("null"), ["null"]);
        assert_eq!(items(&true), ["true"]);
        assert_eq!(items(&u64::MAX), ["18446744073709551615"]);
        assert_eq!(items(&-1.5e-300), ["-1.5e-300"]);
        assert_eq!(items(&0.1_f32), ["0.1"]);
        assert!(items(&Value::Null).is_empty());
        assert!(items(&None::<String>).is_empty());
        assert!(items(&()).is_empty());
    }

    #[test]
    fn arrays_have_a_text_for_each_item_and_objects_have_one() {
        assert_eq!(
            items(&["a,b", "[", "\"],", "\\"]),
            ["a,b", "[", "\"],", "\\"]
        );
        assert_eq!(
            items(&[0.1, 123_456_789.987_654_3]),
            ["0.1", "123456789.9876543"]
        );
        assert_eq!(
            items(&json!([[1, 2], null, {"a": [",", "}"]}, ""])),
            ["[1,2]", r#"{"a":[",","}"]}"#, ""]
        );
        assert_eq!(items(&json!({"a": 1, "b": [2]})), [r#"{"a":1,"b":[2]}"#]);
        assert!(items(&[0_u8; 0]).is_empty());
    }

    #[test]
    fn joining() {
        let joined = |value: &Value| {
            let json = value.to_string();
            Text::of_json(&json).joined(", ").map(String::from)
        };
        assert_eq!(
            joined(&json!(["a", 1, null, true])).as_deref(),
            Some("a, 1, true")
        );
        assert_eq!(joined(&json!("a")).as_deref(), Some("a"));
        assert_eq!(joined(&json!([])), None);
        assert_eq!(joined(&json!(null)), None);
    }

    #[test]
    fn dates_and_enums_need_only_serialize() {
        #[derive(Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Status {
            MajorOutage,
        }
        let time: jiff::Timestamp = "2024-05-06T07:08:09Z".parse().unwrap();
        assert_eq!(items(&time), ["2024-05-06T07:08:09Z"]);
        assert_eq!(items(&jiff::civil::date(2024, 5, 6)), ["2024-05-06"]);
        assert_eq!(items(&Status::MajorOutage), ["major_outage"]);
    }
}
