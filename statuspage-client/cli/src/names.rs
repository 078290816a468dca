//! The names of commands and options. They follow from the names of the API by rules, so that new operations get theirs.
//!
//! The group of an operation is its tag. Its verb is the name of the library's function without the group's words:
//! `list_incidents` of the tag Incidents is `incidents list`, and `get_component_uptime` is `components get-uptime`.

use statuspage_codegen_core::api::Operation;

/// Returns the name of the operation's group of commands.
pub(crate) fn group(operation: &Operation) -> String {
    kebab(operation.tags.first().map_or("other", String::as_str))
}

/// Returns the name of the operation's command inside its group.
///
/// The words of the group are removed once. If the rest repeats a word, as in `update_incident_update`, the name stays whole.
pub(crate) fn verb(operation: &Operation) -> String {
    let whole = whole(operation);
    let words: Vec<&str> = whole.split('-').collect();
    let group = group(operation);
    let group: Vec<String> = group.split('-').map(singular).collect();
    let is_group = |part: &[&str]| {
        part.iter()
            .zip(&group)
            .all(|(word, group)| singular(word) == *group)
    };
    let Some(start) = words.windows(group.len()).position(is_group) else {
        return whole;
    };
    let end = start + group.len();
    let mut rest: Vec<&str> = Vec::new();
    for (index, &word) in words.iter().enumerate() {
        if index >= start && index < end {
            continue;
        }
        if rest.contains(&word) {
            return whole;
        }
        rest.push(word);
    }
    if rest.is_empty() {
        return whole;
    }
    rest.join("-")
}

/// Returns the name of the library's function: the alias, else the name that follows from the operationId.
pub(crate) fn whole(operation: &Operation) -> String {
    let alias = operation.alias.as_ref();
    kebab(alias.map_or(&*operation.function, |alias| &*alias.function))
}

/// Returns a name in lower case with hyphens between its words.
pub(crate) fn kebab(name: &str) -> String {
    let name = name.trim_start_matches("r#").to_lowercase();
    let words = name.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Returns a name in upper case with underscores between its words, for the place of a value in a usage line.
pub(crate) fn upper(name: &str) -> String {
    let mut words = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() && !words.is_empty() && !words.ends_with('_') {
            words.push('_');
        }
        words.extend(sign.to_uppercase());
    }
    words
}

/// Returns the singular of a name whose last word is a plural; otherwise the name.
pub(crate) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u']) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use expect_test::expect_file;

    use super::{kebab, singular};
    use crate::description::Description;

    #[test]
    fn every_operation_has_a_command_of_its_own() {
        let description = Description::get().unwrap();
        let mut lines = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (command, operation) in description.operations() {
            assert!(
                seen.insert((&command.group, &command.verb)),
                "{}",
                operation.id
            );
            let name = format!("{} {}", command.group, command.verb);
            lines.insert(format!(
                "{name:<45} {} {}\n",
                operation.method, operation.path
            ));
        }
        assert_eq!(seen.len(), 113);
        let text: String = lines.into_iter().collect();
        expect_file!["../tests/golden/commands.txt"].assert_eq(&text);
    }

    #[test]
    fn names_have_hyphens_and_a_singular() {
        assert_eq!(kebab("r#type"), "type");
        assert_eq!(kebab("page_access_user_ids[]"), "page-access-user-ids");
        assert_eq!(kebab("Metric Providers"), "metric-providers");
        for (plural, one) in [
            ("component-ids", "component-id"),
            ("components", "component"),
            ("status", "status"),
            ("access", "access"),
            ("properties", "property"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
