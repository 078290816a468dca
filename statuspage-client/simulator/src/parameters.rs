//! Reads the query and the body of a request into one tree of parameters.
//!
//! `incident[name]=Down` in the query, the same in a form body, and `{"incident": {"name": "Down"}}`
//! as JSON are the same parameter. Only in JSON does its value have a type.

pub(crate) mod fields;
pub(crate) mod kind;
mod reading;
pub(crate) mod tree;
pub(crate) mod values;

use std::collections::btree_map::Entry;

use serde_json::Value;

use crate::http::reply::Reply;
use crate::parameters::tree::{Parameter, Tree, merge};

/// The maximum depth of names: a tree is dropped recursively, so its depth must be bounded.
const MAX_DEPTH: usize = 32;

/// Reads all parameters of a request. The body wins over the query.
pub(crate) fn read(
    query: Option<&str>,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Tree, Reply> {
    let mut tree = read_form(query.unwrap_or_default().as_bytes())
        .map_err(|error| Reply::bad_request(&format!("The query cannot be read: {error}")))?;
    let body = read_body(content_type, body)
        .map_err(|error| Reply::bad_request(&format!("The body cannot be read: {error}")))?;
    merge(&mut tree, body);
    Ok(tree)
}

fn read_body(content_type: Option<&str>, body: &[u8]) -> Result<Tree, String> {
    if body.is_empty() {
        return Ok(Tree::new());
    }
    let essence = content_type
        .and_then(|full| full.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    match essence.as_deref() {
        Some("application/json") => read_json(body),
        Some("application/x-www-form-urlencoded") => {
            // Read as a form, a JSON document would be one parameter with a very long name.
            if matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) {
                return Err("it is JSON, but its Content-Type says form".to_owned());
            }
            read_form(body)
        }
        other => Err(format!(
            "its Content-Type must be application/json or application/x-www-form-urlencoded, not {}",
            other.unwrap_or("missing")
        )),
    }
}

/// Reads a JSON document, which must be an object.
pub(crate) fn read_json(body: &[u8]) -> Result<Tree, String> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| format!("it is not valid JSON: {error}"))?;
    let tree = Parameter::from(value).into_group();
    tree.ok_or_else(|| "the JSON must be an object".to_owned())
}

fn read_form(text: &[u8]) -> Result<Tree, String> {
    let mut tree = Tree::new();
    for (name, value) in form_urlencoded::parse(text) {
        insert(&mut tree, &name, value.into_owned())?;
    }
    Ok(tree)
}

/// Inserts one value of a form at the place of its name.
fn insert(tree: &mut Tree, name: &str, value: String) -> Result<(), String> {
    let (head, mut keys) = split(name).unwrap_or((name, Vec::new()));
    if keys.len() > MAX_DEPTH {
        return Err(format!(
            "a name has more than {MAX_DEPTH} pairs of brackets"
        ));
    }
    let is_list = keys.last() == Some(&"");
    if is_list {
        keys.pop();
    }
    let conflict = || format!("`{name}` does not fit the parameters before it");

    let mut place = tree.entry(head.to_owned());
    for key in keys {
        let group = place.or_insert_with(|| Parameter::Group(Tree::new()));
        let Parameter::Group(group) = group else {
            return Err(conflict());
        };
        place = group.entry(key.to_owned());
    }
    match place {
        Entry::Vacant(place) if is_list => {
            place.insert(Parameter::Texts(vec![value]));
        }
        Entry::Vacant(place) => {
            place.insert(Parameter::Text(value));
        }
        Entry::Occupied(place) => match place.into_mut() {
            Parameter::Texts(texts) if is_list => texts.push(value),
            Parameter::Text(text) if !is_list => *text = value,
            _ => return Err(conflict()),
        },
    }
    Ok(())
}

/// Splits `a[b][c]` into `a`, `b` and `c`. An empty last pair of brackets, which marks a list, becomes
/// `""`. Returns `None` for any other name, which is not split.
fn split(name: &str) -> Option<(&str, Vec<&str>)> {
    let (head, rest) = name.split_once('[')?;
    let keys: Vec<&str> = rest.strip_suffix(']')?.split("][").collect();
    let (_, inner) = keys.split_last()?;
    let fits = !head.is_empty()
        && inner.iter().all(|key| !key.is_empty())
        && keys.iter().all(|key| !key.contains(['[', ']']));
    fits.then_some((head, keys))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::read;
    use crate::parameters::tree::{Parameter, Tree};

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    const JSON: Option<&str> = Some("application/json; charset=utf-8");

    /// The tree as JSON, without the notation of its values.
    fn tree(query: &str, content_type: Option<&str>, body: &str) -> Value {
        let tree = read(Some(query), content_type, body.as_bytes()).unwrap();
        Value::from(&Parameter::Group(tree))
    }

    fn is_refused(query: &str, content_type: Option<&str>, body: &[u8]) -> bool {
        read(Some(query), content_type, body).is_err()
    }

    #[test]
    fn query_form_and_json_give_the_same_tree() {
        let expected = json!({"incident": {
            "name": "All of it & more",
            "component_ids": ["a", "b"],
            "components": {"a": "operational"},
        }});
        let form = "incident[name]=All+of+it+%26%20more&incident%5Bcomponent_ids%5D%5B%5D=a\
                    &incident[component_ids][]=b&incident[components][a]=operational";
        assert_eq!(tree(form, None, ""), expected);
        assert_eq!(tree("", FORM, form), expected);
        assert_eq!(tree("", JSON, &expected.to_string()), expected);
    }

    #[test]
    fn the_body_is_merged_over_the_query() {
        let merged = tree(
            "a[x]=1&a[y]=1&b=1&c[]=1",
            JSON,
            r#"{"a": {"y": 2}, "c": [2]}"#,
        );
        assert_eq!(merged, json!({"a": {"x": "1", "y": 2}, "b": "1", "c": [2]}));
        for body in [r#"{"a": null}"#, r#"{"a": [1]}"#] {
            let expected: Value = serde_json::from_str(body).unwrap();
            assert_eq!(tree("a[x]=1", JSON, body), expected);
        }
    }

    #[test]
    fn each_value_keeps_its_notation() {
        let text = |text: &str| Parameter::Text(text.to_owned());
        let tree = read(
            Some("a[x]=1&b[]=1"),
            JSON,
            br#"{"a": {"y": "1"}, "c": [1]}"#,
        )
        .unwrap();
        let group = Tree::from([
            ("x".to_owned(), text("1")),
            ("y".to_owned(), Parameter::Json("1".into())),
        ]);
        let expected = Tree::from([
            ("a".to_owned(), Parameter::Group(group)),
            ("b".to_owned(), Parameter::Texts(vec!["1".to_owned()])),
            ("c".to_owned(), Parameter::Json(json!([1]))),
        ]);
        assert_eq!(tree, expected);
        let form = read(None, FORM, b"c=1").unwrap();
        assert_eq!(form, Tree::from([("c".to_owned(), text("1"))]));
    }

    #[test]
    fn the_last_of_several_plain_values_counts() {
        assert_eq!(tree("a=1&a=2", None, ""), json!({"a": "2"}));
    }

    #[test]
    fn a_name_that_is_not_nested_is_not_split() {
        for name in [
            "PATCH /pages/[page_id]/incidents/[incident_id].json",
            "[a]",
            "a[b",
            "a[b]c",
            "a[[b]]",
            "a[][b]",
        ] {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair(name, "x")
                .finish();
            assert_eq!(tree(&query, None, ""), json!({ (name): "x" }), "{name}");
        }
    }

    #[test]
    fn names_that_contradict_each_other_are_refused() {
        for query in [
            "a=1&a[b]=1",
            "a[b]=1&a=1",
            "a[]=1&a=1",
            "a[]=1&a[b]=1",
            "a[b]=1&a[]=1",
        ] {
            assert!(is_refused(query, None, b""), "{query}");
        }
        assert!(is_refused(&format!("a{}=1", "[b]".repeat(33)), None, b""));
        assert!(!is_refused(&format!("a{}=1", "[b]".repeat(32)), None, b""));
    }

    #[test]
    fn a_body_must_be_what_its_content_type_says() {
        for (content_type, body) in [
            (JSON, "{"),
            (JSON, "[]"),
            (JSON, "a=1"),
            (JSON, "null"),
            (FORM, r#" {"a": 1}"#),
            (Some("text/plain"), "a=1"),
            (Some("multipart/form-data; boundary=x"), "--x--"),
            (None, "a=1"),
        ] {
            assert!(is_refused("", content_type, body.as_bytes()), "{body}");
        }
        assert!(is_refused("", JSON, b"\"\xff\""));
        assert_eq!(tree("", Some("text/plain"), ""), json!({}));
    }
}
