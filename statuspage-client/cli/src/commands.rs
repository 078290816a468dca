//! The commands: one for each operation, made from the description.

use std::ffi::OsStr;

use clap::{
    Arg, ArgAction, Command,
    builder::{PossibleValue, TypedValueParser},
    error::Result,
};
use serde_json::Value;
use statuspage_codegen_core::api::{Operation, Shape, Type};

use crate::{
    description::Description,
    exit, global, names,
    options::{Form, Role, Setting, settings},
    recipes, shell, trial, value,
};

/// Returns the program's command with all groups.
pub(crate) fn program(description: &'static Description) -> Command {
    let mut program = Command::new("statuspage")
        // Help and errors are the same on all systems: not `statuspage.exe`.
        .bin_name("statuspage")
        .version(env!("CARGO_PKG_VERSION"))
        .about("The Atlassian Statuspage API on the command line")
        .after_help(exit::HELP)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("GROUP")
        .subcommand_help_heading("Groups")
        .disable_help_subcommand(true)
        .args(global::arguments())
        .subcommands(recipes::commands());
    for name in groups(description) {
        // Only the commands of the group that is used are made.
        program = program.subcommand(group(description, name).defer(add_commands));
    }
    program
        .subcommand(trial::command())
        .subcommands(shell::commands())
}

/// Returns the groups: in the description's order of tags, then those of other tags.
fn groups(description: &Description) -> Vec<&str> {
    let tags = description.api.tags.iter();
    let mut groups: Vec<&str> = Vec::new();
    for tag in tags {
        let name = names::kebab(&tag.name);
        let found = description.commands.iter().find(|one| one.group == name);
        groups.extend(found.map(|command| &*command.group));
    }
    for command in &description.commands {
        if !groups.contains(&&*command.group) {
            groups.push(&command.group);
        }
    }
    groups
}

fn group(description: &Description, name: &'static str) -> Command {
    let mut tags = description.api.tags.iter();
    let tag = tags.find(|tag| names::kebab(&tag.name) == name);
    let about = tag.and_then(|tag| tag.description.clone());
    Command::new(name)
        .about(about.unwrap_or_default())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("COMMAND")
}

/// Adds the commands of a group.
fn add_commands(group: Command) -> Command {
    let Ok(description) = Description::get() else {
        return group;
    };
    let name = group.get_name().to_owned();
    let operations = description.operations();
    let of_group = operations.filter(|(command, _)| command.group == name);
    group.subcommands(
        of_group.map(|(command, operation)| of_operation(description, &command.verb, operation)),
    )
}

fn of_operation(
    description: &'static Description,
    verb: &'static str,
    operation: &'static Operation,
) -> Command {
    let summary = operation.summary.clone().unwrap_or_default();
    let details = operation.description.as_deref().unwrap_or_default().trim();
    let request = format!("{} {}", operation.method, operation.path);
    let mut command = Command::new(verb)
        .about(summary.clone())
        .long_about(format!(
            "{summary}.\n\n{}\n\n{request}",
            with_commands(description, details)
        ))
        .aliases(Some(names::whole(operation)).filter(|name| name != verb));
    let settings = settings(description, operation);
    let has_body = settings.iter().any(Setting::is_in_body);
    for setting in &settings {
        command = command.arg(argument(description, setting, &settings, has_body));
        if let Some(name) = setting.clearing() {
            command = command.arg(
                Arg::new(name.clone())
                    .long(name)
                    .action(ArgAction::SetTrue)
                    .conflicts_with_all(["json".to_owned(), setting.name()])
                    .help(format!("Set `{}` to null", setting.parameter.name)),
            );
        }
    }
    if operation.paging.is_some() {
        command = command.arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Read all pages, from the one that --page-number gives"),
        );
    }
    if has_body {
        command = command.arg(
            Arg::new("json")
                .long("json")
                .value_name("FILE")
                .help("Send this JSON as the body, as it is; `-` reads the standard input"),
        );
    }
    command
}

/// Replaces names of the library's functions by those of the commands.
fn with_commands(description: &Description, text: &str) -> String {
    let mut parts = text.split('`');
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = names::kebab(part);
        let mut operations = description.operations();
        // Names of one word, such as those of fields, are no functions.
        let is_function = part.contains('_');
        let found = operations.find(|(_, one)| is_function && names::whole(one) == name);
        replaced.push('`');
        match found {
            Some((command, _)) => replaced.extend([&*command.group, " ", &*command.verb]),
            None => replaced.push_str(part),
        }
    }
    replaced
}

fn argument(
    description: &'static Description,
    setting: &Setting<'static>,
    all: &[Setting<'static>],
    has_body: bool,
) -> Arg {
    let name = setting.name();
    let mut argument = Arg::new(name.clone())
        .value_name(value_name(description, setting))
        .help(help(setting))
        .allow_negative_numbers(true)
        .value_parser(Parser {
            description,
            ty: setting.ty(),
        });
    argument = match setting.role {
        Role::Positional => argument,
        Role::Page => global::with_env(argument.long("page"), "STATUSPAGE_PAGE_ID"),
        Role::Organization => {
            global::with_env(argument.long("organization"), "STATUSPAGE_ORGANIZATION_ID")
        }
        _ => argument.long(name.clone()),
    };
    let is_taken = |other: &String| all.iter().any(|one| one.name() == *other);
    if let Some(other) = setting.other_name().filter(|other| !is_taken(other)) {
        argument = argument.visible_alias(other);
    }
    argument = match setting.form() {
        Form::One => argument,
        Form::Flag => argument
            .num_args(0..=1)
            .default_missing_value("true")
            .value_name("BOOLEAN"),
        Form::List | Form::Selection => {
            let argument = argument.action(ArgAction::Append);
            if is_text(description, setting.ty()) {
                argument.value_delimiter(',')
            } else {
                argument
            }
        }
        Form::Map => argument.action(ArgAction::Append),
    };
    if setting.is_in_body() {
        argument = argument.conflicts_with("json");
    }
    match (setting.is_required(), setting.is_in_body() && has_body) {
        (true, true) => argument.required_unless_present("json"),
        (required, _) => argument.required(required),
    }
}

/// Returns whether the items of a list are ids or words, which have no commas.
fn is_text(description: &Description, ty: &Type) -> bool {
    let (Type::Array(item) | Type::Selection { item, .. }) = ty else {
        return false;
    };
    let shape = description.shape(item);
    matches!(shape, Some(Shape::Newtype | Shape::Enum(_)))
}

fn value_name(description: &Description, setting: &Setting<'_>) -> String {
    let of_type = |ty: &Type| match ty {
        Type::Integer | Type::Unsigned | Type::Number => "NUMBER".to_owned(),
        Type::DateTime | Type::UnixSeconds => "TIME".to_owned(),
        Type::Date | Type::PartialDate => "DATE".to_owned(),
        Type::Model(name) => match description.shape(ty) {
            Some(Shape::Newtype) => names::upper(name),
            Some(Shape::Enum(_)) => "WORD".to_owned(),
            _ => "JSON".to_owned(),
        },
        Type::Any | Type::Array(_) | Type::Map { .. } => "JSON".to_owned(),
        _ => "TEXT".to_owned(),
    };
    match (setting.role, setting.ty()) {
        (Role::Positional, _) => names::upper(&setting.parameter.field),
        (_, Type::Array(item) | Type::Selection { item, .. }) => of_type(item),
        (_, Type::Map { key, value }) => format!("{}={}", of_type(key), of_type(value)),
        (_, ty) => of_type(ty),
    }
}

fn help(setting: &Setting<'_>) -> String {
    let description = setting.description();
    let paragraph = description.split("\n\n").next().unwrap_or_default();
    let text = paragraph.replace('\n', " ");
    let more = match (setting.form(), setting.ty()) {
        (Form::Selection, _) => "; `all` for all of them",
        (Form::List, _) => "; may be repeated, and an empty text is the empty list",
        (Form::Map, _) => "; may be repeated",
        (_, Type::Secret) => {
            "; other users of this machine can see arguments: use --json to keep it from them"
        }
        _ => "",
    };
    format!("{}{more}", text.trim_end_matches('.'))
}

/// Reads the value of an option. The values of an enum are listed in the help, but others are accepted: the service may have
/// more by now.
#[derive(Clone, Copy)]
struct Parser {
    description: &'static Description,
    ty: &'static Type,
}

impl TypedValueParser for Parser {
    type Value = Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        text: &OsStr,
    ) -> Result<Self::Value> {
        let read = |text: &str| value::read(self.description, self.ty, text);
        read.parse_ref(command, argument, text)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let item = match self.ty {
            Type::Array(item) | Type::Selection { item, .. } => item,
            other => other,
        };
        let Some(Shape::Enum(variants)) = self.description.shape(item) else {
            return None;
        };
        let values = variants.iter().map(|variant| &variant.value);
        let values = values.filter(|value| !value.is_empty());
        Some(Box::new(values.map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::program;
    use crate::description::Description;
    use crate::options::settings;

    #[test]
    fn the_commands_are_consistent() {
        program(Description::get().unwrap()).debug_assert();
    }

    #[test]
    fn every_parameter_has_an_option() {
        let description = Description::get().unwrap();
        for (_, operation) in description.operations() {
            let settings = settings(description, operation);
            for parameter in &operation.parameters {
                let mut found = settings.iter();
                assert!(
                    found.any(|one| one.parameter.name == parameter.name),
                    "{}: {}",
                    operation.id,
                    parameter.name
                );
            }
        }
    }
}
