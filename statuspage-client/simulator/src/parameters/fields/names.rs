//! Refuses parameters whose names an operation does not accept.

use super::{Accepts, path_in};
use crate::http::reply::Reply;
use crate::parameters::tree::{Parameter, Tree};

impl Accepts {
    /// Returns 403 with all the names that the operation does not accept, regardless of their values.
    pub(super) fn check_names(&self, tree: &Tree) -> Result<(), Reply> {
        let unknown = self.unknown(tree);
        if unknown.is_empty() {
            return Ok(());
        }
        let unknown = unknown.join("`, `");
        let accepted = self.accepted().map(|field| self.path(field));
        let accepted = accepted.collect::<Vec<_>>().join(", ");
        let advice = if accepted.is_empty() {
            "Leave them out: this operation accepts no parameters".to_owned()
        } else {
            format!("Leave them out or correct them: this operation accepts {accepted}")
        };
        let message = format!("Unknown parameters: `{unknown}`. {advice}");
        Err(Reply::forbidden(&message))
    }

    /// Returns the full paths of the parameters that are not accepted. The contents of a parameter are
    /// not checked: the names there are data.
    fn unknown(&self, tree: &Tree) -> Vec<String> {
        let mut unknown = Vec::new();
        for (name, parameter) in tree {
            match (self.group, parameter) {
                _ if self.field(name, true).is_some() => {}
                (Some(group), Parameter::Group(members)) if group == name => {
                    let others = members.keys();
                    let others = others.filter(|member| self.field(member, false).is_none());
                    unknown.extend(others.map(|member| path_in(group, member)));
                }
                // A value instead of the group: reading the group reports it.
                (Some(group), _) if group == name => {}
                // Another group. An empty one is reported by its own name.
                (_, Parameter::Group(members)) if !members.is_empty() => {
                    unknown.extend(members.keys().map(|member| path_in(name, member)));
                }
                _ => unknown.push(name.clone()),
            }
        }
        unknown
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Accepts;
    use crate::parameters::fields::Field;
    use crate::parameters::kind::Kind;
    use crate::parameters::tree::{Parameter, Tree};

    const FIELDS: &[Field] = &[
        Field::new("name", Kind::Text),
        Field::new("parts", Kind::MapOfObjects),
    ];
    const GROUPED: Accepts = Accepts::in_group("thing", FIELDS);
    const BARE: Accepts = Accepts::bare(FIELDS);

    fn tree(value: Value) -> Tree {
        Parameter::from(value).into_group().unwrap()
    }

    #[track_caller]
    fn assert_unknown(accepts: Accepts, given: Value, expected: &[&str]) {
        assert_eq!(accepts.unknown(&tree(given)), expected);
    }

    #[test]
    fn unknown_names_are_reported_by_their_full_paths() {
        let in_place = json!({"name": "x", "colour": null, "shape": {"size": 1}});
        assert_unknown(
            GROUPED,
            json!({"MUTABLE": 1, "name": "x", "thing": in_place, "other": {"name": "x"}, "none": {}}),
            &[
                "MUTABLE",
                "name",
                "none",
                "other[name]",
                "thing[colour]",
                "thing[shape]",
            ],
        );
        let grouped = json!({"name": 1, "thing": {"name": 1}, "": {"name": 1}});
        assert_unknown(BARE, grouped.clone(), &["[name]", "thing[name]"]);
        assert_unknown(
            Accepts::NOTHING,
            grouped,
            &["[name]", "name", "thing[name]"],
        );
    }

    #[test]
    fn the_contents_of_an_accepted_parameter_are_not_names() {
        let parts = json!({"name": "x", "parts": {"colour": {"shape": 1}}});
        assert_unknown(BARE, parts.clone(), &[]);
        assert_unknown(GROUPED, json!({ "thing": parts }), &[]);
        assert_unknown(GROUPED, json!({"thing": "x"}), &[]);
        assert_unknown(Accepts::NOTHING, json!({}), &[]);
    }

    #[test]
    fn a_refusal_says_what_is_accepted_instead() {
        for (accepts, advice) in [
            (GROUPED, "accepts thing[name], thing[parts]"),
            (BARE, "accepts name, parts"),
            (Accepts::NOTHING, "accepts no parameters"),
        ] {
            let reply = accepts.check_names(&tree(json!({"MUTABLE": 1})));
            let shown = format!("{reply:?}");
            assert!(shown.contains("Unknown parameters: `MUTABLE`."), "{shown}");
            assert!(shown.contains(advice), "{shown}");
        }
    }
}
