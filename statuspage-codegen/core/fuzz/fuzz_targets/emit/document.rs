//! A description out of arbitrary parts: nearly right, so that most of it reaches the emission.

use arbitrary::Arbitrary;
use serde_json::{Map, Value, json};

use crate::openapi3;

/// A document with up to as many definitions as references can name.
#[derive(Arbitrary, Debug)]
pub(crate) struct Document {
    format: Format,
    info: Text,
    tags: Vec<(Text, Option<Text>)>,
    definitions: [Schema; 4],
    parameters: [Parameter; 2],
    operations: Vec<Operation>,
}

#[derive(Arbitrary, Debug)]
enum Format {
    Swagger2,
    OpenApi30,
    OpenApi31,
}

#[derive(Arbitrary, Debug)]
struct Operation {
    path: Vec<Segment>,
    method: Method,
    id: Option<Text>,
    words: Option<Text>,
    tag: Option<Text>,
    deprecated: bool,
    parameters: Vec<OrShared>,
    output: Option<Schema>,
    status: Option<u16>,
    other_status: Option<u16>,
    media_types: [Option<MediaType>; 2],
}

#[derive(Arbitrary, Debug)]
enum MediaType {
    Patch,
    Multipart,
    Pdf,
    Other(Text),
}

#[derive(Arbitrary, Debug)]
enum Segment {
    Literal(Text),
    Parameter(Text),
}

#[derive(Arbitrary, Debug)]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

#[derive(Arbitrary, Debug)]
enum OrShared {
    Here(Parameter),
    Shared(u8),
}

#[derive(Arbitrary, Debug)]
struct Parameter {
    name: Text,
    place: Place,
    required: bool,
    schema: Schema,
    style: Option<Style>,
}

#[derive(Arbitrary, Debug)]
enum Place {
    Path,
    Query,
    Header,
    FormData,
    Body,
}

#[derive(Arbitrary, Debug)]
enum Style {
    Csv,
    Multi,
    Pipes,
}

#[derive(Arbitrary, Debug)]
struct Schema {
    form: Form,
    words: Option<Text>,
    limit: Option<(Limit, Text)>,
    nullable: bool,
}

#[derive(Arbitrary, Debug)]
enum Form {
    Reference(u8),
    Plain(Kind),
    Enum(Vec<Text>),
    Own(Text),
    Array(Option<Box<Schema>>),
    Map(Option<Box<Schema>>, Option<Box<Schema>>),
    Object(Vec<(Text, Schema, bool)>),
    AllOf(Vec<Schema>),
    OneOf(Vec<Schema>, Option<Text>),
}

#[derive(Arbitrary, Debug)]
enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    File,
    DateTime,
    Date,
    Password,
}

#[derive(Arbitrary, Debug)]
enum Limit {
    Minimum,
    MaxLength,
    Pattern,
    Format,
}

/// A text: often one that means something to Rust, Markdown or the reader, so that such ones meet.
#[derive(Arbitrary, Debug)]
enum Text {
    Known(u8),
    Any(String),
}

const KNOWN: &[&str] = &[
    "a", "A", "a_2", "a2", "self", "Self", "type", "default", "new", "page", "per_page", "clear_a",
    "String", "Option", "params", "models", "runtime", "value", "a[b]", "a[b][]", "x[]", "", "_",
    "1", "```", "*/", "# a", "    a", "[a](b)", "<b>", "Other", "r#a", "read", "write", "request",
    "object_",
];

impl Text {
    fn get(&self) -> &str {
        match self {
            Self::Known(at) => KNOWN[usize::from(*at) % KNOWN.len()],
            Self::Any(text) => text,
        }
    }
}

impl Document {
    /// The document as JSON, which the reader takes for a part of YAML too.
    pub(crate) fn to_json(&self) -> String {
        let mut paths = Map::new();
        for operation in &self.operations {
            let path: String = operation.path.iter().map(Segment::to_text).collect();
            let item = paths.entry(format!("/{path}")).or_insert_with(|| json!({}));
            item[format!("{:?}", operation.method).to_lowercase()] = operation.to_json();
        }
        let tags = self.tags.iter().map(|(name, words)| {
            json!({"name": name.get(), "description": words.as_ref().map(Text::get)})
        });
        let definitions = named(self.definitions.iter().map(Schema::to_json));
        let parameters = named(self.parameters.iter().map(Parameter::to_json));
        let document = json!({
            "swagger": "2.0",
            "info": {"title": self.info.get()},
            "host": self.info.get(),
            "tags": tags.collect::<Vec<_>>(),
            "paths": paths,
            "definitions": definitions,
            "parameters": parameters,
        });
        let document = match self.format {
            Format::Swagger2 => document,
            Format::OpenApi30 => openapi3::converted(document, "3.0.3"),
            Format::OpenApi31 => openapi3::converted(document, "3.1.0"),
        };
        document.to_string()
    }
}

fn named(values: impl Iterator<Item = Value>) -> Map<String, Value> {
    let numbered = values.enumerate();
    numbered
        .map(|(at, value)| (format!("d{at}"), value))
        .collect()
}

impl Segment {
    fn to_text(&self) -> String {
        match self {
            Self::Literal(text) => format!("{}/", text.get()),
            Self::Parameter(name) => format!("{{{}}}", name.get()),
        }
    }
}

impl Operation {
    fn to_json(&self) -> Value {
        let parameters = self.parameters.iter().map(|parameter| match parameter {
            OrShared::Here(parameter) => parameter.to_json(),
            OrShared::Shared(at) => json!({"$ref": format!("#/parameters/d{}", at % 2)}),
        });
        let mut all = json!({
            "summary": self.words.as_ref().map(Text::get),
            "description": self.tag.as_ref().map(Text::get),
            "deprecated": self.deprecated,
            "parameters": parameters.collect::<Vec<_>>(),
            "responses": {},
        });
        if let Some(id) = &self.id {
            all["operationId"] = id.get().into();
        }
        if let Some(tag) = &self.tag {
            all["tags"] = json!([tag.get()]);
        }
        let status = self
            .status
            .map_or("200".to_owned(), |status| status.to_string());
        all["responses"][status] = json!({"schema": self.output.as_ref().map(Schema::to_json)});
        if let Some(status) = self.other_status {
            all["responses"][status.to_string()] = json!({});
        }
        for (key, media_type) in ["consumes", "produces"].iter().zip(&self.media_types) {
            if let Some(media_type) = media_type {
                all[key] = json!([media_type.to_text()]);
            }
        }
        all
    }
}

impl MediaType {
    fn to_text(&self) -> String {
        match self {
            Self::Patch => "application/json-patch+json".to_owned(),
            Self::Multipart => "multipart/form-data".to_owned(),
            Self::Pdf => "application/pdf".to_owned(),
            Self::Other(text) => format!("a/{}+json", text.get()),
        }
    }
}

impl Parameter {
    fn to_json(&self) -> Value {
        let place = match self.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::FormData => "formData",
            Place::Body => "body",
        };
        let mut all = match self.place {
            Place::Body => json!({"schema": self.schema.to_json()}),
            _ => self.schema.to_json(),
        };
        all["name"] = self.name.get().into();
        all["in"] = place.into();
        all["required"] = self.required.into();
        if let Some(style) = &self.style {
            all["collectionFormat"] = format!("{style:?}").to_lowercase().into();
        }
        all
    }
}

impl Schema {
    fn to_json(&self) -> Value {
        let mut all = self.form.to_json();
        if let Some(words) = &self.words {
            all["description"] = words.get().into();
        }
        if let Some((limit, text)) = &self.limit {
            let keyword = match limit {
                Limit::Minimum => "minimum",
                Limit::MaxLength => "maxLength",
                Limit::Pattern => "pattern",
                Limit::Format => "format",
            };
            all[keyword] = text.get().into();
        }
        if self.nullable {
            all["x-nullable"] = true.into();
        }
        all
    }
}

impl Form {
    fn to_json(&self) -> Value {
        match self {
            Self::Reference(at) => json!({"$ref": format!("#/definitions/d{}", at % 5)}),
            Self::Plain(kind) => kind.to_json(),
            Self::Enum(values) => {
                let values: Vec<_> = values.iter().map(Text::get).collect();
                json!({"type": "string", "enum": values})
            }
            Self::Own(name) => json!({"type": "string", "x-rust-type": name.get()}),
            Self::Array(items) => with(json!({"type": "array"}), "items", items.as_deref()),
            Self::Map(names, values) => {
                let all = with(
                    json!({"type": "object"}),
                    "x-propertyNames",
                    names.as_deref(),
                );
                with(all, "additionalProperties", values.as_deref())
            }
            Self::Object(properties) => {
                let schemas: Map<_, _> = properties
                    .iter()
                    .map(|(name, schema, _)| (name.get().to_owned(), schema.to_json()))
                    .collect();
                let required = properties.iter().filter(|(_, _, required)| *required);
                let required: Vec<_> = required.map(|(name, ..)| name.get()).collect();
                json!({"type": "object", "properties": schemas, "required": required})
            }
            Self::AllOf(parts) => {
                json!({"allOf": parts.iter().map(Schema::to_json).collect::<Vec<_>>()})
            }
            Self::OneOf(alternatives, property) => {
                let alternatives: Vec<_> = alternatives.iter().map(Schema::to_json).collect();
                let mut all = json!({"oneOf": alternatives});
                if let Some(property) = property {
                    all["discriminator"] = json!({"propertyName": property.get()});
                }
                all
            }
        }
    }
}

fn with(mut all: Value, key: &str, schema: Option<&Schema>) -> Value {
    if let Some(schema) = schema {
        all[key] = schema.to_json();
    }
    all
}

impl Kind {
    fn to_json(&self) -> Value {
        match self {
            Self::String => json!({"type": "string"}),
            Self::Integer => json!({"type": "integer"}),
            Self::Number => json!({"type": "number"}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::File => json!({"type": "file"}),
            Self::DateTime => json!({"type": "string", "format": "date-time"}),
            Self::Date => json!({"type": "string", "format": "date"}),
            Self::Password => json!({"type": "string", "format": "password"}),
        }
    }
}
