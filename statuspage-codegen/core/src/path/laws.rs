//! Property tests of path templates.

use proptest::prelude::*;

use super::{PathTemplate, Segment};

/// Alternating names and literals, without characters that are not valid in a path or begin another notation of names.
fn segments() -> impl Strategy<Value = Vec<(String, String)>> {
    let part = (
        r"[^{}\[\]?#$:%<>&*(]{0,8}",
        r"[^{}\[\]?#/\s%<>:*&][^{}\[\]?#/%<>:*&]{0,4}[^{}\[\]?#/\s%<>:*&]",
    );
    prop::collection::vec(part, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_reads_back_the_same(path in r"[/{}\[\]a. ]{0,12}|[/{}\[\]<>$#:?*&;(.a ]{0,12}|\PC{0,12}") {
        if let Ok(template) = PathTemplate::parse(&path) {
            prop_assert_eq!(PathTemplate::parse(&template.to_string()), Ok(template));
        }
    }

    #[test]
    fn literals_and_names_are_found_again(segments in segments()) {
        let joined = |[open, close]: [&str; 2]| {
            let parts = segments.iter().map(|(literal, name)| [literal, open, name, close].concat());
            format!("/{}", parts.collect::<String>())
        };
        let braces = joined(["{", "}"]);
        let template = PathTemplate::parse(&braces);
        prop_assert_eq!(&PathTemplate::parse(&joined(["[", "]"])), &template);
        let template = template.unwrap();
        let mut names: Vec<&str> = Vec::new();
        for (_, name) in &segments {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        prop_assert_eq!(template.parameters().collect::<Vec<_>>(), names);
        prop_assert_eq!(template.to_string(), braces);
        let empty = Segment::Literal(String::new());
        prop_assert!(!template.0.contains(&empty));
    }
}
