//! Rust names that are not the plain form of the wire name.
//!
//! Names are compared by their ASCII letters and digits alone, in any case: a plain name has those of the wire name.

use std::collections::BTreeMap;

use statuspage_codegen_core::api::{Location, Parameter, Shape};
use statuspage_codegen_core::{Api, Pointer, last_in_brackets};

use super::finding::Finding;
use super::node::Node;
use super::rules;

/// A wire name, the name that was made of it, and where it stands.
struct Named<'a> {
    wire: &'a str,
    /// The part of the wire name that the plain name is made of.
    part: &'a str,
    given: &'a str,
    pointer: Pointer,
}

/// Finds such names among functions, fields, types and variants.
pub(super) fn find<'a>(api: &'a Api, root: &Node<'_>, findings: &mut Vec<Finding>) {
    let named = |wire: &'a str, given: &'a str, pointer: &Pointer| Named {
        wire,
        part: wire,
        given,
        pointer: root.nearest(pointer).pointer,
    };
    let functions = api.operations.iter().map(|operation| {
        let pointer = operation.pointer.child("operationId");
        named(&operation.id, &operation.function, &pointer)
    });
    check(&functions.collect::<Vec<_>>(), findings);
    let types = api.models.iter();
    let types = types.map(|model| named(&model.name, &model.type_name, &model.pointer));
    check(&types.collect::<Vec<_>>(), findings);
    for operation in &api.operations {
        let fields = operation.parameters.iter().map(|parameter| Named {
            part: last_in_brackets(&parameter.name).unwrap_or(&parameter.name),
            ..named(&parameter.name, &parameter.field, &name_of(parameter))
        });
        check(&fields.collect::<Vec<_>>(), findings);
    }
    for model in &api.models {
        let parts: Vec<_> = match &model.shape {
            Shape::Struct(fields) => fields
                .iter()
                .map(|field| named(&field.name, &field.field, &field.pointer))
                .collect(),
            Shape::Newtype => Vec::new(),
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

/// Where the name of a parameter is written, if it is declared.
fn name_of(parameter: &Parameter) -> Pointer {
    match parameter.location {
        Location::Body { .. } => parameter.pointer.clone(),
        _ => parameter.pointer.child("name"),
    }
}

/// Reports the names of one namespace that are not plain.
fn check(names: &[Named<'_>], findings: &mut Vec<Finding>) {
    // The first two of those that are alike: one of them is another one than the name that is checked.
    let mut alike: BTreeMap<String, (usize, Option<usize>)> = BTreeMap::new();
    for (index, named) in names.iter().enumerate() {
        let entry = alike.entry(normalized(named.part));
        entry
            .and_modify(|(_, second)| *second = second.or(Some(index)))
            .or_insert((index, None));
    }
    for (index, named) in names.iter().enumerate() {
        let Named {
            wire, part, given, ..
        } = named;
        let plain = normalized(part);
        if normalized(given) == plain {
            continue;
        }
        if plain.is_empty() || has_other_letters(wire) {
            let message = format!("`{wire}` has no plain Rust name: the code calls it `{given}`");
            findings.push(Finding::new(&rules::INVENTED_NAME, &named.pointer, message));
            continue;
        }
        if is_cut(&normalized(given), &plain) {
            let message = format!("`{wire}` is too long: the code calls it `{given}`");
            let rule = &rules::INDISTINCT_NAME;
            findings.push(Finding::new(rule, &named.pointer, message));
            continue;
        }
        let twin = alike.get(&plain).and_then(|&(first, second)| {
            let other = if first == index { second } else { Some(first) };
            names.get(other?).map(|twin| twin.wire)
        });
        let reason = match twin {
            Some(twin) if twin == *wire => "another one of that name".to_owned(),
            Some(twin) => format!("`{twin}`"),
            // A form-style name that is not well formed keeps all its parts, and a name without a twin is reserved.
            None if normalized(given) == normalized(wire) => continue,
            None => "a name that the generated code needs itself".to_owned(),
        };
        let message = format!("`{wire}` is too like {reason}: the code calls it `{given}`");
        findings.push(Finding::new(
            &rules::INDISTINCT_NAME,
            &named.pointer,
            message,
        ));
    }
}

/// Whether a name was made of the beginning of a longer one, with a hash of the whole and a number where that is taken.
fn is_cut(given: &str, plain: &str) -> bool {
    let pairs = given.bytes().zip(plain.bytes());
    let common = pairs.take_while(|(one, other)| one == other).count();
    let rest = given.get(common..).unwrap_or_default();
    let is_hash = rest.len() >= 12
        && rest
            .trim_start_matches('x')
            .bytes()
            .all(|digit| digit.is_ascii_hexdigit());
    common > 0
        && common < plain.len()
        && (is_hash || rest.bytes().all(|digit| digit.is_ascii_digit()))
}

/// What of a name counts when names are compared.
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
