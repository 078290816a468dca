//! The arguments of a command to the values of the parameters.

use std::{
    fs,
    io::{self, Read as _},
};

use clap::ArgMatches;
use serde_json::{Map, Value, value::RawValue};
use statuspage_codegen_core::api::{Operation, Parameter, Type};

use crate::{
    description::Description,
    exit::Failure,
    options::{Form, Role, Setting, settings},
};

/// The values of a call.
#[derive(Clone)]
pub(crate) struct Values {
    /// The parameters that are sent, with their values, in the order of the description.
    pub(crate) parameters: Vec<(&'static Parameter, Value)>,
    /// A body that is sent as it is.
    pub(crate) body: Option<Box<RawValue>>,
    /// Whether all pages of a list are read.
    pub(crate) all: bool,
}

impl Values {
    /// Reads the arguments of a command.
    pub(crate) fn read(
        description: &'static Description,
        operation: &'static Operation,
        matches: &ArgMatches,
    ) -> Result<Self, Failure> {
        let mut parameters: Vec<(&Parameter, Value)> = Vec::new();
        for setting in settings(description, operation) {
            let Some(value) = given(&setting, matches).or_else(|| preset(operation, &setting))
            else {
                continue;
            };
            let Some(field) = setting.field else {
                parameters.push((setting.parameter, value));
                continue;
            };
            if let Some((last, Value::Object(fields))) = parameters.last_mut()
                && last.name == setting.parameter.name
            {
                fields.insert(field.name.clone(), value);
            } else {
                let fields = Map::from_iter([(field.name.clone(), value)]);
                parameters.push((setting.parameter, fields.into()));
            }
        }
        Ok(Self {
            parameters,
            body: body(matches)?,
            all: matches!(matches.try_get_one("all"), Ok(Some(true))),
        })
    }

    /// Returns the value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(parameter, _)| parameter.name == name);
        found.map(|(_, value)| value)
    }
}

/// Returns the value of a setting; `None` if it is not given, or stands for not sending it.
fn given(setting: &Setting<'_>, matches: &ArgMatches) -> Option<Value> {
    if let Some(clear) = setting.clearing()
        && matches.get_flag(&clear)
    {
        return Some(Value::Null);
    }
    let values: Vec<Value> = matches
        .get_many::<Value>(&setting.name())?
        .cloned()
        .collect();
    match setting.form() {
        Form::One | Form::Flag => values.into_iter().next_back(),
        Form::Map => {
            let pairs = values.into_iter().filter_map(|pair| match pair {
                Value::Object(pair) => Some(pair),
                _ => None,
            });
            let pairs: Map<String, Value> = pairs.flatten().collect();
            Some(pairs.into())
        }
        Form::Selection if values == ["all"] => match setting.ty() {
            Type::Selection {
                word: Some(word), ..
            } => Some(Value::from(word.as_str())),
            _ => None,
        },
        Form::List | Form::Selection if values == [""] => Some(Value::Array(Vec::new())),
        Form::List | Form::Selection => Some(values.into()),
    }
}

/// Returns what new parameters of the library have: the first page of a list, with as many items as possible.
///
/// Lists without these parameters have a lower rate limit.
fn preset(operation: &Operation, setting: &Setting<'_>) -> Option<Value> {
    let paging = operation
        .paging
        .as_ref()
        .filter(|paging| paging.is_preset)?;
    match setting.role {
        Role::PageNumber => Some(paging.first_page.into()),
        Role::PageSize => paging.max_page_size.map(Value::from),
        _ => None,
    }
}

/// Reads the body that `--json` names.
fn body(matches: &ArgMatches) -> Result<Option<Box<RawValue>>, Failure> {
    // An error means that the command has no such option.
    let Ok(Some(path)) = matches.try_get_one::<String>("json") else {
        return Ok(None);
    };
    let wrong = |what: String| Failure::Usage(format!("--json {path}: {what}"));
    let text = if path == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    let text = text.map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let body = RawValue::from_string(text.trim().to_owned());
    body.map(Some)
        .map_err(|error| wrong(format!("is not JSON: {error}")))
}
