//! What is read from a description, as text that a golden file keeps.

use std::fmt::Write as _;

use statuspage_codegen_core::api::{
    Api, Constraints, EmptyBody, ListStyle, Location, Model, Operation, Parameter, Shape, Type,
};
use statuspage_codegen_core::{Diagnostic, Source};

/// Every diagnostic for people, with its place.
pub(crate) fn render_diagnostics(diagnostics: &[Diagnostic], source: &Source) -> String {
    let mut diagnostics = diagnostics.to_vec();
    Diagnostic::locate_all(&mut diagnostics, source);
    diagnostics
        .iter()
        .inspect(|found| assert!(found.place.is_some(), "{found:?}"))
        .map(|diagnostic| diagnostic.render(source) + "\n")
        .collect()
}

/// What an API says, a line for each thing.
pub(crate) fn render(api: &Api) -> String {
    let mut text = format!("{:?} {:?} {:?}\n\n", api.title, api.version, api.server);
    for tag in &api.tags {
        writeln!(text, "tag {:?} {:?}", tag.name, tag.description).unwrap();
    }
    for scheme in &api.security_schemes {
        let (name, setter) = (&scheme.name, &scheme.setter);
        writeln!(text, "scheme {name:?} {setter}: {:?}", scheme.credential).unwrap();
    }
    if let Some(security) = &api.security {
        writeln!(text, "needs {security:?}").unwrap();
    }
    for operation in &api.operations {
        render_operation(&mut text, operation);
    }
    for model in &api.models {
        match &model.shape {
            Shape::Struct(fields) => {
                writeln!(text, "struct {} ({})", model.type_name, model.name).unwrap();
                for field in fields {
                    let ty = render_type(&field.ty, field.required || field.rest, field.boxed);
                    let rules = render_constraints(&field.constraints);
                    writeln!(text, "  {}: {ty} = {:?}{rules}", field.field, field.name).unwrap();
                }
            }
            Shape::Newtype => {
                let Model {
                    type_name,
                    name,
                    description,
                    ..
                } = model;
                writeln!(text, "newtype {type_name} ({name}) {description:?}").unwrap();
            }
            Shape::Union(union) => {
                let name = &model.name;
                writeln!(
                    text,
                    "union {} ({name}) {:?}",
                    model.type_name, union.discriminator
                )
                .unwrap();
                for found in &union.alternatives {
                    let ty = render_type(&found.ty, true, found.boxed);
                    writeln!(text, "  {}({ty}) = {:?}", found.name, found.tags).unwrap();
                }
            }
            Shape::Enum(variants) => {
                writeln!(text, "enum {} ({})", model.type_name, model.name).unwrap();
                for variant in variants {
                    writeln!(text, "  {} = {:?}", variant.name, variant.value).unwrap();
                }
            }
        }
    }
    text
}

fn render_operation(text: &mut String, operation: &Operation) {
    let Operation {
        id,
        function,
        params,
        method,
        path,
        ..
    } = operation;
    writeln!(text, "{function} {params} ({id}) {:?}", operation.tags).unwrap();
    if let Some(alias) = &operation.alias {
        let items = alias.items.as_deref().unwrap_or_default();
        writeln!(text, "  = {} {} {items}", alias.function, alias.params).unwrap();
    }
    writeln!(
        text,
        "  {method} {path} -> {:?} {}",
        operation.status,
        render_type(&operation.output, true, false)
    )
    .unwrap();
    for parameter in &operation.parameters {
        if let Location::Body { envelope } = &parameter.location {
            match (operation.empty_body, envelope) {
                (EmptyBody::Nothing, _) => text.push_str("  without fields: no body\n"),
                (EmptyBody::Object, Some(_)) => text.push_str("  without fields: {}\n"),
                _ => {}
            }
            break;
        }
    }
    for (what, media_type) in [
        ("sent as", &operation.media_type),
        ("asks for", &operation.accept),
        ("maybe in", &operation.optional_envelope),
    ] {
        if let Some(media_type) = media_type {
            writeln!(text, "  {what} {media_type}").unwrap();
        }
    }
    for error in &operation.errors {
        let ty = error.ty.as_ref().map(|ty| render_type(ty, true, false));
        writeln!(text, "  error {} {}", error.status, ty.unwrap_or_default()).unwrap();
    }
    if let Some(security) = &operation.security {
        writeln!(text, "  needs {security:?}").unwrap();
    }
    if let Some(paging) = &operation.paging {
        let max = paging.max_page_size.map(|max| format!(" up to {max}"));
        write!(
            text,
            "  {}: {:?} from {}, {:?}{}",
            paging.function,
            paging.page,
            paging.first_page,
            paging.size,
            max.unwrap_or_default()
        )
        .unwrap();
        for (is_so, what) in [
            (paging.is_preset, ", preset"),
            (paging.page_size_honored, ", honored"),
        ] {
            text.push_str(if is_so { what } else { "" });
        }
        match &paging.item_id {
            None => text.push('\n'),
            Some(id) => {
                let optional = if id.required { "" } else { "?" };
                writeln!(text, ", items by {}{optional}", id.field).unwrap();
            }
        }
    }
    for parameter in &operation.parameters {
        let Parameter { field, name, .. } = parameter;
        let ty = render_type(&parameter.ty, parameter.required, false);
        let location = match &parameter.location {
            Location::Body {
                envelope: Some(envelope),
            } => format!("body in {envelope}"),
            Location::Body { envelope: None } => "body".to_owned(),
            Location::RestOfBody { envelope } => match envelope {
                Some(envelope) => format!("rest of body in {envelope}"),
                None => "rest of body".to_owned(),
            },
            other => format!("{other:?}").to_lowercase(),
        };
        let list = render_list(parameter);
        let nullable = match (&parameter.clear, parameter.nullable) {
            (Some(clear), _) => format!(" or {clear}()"),
            (None, true) => " or null".to_owned(),
            (None, false) => String::new(),
        };
        let rules = render_constraints(&parameter.constraints);
        writeln!(
            text,
            "  {field}: {ty}{nullable} = {location} {name:?}{list}{rules}"
        )
        .unwrap();
    }
    text.push('\n');
}

/// How lists and objects are written.
fn render_list(parameter: &Parameter) -> String {
    match (&parameter.ty, parameter.list) {
        (Type::Array(_), ListStyle::Joined(character)) => format!(" joined by {character:?}"),
        (Type::Array(_), ListStyle::Repeated) => " repeated".to_owned(),
        (Type::Array(_), ListStyle::Nested { outer, inner }) => {
            format!(" nested: {outer:?}, {inner:?}")
        }
        (_, ListStyle::Json) => " as JSON".to_owned(),
        (_, ListStyle::Properties) => " by property".to_owned(),
        (_, ListStyle::Deep) => " by property in brackets".to_owned(),
        (_, ListStyle::Flat { separator, between }) => {
            format!(" flat: {separator:?}, {between:?}")
        }
        _ => String::new(),
    }
}

fn render_constraints(constraints: &Constraints) -> String {
    let mut text = String::new();
    for (keyword, value) in constraints.entries() {
        write!(text, ", {keyword} {value}").unwrap();
    }
    text
}

fn render_type(ty: &Type, required: bool, boxed: bool) -> String {
    let text = match ty {
        Type::Array(item) => format!("[{}]", render_type(item, true, false)),
        Type::Selection { item, word } => {
            let item = render_type(item, true, false);
            match word {
                Some(word) => format!("[{item}] or {word:?}"),
                None => format!("[{item}] or nothing for all"),
            }
        }
        Type::Map { key, value } => {
            let [key, value] = [key, value].map(|ty| render_type(ty, true, false));
            format!("map of {key} to {value}")
        }
        Type::Model(name) => name.clone(),
        Type::Optional(body) => format!("{} or nothing", render_type(body, true, false)),
        other => format!("{other:?}").to_lowercase(),
    };
    let text = if boxed { format!("boxed {text}") } else { text };
    if required { text } else { format!("{text}?") }
}
