//! Property tests of naming.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proptest::prelude::*;

use super::{LONGEST, Scope, camel, capitalized, snake, within, words};

/// Any text, including control characters, surrogate pairs and combining marks.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..24).prop_map(String::from_iter)
}

/// Short texts of few letters, so that many are equal or similar.
fn crowded() -> impl Strategy<Value = String> {
    "(r#)?[aA_2]{1,3}"
}

/// Checks the rules of Rust's identifiers in ASCII. The code generator's tests also use a parser.
fn is_identifier(name: &str) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let first_is_legal =
        plain.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let mut characters = plain.chars();
    first_is_legal
        && plain != "_"
        && characters.all(|found| found.is_ascii_alphanumeric() || found == '_')
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_an_identifier_and_always_the_same(wire in text()) {
        for name in [snake(&wire), camel(&wire)] {
            prop_assert!(is_identifier(&name), "{wire:?} gives {name:?}");
        }
        prop_assert_eq!(snake(&wire), snake(&wire));
        prop_assert_eq!(camel(&wire), camel(&wire));
    }

    /// `heck` is what most generators use.
    #[test]
    fn words_are_those_of_heck(wire in "[aA][abAB12 _-]{0,12}") {
        prop_assert_eq!(words(&wire).join("_"), wire.to_snake_case());
        let camel: String = words(&wire).iter().map(|word| capitalized(word)).collect();
        prop_assert_eq!(camel, wire.to_upper_camel_case());
    }

    #[test]
    fn long_names_are_cut_and_stay_distinct(
        (beginning, ends) in ("[a-z ]{80,400}", prop::collection::btree_set("[a-z]{1,9}|[a-z]{300}", 2..6)),
    ) {
        let texts: Vec<String> = ends.iter().map(|end| beginning.clone() + "x" + end).collect();
        for name in [snake, camel, |text: &str| snake(&within("Context", text)), |text: &str| camel(&within(text, "item"))] {
            let names: BTreeSet<String> = texts.iter().map(|text| name(text)).collect();
            prop_assert_eq!(names.len(), texts.len(), "{:?}", names);
            for name in &names {
                prop_assert!(is_identifier(name) && !name.contains("__"), "{name:?}");
                // With suffixes such as `Params`, the file name has at most 255 bytes.
                prop_assert!(name.len() <= LONGEST + 20, "{name:?}");
            }
        }
    }

    #[test]
    fn names_in_a_scope_are_distinct_and_the_first_keeps_its_own(
        wanted in prop::collection::vec(crowded(), 0..40),
    ) {
        let mut scope = Scope::new(&["new"]);
        let mut taken = BTreeSet::from(["new".to_owned()]);
        for name in wanted {
            let given = scope.claim(&name);
            prop_assert!(given == name || taken.contains(&name));
            prop_assert!(taken.insert(given));
        }
    }
}
