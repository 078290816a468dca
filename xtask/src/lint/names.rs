//! Rust names that differ from the wire name by more than case and punctuation.
//!
//! Names are compared by their ASCII letters and digits, ignoring case: a plain name has those of the wire name.

use serde_json::Value;
use statuspage_codegen_core::api::Shape;
use statuspage_codegen_core::{Api, Pointer, last_in_brackets};

use super::finding::Finding;
use super::rules;
use crate::document::node;

/// A wire name, the Rust name for it, and its node.
struct Named<'a> {
    wire: &'a str,
    /// The part of the wire name that the plain name is made of.
    part: &'a str,
    given: &'a str,
    pointer: Pointer,
}

/// Finds such names among functions, fields, types and variants.
pub(super) fn find<'a>(api: &'a Api, root: &Value, findings: &mut Vec<Finding>) {
    let named = |wire: &'a str, given: &'a str, pointer: &Pointer| {
        let node = node(root, pointer);
        let key = ["operationId", "name"]
            .into_iter()
            .find(|key| node[key].is_string());
        Named {
            wire,
            part: wire,
            given,
            pointer: key.map_or_else(|| pointer.clone(), |key| pointer.child(key)),
        }
    };
    let functions = api.operations.iter().map(|operation| {
        let (id, function) = (&operation.id, &operation.function);
        named(id, function, &operation.pointer)
    });
    check(&functions.collect::<Vec<_>>(), findings);
    let types = api.models.iter();
    let types = types.map(|model| named(&model.name, &model.type_name, &model.pointer));
    check(&types.collect::<Vec<_>>(), findings);
    for operation in &api.operations {
        let fields = operation.parameters.iter().map(|parameter| Named {
            part: last_in_brackets(&parameter.name).unwrap_or(&parameter.name),
            ..named(&parameter.name, &parameter.field, &parameter.pointer)
        });
        check(&fields.collect::<Vec<_>>(), findings);
    }
    for model in &api.models {
        let parts: Vec<_> = match &model.shape {
            Shape::Struct(fields) => fields
                .iter()
                .map(|field| named(&field.name, &field.field, &field.pointer))
                .collect(),
            // The names in a union follow from those of its types.
            Shape::Newtype | Shape::Union(_) => Vec::new(),
            // The empty value has a name of its own by design.
            Shape::Enum(variants) => variants
                .iter()
                .filter(|variant| !variant.value.is_empty())
                .map(|variant| named(&variant.value, &variant.name, &variant.pointer))
                .collect(),
        };
        check(&parts, findings);
    }
}

/// Reports the names of one namespace that are not plain.
fn check(names: &[Named<'_>], findings: &mut Vec<Finding>) {
    let plain: Vec<String> = names.iter().map(|named| normalized(named.part)).collect();
    for (index, named) in names.iter().enumerate() {
        let (wire, plain_name) = (named.wire, &plain[index]);
        let given = normalized(named.given);
        if given == *plain_name {
            continue;
        }
        let is_twin = |&other: &usize| other != index && plain[other] == *plain_name;
        let twin = (0..names.len())
            .find(is_twin)
            .map(|other| names[other].wire);
        let (rule, reason) = if plain_name.is_empty() || has_other_letters(wire) {
            (&rules::INVENTED_NAME, "has no plain Rust name".to_owned())
        } else if given.len() < plain_name.len() {
            (&rules::INDISTINCT_NAME, "is too long".to_owned())
        } else {
            let other = match twin {
                Some(twin) if twin == wire => "another one of that name".to_owned(),
                Some(twin) => format!("`{twin}`"),
                // A form-style name that is not well formed keeps all its parts.
                None if given == normalized(wire) => continue,
                None => "a name that the generated code needs itself".to_owned(),
            };
            (&rules::INDISTINCT_NAME, format!("is too like {other}"))
        };
        let message = format!("`{wire}` {reason}: the code calls it `{}`", named.given);
        findings.push(Finding::new(rule, &named.pointer, message));
    }
}

/// Returns what counts when names are compared.
fn normalized(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

fn has_other_letters(name: &str) -> bool {
    name.chars()
        .any(|character| !character.is_ascii() && character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(pairs: &[(&str, &str)]) -> Vec<(&'static str, String)> {
        let named = pairs.iter().map(|&(wire, given)| Named {
            wire,
            part: last_in_brackets(wire).unwrap_or(wire),
            given,
            pointer: Pointer::default(),
        });
        let mut findings = Vec::new();
        check(&named.collect::<Vec<_>>(), &mut findings);
        let reported = findings
            .into_iter()
            .map(|found| (found.rule, found.message));
        reported.collect()
    }

    #[test]
    fn plain_names_are_fine() {
        let pairs = [
            ("page[a_b][]", "a_b"),
            ("type", "r#type"),
            ("self", "self_"),
            ("1st", "_1st"),
            ("X-Request-ID", "x_request_id"),
            ("a[b]c[d]", "a_b_c_d"),
        ];
        assert_eq!(checked(&pairs), []);
    }

    #[test]
    fn a_name_made_distinct_says_from_what() {
        let reported = checked(&[
            ("page[name]", "page_name"),
            ("name", "name"),
            ("new", "new_2"),
        ]);
        assert_eq!(reported.len(), 2, "{reported:?}");
        assert!(reported[0].1.contains("too like `name`"), "{reported:?}");
        assert!(
            reported[1]
                .1
                .contains("needs itself: the code calls it `new_2`"),
            "{reported:?}"
        );
    }

    #[test]
    fn a_name_that_was_cut_is_too_long() {
        let (long, longer) = ("ab".repeat(200), "ab".repeat(201));
        let cut = "ab".repeat(125);
        let reported = checked(&[
            (&long, &cut),
            (&longer, &format!("{cut}_2")),
            (&long, &format!("{cut}_3")),
        ]);
        assert_eq!(reported.len(), 3, "{reported:?}");
        for (rule, message) in reported {
            assert_eq!(rule, "indistinct-name");
            assert!(
                message.contains("` is too long: the code calls it `"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_name_without_letters_is_invented() {
        let reported = checked(&[("#", "u23"), ("größe", "gr_uf6_udf_e")]);
        assert!(
            reported.iter().all(|(rule, _)| *rule == "invented-name"),
            "{reported:?}"
        );
        assert_eq!(reported.len(), 2);
    }
}
