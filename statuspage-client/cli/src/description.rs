//! The description of the API, which is part of the program.

use statuspage_codegen_core::api::{Model, Operation, Shape, Type};
use statuspage_codegen_core::{Api, Source, read};
use std::sync::OnceLock;

use crate::names;

/// The operations of the API, each with the names of its command.
pub(crate) struct Description {
    pub(crate) api: Api,
    pub(crate) commands: Vec<Command>,
}

/// The names of the command of an operation: `statuspage GROUP VERB`.
pub(crate) struct Command {
    pub(crate) group: String,
    pub(crate) verb: String,
    /// The position among the operations.
    index: usize,
}

impl Description {
    /// Returns the description, which is read once and lives as long as the program: commands and requests contain its names.
    pub(crate) fn get() -> Result<&'static Self, String> {
        static DESCRIPTION: OnceLock<Result<Description, String>> = OnceLock::new();
        DESCRIPTION
            .get_or_init(Self::read)
            .as_ref()
            .map_err(Clone::clone)
    }

    fn read() -> Result<Self, String> {
        let source = Source::new("statuspage.json", statuspage_spec::STATUSPAGE);
        let api = read(&source)
            .map_err(|found| format!("the description cannot be read: {found:?}"))?
            .api;
        let operations = api.operations.iter().enumerate();
        let commands = operations.map(|(index, operation)| Command {
            group: names::group(operation),
            verb: names::verb(operation),
            index,
        });
        let commands = commands.collect();
        Ok(Self { api, commands })
    }

    /// Returns the commands with their operations.
    pub(crate) fn operations(&self) -> impl Iterator<Item = (&Command, &Operation)> {
        let commands = self.commands.iter();
        commands.filter_map(|command| Some((command, self.api.operations.get(command.index)?)))
    }

    /// Returns the operation of a command.
    pub(crate) fn operation(&self, group: &str, verb: &str) -> Option<&Operation> {
        let mut operations = self.operations();
        let found = operations.find(|(command, _)| command.group == group && command.verb == verb);
        found.map(|(_, operation)| operation)
    }

    /// Returns a named type.
    pub(crate) fn model(&self, ty: &Type) -> Option<&Model> {
        let Type::Model(name) = ty else {
            return None;
        };
        self.api
            .models
            .iter()
            .find(|model| model.type_name == *name)
    }

    /// Returns the form of a named type.
    pub(crate) fn shape(&self, ty: &Type) -> Option<&Shape> {
        self.model(ty).map(|model| &model.shape)
    }
}
