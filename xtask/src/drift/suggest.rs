//! What only the page has -> actions of an overlay that add it, with types and without prose.

mod schema;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use statuspage_codegen_core::Pointer;
use statuspage_codegen_core::api::{ListStyle, Location, Operation, Type};

use super::compare::{Addition, Comparison, Difference};
use super::side::{Member, Origin, Value, parameters};
use crate::document::{location, node, route};
use crate::lint::suggestion;
use schema::merged;

/// Returns the actions for those differences that are additions, as YAML; `None` if there is none. `ours` is our document.
pub(super) fn actions(
    new: &[Difference],
    comparison: &Comparison<'_>,
    ours: &Json,
) -> Result<Option<String>, serde_yaml::Error> {
    let draft = Draft { comparison, ours };
    let mut actions = Vec::new();
    // Those of an operation are one action, because a new body is one parameter.
    let mut parameters_of: BTreeMap<&str, (&Operation, Vec<Member<'_>>)> = BTreeMap::new();
    for found in new {
        let action = match comparison.additions.get(&found.place) {
            Some(Addition::Operation(operation)) => Some(draft.operation(operation)),
            Some(Addition::Field(model, member)) => {
                let fields = std::slice::from_ref(member);
                let schema = draft.fields(fields, &mut Vec::new());
                Some(suggestion::update(
                    ours,
                    &model.pointer,
                    &Json::Object(schema),
                ))
            }
            Some(Addition::Value(model, value)) => {
                let at = model.pointer.child("enum");
                Some(suggestion::update(ours, &at, &json!(value)))
            }
            Some(Addition::BodyField(neighbour, member)) => {
                let name = member.name.strip_prefix("body ").unwrap_or(&member.name);
                let field = json!({name: draft.member(member)});
                Some(suggestion::update(ours, &properties(*neighbour), &field))
            }
            Some(Addition::Parameter(operation, member)) => {
                let new = parameters_of
                    .entry(&operation.id)
                    .or_insert((operation, Vec::new()));
                new.1.push(member.clone());
                None
            }
            None => None,
        };
        actions.extend(action);
    }
    for (operation, members) in parameters_of.into_values() {
        let parameters = json!({"parameters": draft.parameters(&members)});
        actions.push(suggestion::update(ours, &operation.pointer, &parameters));
    }
    // A shared body is that of several operations.
    let mut once: Vec<Json> = Vec::new();
    for action in actions {
        if !once.contains(&action) {
            once.push(action);
        }
    }
    (!once.is_empty())
        .then(|| serde_yaml::to_string(&once))
        .transpose()
}

/// Returns the node that has the properties among which a field of a body is.
fn properties(neighbour: Origin<'_>) -> Pointer {
    let pointer = match neighbour {
        Origin::Parameter(found) => &found.pointer,
        Origin::Field(found) => &found.pointer,
    };
    let tokens: Vec<String> = pointer.tokens().collect();
    let parent = tokens.split_last().map_or(&[][..], |(_, parent)| parent);
    parent
        .iter()
        .fold(Pointer::default(), |at, token| at.child(token))
}

struct Draft<'a> {
    comparison: &'a Comparison<'a>,
    ours: &'a Json,
}

impl Draft<'_> {
    fn operation(&self, operation: &Operation) -> Json {
        let written = operation.path.to_string();
        let paths = self.ours["paths"].as_object();
        let present = paths
            .into_iter()
            .flatten()
            .find(|(path, _)| route(path.strip_suffix(".json").unwrap_or(path)) == route(&written));
        let mut members = parameters(operation);
        // Those of the path are shared by its operations.
        if present.is_some_and(|(_, item)| !item["parameters"].is_null()) {
            members.retain(|member| !member.name.starts_with("path "));
        }
        let mut drafted = Map::new();
        drafted.insert("operationId".to_owned(), json!(operation.id));
        drafted.insert("tags".to_owned(), json!(operation.tags));
        if operation.deprecated {
            drafted.insert("deprecated".to_owned(), json!(true));
        }
        drafted.insert("parameters".to_owned(), json!(self.parameters(&members)));
        let mut response = json!({"description": ""});
        if operation.output != Type::Unit {
            response["schema"] = self.schema(&Value::Type(&operation.output), &mut Vec::new());
        }
        let status = operation.status.unwrap_or(200).to_string();
        drafted.insert("responses".to_owned(), json!({status: response}));
        let path = present.map_or(&*written, |(path, _)| path);
        let method = operation.method.as_str().to_lowercase();
        suggestion::update(
            self.ours,
            &Pointer::default().child("paths"),
            &json!({path: {method: drafted}}),
        )
    }

    /// Returns the parameters of an operation; the fields of a body are one of them.
    fn parameters(&self, members: &[Member<'_>]) -> Vec<Json> {
        let mut drafted = Vec::new();
        let mut fields = Vec::new();
        for member in members {
            match (member.origin, member.name.strip_prefix("body ")) {
                (_, Some(name)) => fields.push(Member {
                    name: name.to_owned(),
                    ..member.clone()
                }),
                (Some(Origin::Parameter(parameter)), None) => {
                    let shared = Pointer::default()
                        .child("parameters")
                        .child(&parameter.name);
                    let place = match &parameter.location {
                        Location::Form => "formData",
                        other => location(other),
                    };
                    drafted.push(match &parameter.location {
                        Location::WholeBody | Location::RawBody => {
                            json!({"name": "body", "in": "body", "required": parameter.required, "schema": self.member(member)})
                        }
                        _ if node(self.ours, &shared)["in"] == place => json!({"$ref": format!("#{shared}")}),
                        _ => {
                            let mut drafted = json!({"name": parameter.name, "in": place, "required": parameter.required});
                            if matches!((&parameter.ty, parameter.list), (Type::Array(_), ListStyle::Repeated)) {
                                drafted["collectionFormat"] = json!("multi");
                            }
                            let mut schema = self.member(member);
                            if !schema["$ref"].is_null() {
                                schema = json!({"allOf": [schema]});
                            }
                            merged(drafted, schema)
                        }
                    });
                }
                _ => {}
            }
        }
        if !fields.is_empty() {
            let schema = self.object(&fields, &mut Vec::new());
            drafted.push(json!({"name": "body", "in": "body", "required": true, "schema": schema}));
        }
        drafted
    }
}
