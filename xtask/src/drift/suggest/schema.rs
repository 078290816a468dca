//! A value of the page -> its schema in the notation of Swagger 2.0.

use serde_json::{Map, Number, Value as Json, json};
use statuspage_codegen_core::api::Constraints;

use super::Draft;
use crate::drift::side::{Form, Member, Value};
use crate::drift::values::is_random;

impl Draft<'_> {
    /// Returns the schema of a parameter or a field, with its limits.
    pub(super) fn member(&self, member: &Member<'_>) -> Json {
        self.member_within(member, &mut Vec::new())
    }

    fn member_within(&self, member: &Member<'_>, within: &mut Vec<String>) -> Json {
        let mut limits = Map::new();
        for (keyword, value) in member
            .constraints
            .into_iter()
            .flat_map(Constraints::entries)
        {
            let number = serde_json::from_str::<Number>(value).ok();
            let number = number.filter(|_| !matches!(keyword, "format" | "pattern"));
            limits.insert(
                keyword.to_owned(),
                number.map_or_else(|| json!(value), Json::Number),
            );
        }
        for (key, flag) in [
            ("x-nullable", member.nullable),
            ("deprecated", member.deprecated),
        ] {
            if flag {
                limits.insert(key.to_owned(), json!(true));
            }
        }
        merged(self.schema(&member.value, within), Json::Object(limits))
    }

    /// Returns a schema in the notation of Swagger 2.0. `within` has the page's models around it, which it may refer back to.
    pub(super) fn schema(&self, value: &Value<'_>, within: &mut Vec<String>) -> Json {
        match self.comparison.page.form(value) {
            Form::Plain("any" | "nothing") | Form::OneOf(_) => json!({}),
            Form::Plain(name @ ("string" | "integer" | "number" | "boolean" | "file")) => {
                json!({"type": name})
            }
            Form::Plain("partial date") => json!({"type": "string", "format": "partial-date"}),
            Form::Plain("bytes") => json!({"type": "string", "format": "binary"}),
            Form::Plain(format) => json!({"type": "string", "format": format}),
            Form::List(item) => {
                json!({"type": "array", "items": self.schema(&Value::Type(item), within)})
            }
            Form::Map(item) => {
                json!({"type": "object", "additionalProperties": self.schema(&Value::Type(item), within)})
            }
            Form::Object(Some(model), fields) => {
                if let Some(reference) = self.reference(&model.type_name) {
                    return reference;
                }
                if within.contains(&model.type_name) {
                    return json!({});
                }
                within.push(model.type_name.clone());
                let schema = self.object(&fields, within);
                within.pop();
                schema
            }
            Form::Object(None, fields) => self.object(&fields, within),
            Form::Enum(model, values) => self
                .reference(&model.type_name)
                .unwrap_or_else(|| json!({"type": "string", "enum": values})),
        }
    }

    pub(super) fn object(&self, fields: &[Member<'_>], within: &mut Vec<String>) -> Json {
        if let [sample] = fields
            && is_random(&sample.name)
            && sample.name.contains(|found: char| found.is_ascii_digit())
        {
            let values = self.member_within(sample, within);
            return json!({"type": "object", "additionalProperties": values});
        }
        let schema = Json::Object(self.fields(fields, within));
        merged(json!({"type": "object"}), schema)
    }

    /// Returns the keywords that describe the fields of an object.
    pub(super) fn fields(
        &self,
        fields: &[Member<'_>],
        within: &mut Vec<String>,
    ) -> Map<String, Json> {
        let mut schema = Map::new();
        let required = fields.iter().filter(|field| field.required);
        let required: Vec<&str> = required.map(|field| &*field.name).collect();
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        let mut properties = Map::new();
        for field in fields {
            let drafted = self.member_within(field, within);
            if field.is_rest() {
                schema.extend([(field.name.clone(), drafted["additionalProperties"].clone())]);
            } else {
                properties.insert(field.name.clone(), drafted);
            }
        }
        schema.insert("properties".to_owned(), json!(properties));
        schema
    }

    /// Returns a reference to our definition in the same place as one of the page's models.
    fn reference(&self, model: &str) -> Option<Json> {
        let ours = self.comparison.models.get(model)?;
        let is_shared = ours
            .pointer
            .tokens()
            .next()
            .is_some_and(|first| first == "definitions");
        is_shared.then(|| json!({"$ref": format!("#{}", ours.pointer)}))
    }
}

/// Returns an object with the entries of both.
pub(super) fn merged(mut object: Json, others: Json) -> Json {
    if let (Json::Object(object), Json::Object(others)) = (&mut object, others) {
        object.extend(others);
    }
    object
}
