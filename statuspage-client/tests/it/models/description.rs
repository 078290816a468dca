//! Reads the types of the description, independently of the reader that generates the client.

use std::sync::LazyLock;

use serde_json::Value;

static DEFINITIONS: LazyLock<Value> = LazyLock::new(|| {
    let text = include_str!("../../../../spec/statuspage.json");
    let mut description: Value = serde_json::from_str(text).unwrap();
    description["definitions"].take()
});

/// A definition that becomes a struct.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: &'static str,
    pub(crate) properties: Vec<Property>,
}

#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    schema: &'static Value,
}

impl Struct {
    /// Returns the names of the required or of the optional properties.
    pub(crate) fn names(&self, required: bool) -> impl Iterator<Item = &'static str> {
        let properties = self.properties.iter();
        let properties = properties.filter(move |property| property.required == required);
        properties.map(|property| property.name)
    }

    /// Returns whether the schema of a property, or one inside it, has one of these keywords with this value, or with any
    /// value if it is null.
    pub(crate) fn says(&self, keywords: &[(&str, Value)]) -> bool {
        let mut properties = self.properties.iter();
        properties.any(|property| says(property.schema, keywords))
    }

    /// Returns whether a property is an enum or an array of an enum.
    pub(crate) fn has_enum(&self) -> bool {
        let mut references = self.properties.iter().filter_map(Property::reference);
        references.any(|name| DEFINITIONS[name].get("enum").is_some())
    }
}

fn says(schema: &Value, keywords: &[(&str, Value)]) -> bool {
    let mut all = keywords.iter();
    let is_said = |(keyword, value): &(&str, Value)| {
        let found = schema.get(keyword);
        found.is_some_and(|found| value.is_null() || found == value)
    };
    let inside = ["items", "additionalProperties"].map(|key| schema.get(key));
    let mut inside = inside.into_iter().flatten();
    all.any(is_said) || inside.any(|schema| says(schema, keywords))
}

impl Property {
    /// Returns the struct that the property, or each of its items, refers to.
    pub(crate) fn nested(&self) -> Option<Struct> {
        let reference = self.reference()?;
        structs().find(|definition| definition.name == reference)
    }

    fn reference(&self) -> Option<&'static str> {
        let inside = ["items", "additionalProperties"].map(|key| &self.schema[key]);
        let mut schemas = [self.schema].into_iter().chain(inside);
        let reference = schemas.find_map(|schema| schema["$ref"].as_str())?;
        reference.strip_prefix("#/definitions/")
    }
}

/// Returns all definitions except maps, and those that are strings: ids and enums.
pub(crate) fn structs() -> impl Iterator<Item = Struct> {
    let definitions = DEFINITIONS.as_object().unwrap().iter();
    let objects = definitions.filter(|(_, definition)| {
        let others = ["enum", "x-rust-type", "additionalProperties"];
        others.iter().all(|key| definition.get(key).is_none())
    });
    objects.map(|(name, definition)| {
        let required = definition["required"].as_array();
        let required: Vec<_> = required.into_iter().flatten().collect();
        let properties = definition["properties"].as_object();
        let properties = properties.into_iter().flatten();
        let properties = properties.map(|(name, schema)| Property {
            name,
            required: required.iter().any(|required| *required == name),
            schema,
        });
        Struct {
            name,
            properties: properties.collect(),
        }
    })
}
