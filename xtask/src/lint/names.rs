//! Rust names that are not the plain form of the wire name.
//!
//! Names are compared by their ASCII letters and digits alone, in any case: a plain name has those of the wire name.

use std::collections::BTreeMap;

use statuspage_codegen_core::api::{Model, Shape};
use statuspage_codegen_core::{Api, Pointer};

use super::finding::Finding;
use super::node::Node;
use super::outline::Outline;
use super::places::Places;
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
pub(super) fn find(api: &Api, outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    let functions = api.operations.iter().map(|operation| Named {
        wire: &operation.id,
        part: &operation.id,
        given: &operation.function,
        pointer: operation.pointer.child("operationId"),
    });
    check(&functions.collect::<Vec<_>>(), findings);
    let places = Places::new(api, outline);
    let models = api.models.iter().map(|model| (model, places.model(model)));
    let models: Vec<_> = models.collect();
    let types = models.iter().map(|(model, pointer)| Named {
        wire: &model.name,
        part: &model.name,
        given: &model.type_name,
        pointer: pointer.clone(),
    });
    check(&types.collect::<Vec<_>>(), findings);
    for operation in &api.operations {
        let pointers = places.parameters(operation);
        let fields = operation.parameters.iter().zip(pointers);
        let fields = fields.map(|(parameter, pointer)| Named {
            wire: &parameter.name,
            part: short(&parameter.name),
            given: &parameter.field,
            pointer,
        });
        check(&fields.collect::<Vec<_>>(), findings);
    }
    for (model, pointer) in &models {
        check(&parts(model, pointer, &outline.root), findings);
    }
}

/// The fields or variants of a model.
fn parts<'a>(model: &'a Model, pointer: &Pointer, root: &Node<'_>) -> Vec<Named<'a>> {
    let existing = |wanted: Pointer| {
        root.find(&wanted)
            .map_or_else(|| pointer.clone(), |_| wanted)
    };
    match &model.shape {
        Shape::Struct(fields) => {
            let named = fields.iter().map(|field| Named {
                wire: &field.name,
                part: &field.name,
                given: &field.field,
                pointer: existing(pointer.child("properties").child(&field.name)),
            });
            named.collect()
        }
        Shape::Newtype => Vec::new(),
        Shape::Enum(variants) => {
            // The empty value has a name of its own by design.
            let values = variants.iter().filter(|variant| !variant.value.is_empty());
            let named = values.map(|variant| Named {
                wire: &variant.value,
                part: &variant.value,
                given: &variant.name,
                pointer: existing(pointer.child("enum")),
            });
            named.collect()
        }
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

/// The last name in the brackets of a form-style name; else the whole name.
fn short(wire: &str) -> &str {
    let Some(inside) = wire.trim_end_matches("[]").strip_suffix(']') else {
        return wire;
    };
    inside.rsplit_once('[').map_or(wire, |(_, last)| last)
}

/// What of a name counts when names are compared.
pub(super) fn normalized(name: &str) -> String {
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
            part: short(wire),
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
    fn a_name_made_distinct_tells_from_what() {
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
