use proptest::prelude::*;
use serde_json::{Value, json};

use super::{MAX_DEPTH, Numbers, decode, repair};

fn repaired(text: &str) -> String {
    repair(text, Numbers::OutOfRange)
}

#[test]
fn faults_are_replaced() {
    for (text, expected) in [
        (r#""a\ud800b""#, r#""a\ufffdb""#),
        (r#""\uDC00""#, r#""\ufffd""#),
        (r#""\ud800\ud800\udc00""#, r#""\ufffd\ud800\udc00""#),
        (r#""\ud83d\n""#, r#""\ufffd\n""#),
        (r#""\\ud800\"""#, r#""\\ud800\"""#),
        ("\"a\tb\u{1}\"", r#""a\u0009b\u0001""#),
        ("\u{feff}[1]", "   [1]"),
        ("[1e999,-1E+400]", "[null ,null   ]"),
        ("[NaN, -Infinity]", "[null, null     ]"),
        ("[1e308, 1.50, -0.0, true]", "[1e308, 1.50, -0.0, true]"),
        (
            r#"{"1e999":"1e999 \ud83d\ude00"}"#,
            r#"{"1e999":"1e999 \ud83d\ude00"}"#,
        ),
    ] {
        assert_eq!(repaired(text), expected);
    }
    let digits = "9".repeat(400);
    assert_eq!(decode::<Value>(digits.as_bytes()).unwrap(), Value::Null);
    assert_eq!(decode::<Value>(&[b'9'; 300]).unwrap(), json!(1e300));
    assert_eq!(
        decode::<Value>(b"\"a\xffb\xe2\x82\"").unwrap(),
        json!("a\u{fffd}b\u{fffd}")
    );
}

#[test]
fn values_nested_too_deeply_become_null() {
    let nested = |depth| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let deepest = nested(MAX_DEPTH);
    assert_eq!(
        decode::<Value>(deepest.as_bytes()).unwrap().to_string(),
        deepest
    );
    for depth in [MAX_DEPTH + 1, MAX_DEPTH + 2, 10_000] {
        let text = format!(r#"[{}, {{"a": {}}}, 2]"#, nested(depth - 1), nested(depth));
        let value = decode::<Vec<Value>>(text.as_bytes()).unwrap();
        assert_eq!(value.len(), 3);
        assert_eq!(value[2], 2);
        let mut inner = &value[0];
        for _ in 0..MAX_DEPTH - 1 {
            inner = &inner[0];
        }
        assert_eq!(inner, &Value::Null);
    }
}

#[test]
fn whole_numbers_are_decoded_as_integers() {
    let read = |text: &str| decode::<Vec<i64>>(text.as_bytes());
    assert_eq!(
        read("[8.0, 1e2, -0.0, 1.5E1, 9007199254740992.0]").unwrap(),
        [8, 100, 0, 15, 1 << 53]
    );
    assert_eq!(read("\u{feff}[8.0]").unwrap(), [8]);
    for (text, path, message) in [
        (
            "[8.0, 1.5]",
            "[1]",
            "invalid type: floating point `1.5`, expected i64",
        ),
        (
            "[8.0, 1e16]",
            "[1]",
            "invalid type: floating point `1e+16`, expected i64",
        ),
        (
            "[8.0, \"x\"]",
            "[1]",
            "invalid type: string \"x\", expected i64",
        ),
        ("[8.0, 1e999]", "[1]", "invalid type: null, expected i64"),
        ("[7, 1e999]", "[1]", "number out of range"),
    ] {
        let (error, found) = read(text).unwrap_err();
        assert_eq!(found.as_deref(), Some(path), "{text}");
        assert!(error.to_string().starts_with(message), "{text}: {error}");
    }
    // Numbers in untyped JSON are not rewritten.
    let found = decode::<Value>(br#"[1.0, "\ud800"]"#).unwrap();
    assert_eq!(found.to_string(), "[1.0,\"\u{fffd}\"]");
}

/// Generates any JSON, with many characters that have a meaning in JSON.
fn value() -> impl Strategy<Value = Value> {
    let text = "([\\PC\\x00-\\x1f]|[\"\\\\u{}\\[\\]:,]|\\\\ud800|1e999|NaN){0,6}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 4.0)),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text, inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Generates valid and invalid fragments of JSON in any order.
fn parts() -> impl Strategy<Value = Vec<u8>> {
    let parts = [
        "\u{feff}", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u+123", "[", "]", "{", "}", ":",
        ",", " ", "\n", "1e999", "-", "+", ".", "e", "0", "1.0", "NaN", "null", "é", "😀",
    ];
    let part = prop_oneof![
        prop::sample::select(parts.to_vec()).prop_map(|part| part.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn valid_json_is_unchanged(value in value(), pretty in any::<bool>()) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        prop_assert_eq!(&repaired(&text), &text);
        let whole = repair(&text, Numbers::Whole);
        let equal = |a: &Value, b: &Value| normalized(a) == normalized(b);
        prop_assert!(equal(&serde_json::from_str(&whole).unwrap(), &value), "{whole}");
    }

    /// Each fault on its own, in an array, an object, a key and a string.
    #[test]
    fn values_next_to_faults_are_unchanged(before in value(), after in value(), number in 0..5_usize) {
        let fault = [&b"1e999"[..], b"-1e999", b"\"\\ud800 \\udc00\"", b"\"\xff\"", b"\"a\nb\""][number];
        let key = [&b"\"a\""[..], b"\"\\udfff\"", b"\"\xc3\"", b"\"\t\"", b"\"\\ud800\\u0041\""][number];
        let mut text = b"\xef\xbb\xbf[".to_vec();
        for part in [before.to_string().as_bytes(), b",{", key, b":", fault, b"},", after.to_string().as_bytes(), b"]"] {
            text.extend_from_slice(part);
        }
        let found = decode::<Vec<Value>>(&text).unwrap();
        prop_assert_eq!((&found[0], found[1].as_object().unwrap().len(), &found[2]), (&before, 1, &after));
    }

    #[test]
    fn repair_never_panics(text in parts()) {
        let _ = decode::<Value>(&text);
        let _ = decode::<Vec<i64>>(&text);
        let repaired = repair(&String::from_utf8_lossy(&text), Numbers::Whole);
        prop_assert!(serde_json::from_slice::<Value>(&text).is_err() || serde_json::from_str::<Value>(&repaired).is_ok());
    }
}

/// Converts all numbers to floats, so that `1` and `1.0` are equal.
fn normalized(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(normalized).collect(),
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), normalized(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}
