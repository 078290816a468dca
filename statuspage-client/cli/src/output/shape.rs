//! What is known of a result from its type: its fields, and which of them are printed.

use serde_json::Value;
use statuspage_codegen_core::api::{self, Type};

use super::fields;
use crate::description::Description;

/// The columns of a table in their order, as far as the items have them.
const USUAL: [&str; 17] = [
    "id",
    "name",
    "title",
    "email",
    "endpoint",
    "phone_number",
    "first_name",
    "last_name",
    "mode",
    "type",
    "status",
    "update_status",
    "impact",
    "subdomain",
    "metric_identifier",
    "scheduled_for",
    "created_at",
];

/// The form of a result.
pub(crate) struct Shape {
    pub(crate) is_list: bool,
    /// The fields that the user asked for.
    asked: Vec<String>,
    /// The fields of the value, or of the items of a list, in the order of the description.
    known: Vec<String>,
}

impl Shape {
    pub(crate) fn new(description: &Description, ty: &Type, asked: &[String]) -> Self {
        let (is_list, item) = match ty {
            Type::Array(item) => (true, &**item),
            other => (false, other),
        };
        let known = match description.shape(item) {
            Some(api::Shape::Struct(fields)) => {
                fields.iter().map(|field| field.name.clone()).collect()
            }
            _ => Vec::new(),
        };
        Self {
            is_list,
            asked: asked.to_vec(),
            known,
        }
    }

    /// Returns the value with only the fields that the user asked for, if any.
    pub(super) fn select(&self, value: Value) -> Value {
        if self.asked.is_empty() {
            value
        } else {
            fields::select(&value, &self.asked)
        }
    }

    pub(super) fn select_all(&self, values: Vec<Value>) -> Vec<Value> {
        values.into_iter().map(|value| self.select(value)).collect()
    }

    /// Returns the columns of a table: those that the user asked for, else the usual ones that have a value.
    pub(super) fn columns(&self, items: &[Value]) -> Vec<String> {
        if !self.asked.is_empty() {
            return self.asked.clone();
        }
        let has_value = |name: &&str| {
            items
                .iter()
                .any(|item| item.get(name).is_some_and(|value| !is_empty(value)))
        };
        let usual: Vec<String> = USUAL
            .into_iter()
            .filter(has_value)
            .map(str::to_owned)
            .collect();
        // A single column says too little.
        if usual.len() < 2 {
            self.all(items)
        } else {
            usual
        }
    }

    /// Returns all fields: those that the user asked for, else those of the description, else those of the first item.
    pub(super) fn all(&self, items: &[Value]) -> Vec<String> {
        if !self.asked.is_empty() {
            return self.asked.clone();
        }
        if !self.known.is_empty() {
            return self.known.clone();
        }
        let first = items.first().and_then(Value::as_object);
        first
            .into_iter()
            .flat_map(|object| object.keys().cloned())
            .collect()
    }
}

/// Returns whether there is nothing to show.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
