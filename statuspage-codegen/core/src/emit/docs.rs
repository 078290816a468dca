//! Documentation of the emitted items. `text` converts the document's text to Markdown; `value` describes formats and limits;
//! `declared` is about the client and its builder.

mod declared;
mod text;
mod value;

use crate::api::{
    Alternative, Api, BodyFormat, Field, Location, Model, Operation, Parameter, Shape, Tag, Type,
    Variant,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;

use super::paging;
use crate::rust_types::RustType;
pub(super) use declared::{authorization, client, security_scheme};
use text::{code, first_sentence, paragraphs, sentence};

/// A group of functions: its tag as a heading, and what the document says about it.
pub(super) fn group(api: &Api, tag: Option<&str>, listed: Option<&Tag>) -> Option<TokenStream> {
    let Some(tag) = tag else {
        let grouped = api.operations.iter().any(|found| !found.tags.is_empty());
        return grouped.then(|| line("# Other operations"));
    };
    let mut all = vec![format!("# {}", heading(tag))];
    if let Some(description) = listed.and_then(|found| found.description.as_deref()) {
        all.extend(paragraphs(description));
    }
    Some(lines(&all))
}

/// The items of a module, by group.
pub(super) fn index(
    module: &str,
    title: &str,
    entries: &[(Option<&str>, Vec<&str>)],
) -> TokenStream {
    let filled = entries.iter().filter(|(_, names)| !names.is_empty());
    let items = filled.map(|(tag, names)| {
        let links = names
            .iter()
            .map(|name| format!("[`{name}`]({module}::{name})"));
        let heading = tag.map_or("Other operations".to_owned(), heading);
        format!("- **{heading}**: {}", links.collect::<Vec<_>>().join(", "))
    });
    let list = items.collect::<Vec<_>>().join("\n");
    let list = (!list.is_empty()).then_some(list);
    lines(
        &[title.to_owned()]
            .into_iter()
            .chain(list)
            .collect::<Vec<_>>(),
    )
}

/// A tag as a heading, which needs at least one word.
fn heading(tag: &str) -> String {
    let words = text::words(tag);
    if words.is_empty() { code(tag) } else { words }
}

/// A function: what it does, and the request that it sends.
pub(super) fn operation(operation: &Operation) -> TokenStream {
    let [summary, description] = [&operation.summary, &operation.description]
        .map(|text| text.as_deref().map(paragraphs).unwrap_or_default());
    let request = code(&format!("{} {}", operation.method, operation.path));
    let mut all = summary;
    if description != all {
        all.extend(description);
    }
    all.push(request);
    if operation.not_idempotent {
        all.push("The request is not sent again if it may have been carried out.".to_owned());
    }
    all.extend(errors(operation));
    if operation.body_format == BodyFormat::Any {
        all.push(
            "The description does not say what the response contains: JSON is returned as it is, any other body as a \
             JSON string, and no body as `null`."
                .to_owned(),
        );
    }
    if let (Type::Unit, Some(accept)) = (&operation.output, &operation.accept) {
        let accept = code(accept);
        all.push(format!(
            "The response is not JSON. It is requested as {accept}, and `Client::send` returns its bytes."
        ));
    }
    lines(&all)
}

/// The error responses that are described: their statuses by type.
fn errors(operation: &Operation) -> Option<String> {
    let mut groups: Vec<(Option<&Type>, Vec<String>)> = Vec::new();
    for error in &operation.errors {
        let (ty, status) = (error.ty.as_ref(), code(&error.status));
        match groups.iter_mut().find(|(found, _)| *found == ty) {
            Some((_, statuses)) => statuses.push(status),
            None => groups.push((ty, vec![status])),
        }
    }
    let groups = groups.into_iter().map(|(ty, statuses)| {
        let ty = match ty {
            None => String::new(),
            Some(Type::Model(name)) => format!(" as [`{}`](models::{name})", plain(name)),
            Some(ty) => format!(" as {}", code(&RustType::of(ty).to_string())),
        };
        format!("{}{ty}", statuses.join(", "))
    });
    let groups = groups.collect::<Vec<_>>().join("; ");
    let is_typed = operation.errors.iter().any(|error| error.ty.is_some());
    let help = if is_typed { " (`Error::body_as`)" } else { "" };
    (!groups.is_empty()).then(|| format!("Error responses{help}: {groups}."))
}

/// The function that goes through all pages of the list of which another function returns one.
pub(super) fn items(function: &str) -> TokenStream {
    let function = plain(function);
    line(&format!(
        "The items of all pages of [`{function}`](Self::{function}), one page at a time."
    ))
}

/// A function that has a short name, too.
pub(super) fn same(short: &str) -> TokenStream {
    let short = plain(short);
    line(&format!("The same as [`{short}`](Self::{short})."))
}

/// A name that the search of the documentation finds an item by.
pub(super) fn search_alias(name: &str) -> TokenStream {
    let name = plain(name);
    quote!(#[doc(alias = #name)])
}

/// The struct of an operation's parameters.
pub(super) fn params(operation: &Operation, client: &Path) -> TokenStream {
    let link = function_link(operation, client);
    let summary = operation.summary.as_deref().map(paragraphs);
    match summary.as_deref() {
        Some([summary]) => {
            let summary = summary.trim_end_matches('.');
            line(&format!("{summary}: the parameters of {link}."))
        }
        _ => line(&format!("The parameters of {link}.")),
    }
}

/// The short name of the struct of an operation's parameters.
pub(super) fn params_alias(operation: &Operation) -> TokenStream {
    line(&format!("The short name of [`{}`].", operation.params))
}

/// The function of the parameters that sends them.
pub(super) fn send(operation: &Operation, client: &Path) -> TokenStream {
    let link = function_link(operation, client);
    line(&format!("Sends the request, as {link} does."))
}

/// A link to the function of an operation, from the module of the parameters.
fn function_link(operation: &Operation, client: &Path) -> String {
    let alias = operation.alias.as_ref().map(|alias| &alias.function);
    let function = plain(alias.unwrap_or(&operation.function));
    let path = client.to_token_stream().to_string().replace(' ', "");
    // The struct is in a submodule of the module that invokes the macro.
    let is_absolute = client.leading_colon.is_some() || path.starts_with("crate::");
    let path = if is_absolute {
        path
    } else {
        format!("super::{}", path.trim_start_matches("self::"))
    };
    format!("[`{function}`]({path}::{function})")
}

/// An identifier as it is found in the documentation.
fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

/// A field of the parameters' struct: what it means, what it is on the wire, and what is allowed.
pub(super) fn parameter(parameter: &Parameter) -> TokenStream {
    let name = code(&parameter.name);
    let wire = match &parameter.location {
        Location::Path => format!("Path parameter {name}"),
        Location::Query => format!("Query parameter {name}"),
        Location::Header => format!("Header {name}"),
        Location::Form => format!("Form field {name}"),
        Location::Body { envelope: None } => format!("Body field {name}"),
        Location::Body {
            envelope: Some(envelope),
        } => format!(
            "Body field {}",
            code(&format!("{envelope}.{}", parameter.name))
        ),
        Location::RestOfBody { .. } => "Other body fields".to_owned(),
        Location::WholeBody | Location::RawBody => "The body".to_owned(),
    };
    let notes = value::notes(&parameter.ty, &parameter.constraints);
    let wire = with_notes(wire, parameter.deprecated, notes);
    described(parameter.description.as_deref(), &wire)
}

/// The function that makes the parameters out of what is required.
pub(super) fn constructor(operation: &Operation) -> TokenStream {
    let mut required = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required);
    let preset = operation
        .parameters
        .iter()
        .filter(|parameter| paging::preset(operation, parameter).is_some());
    let preset: Vec<_> = preset.map(field_link).collect();
    let required = required.next().is_some();
    if preset.is_empty() {
        return line(if required {
            "Creates the parameters from the required values."
        } else {
            "Creates the parameters; none are required."
        });
    }
    let required = if required {
        "Creates the parameters from the required values, and asks"
    } else {
        "Creates the parameters, and asks"
    };
    line(&format!(
        "{required} for the first page, as large as possible. Set {} to `None` for a list that is not in pages, which the \
         service may allow less often.",
        preset.join(" and ")
    ))
}

/// The function that sets a field: what the field means, in a sentence.
pub(super) fn setter(parameter: &Parameter) -> TokenStream {
    let description = parameter.description.as_deref().map(paragraphs);
    match description.as_deref() {
        Some([first, ..]) => line(&sentence(first_sentence(first))),
        _ => line(&format!("Sets {}.", field_link(parameter))),
    }
}

/// The function that sets a field to null.
pub(super) fn clear(parameter: &Parameter) -> TokenStream {
    line(&format!("Sets {} to null.", field_link(parameter)))
}

fn field_link(parameter: &Parameter) -> String {
    let field = plain(&parameter.field);
    format!("[`{field}`](#structfield.{field})")
}

/// A named type: what it means, and its name in the description where it has another one there.
pub(super) fn model(model: &Model) -> TokenStream {
    lines(&about(model))
}

/// Another name of a type.
pub(super) fn alias(model: &Model, first: &str) -> TokenStream {
    let mut all = about(model);
    all.push(format!(
        "The same type as [`{first}`]: both are described alike."
    ));
    lines(&all)
}

fn about(model: &Model) -> Vec<String> {
    let name = (model.name != model.type_name)
        .then(|| format!("{} in the description.", code(&model.name)));
    let mut all = model
        .description
        .as_deref()
        .map(paragraphs)
        .unwrap_or_default();
    all.extend(name);
    all.extend(shadowing(model));
    if all.is_empty() {
        all.push(format!("{} of the description.", code(&model.name)));
    }
    all
}

/// What an enum's variants do to names that every module has, where they are imported with `*`. They keep their names, which
/// are those of the values; the compiler's errors would be hard to understand.
fn shadowing(model: &Model) -> Option<String> {
    let Shape::Enum(variants) = &model.shape else {
        return None;
    };
    let mut names = variants.iter().map(|variant| &*variant.name);
    let name = names.find(|name| ["None", "Some", "Ok", "Err"].contains(name))?;
    Some(format!(
        "Do not import the variants with `*`: `{name}` would replace that of the standard library."
    ))
}

/// The function that makes a struct out of what is required.
pub(super) fn model_constructor(fields: &[Field]) -> TokenStream {
    let any = fields.iter().any(|field| field.required);
    line(if any {
        "Creates a value from the required fields."
    } else {
        "Creates a value with no fields set."
    })
}

/// A field of a struct of the models: what it means, and what it is on the wire.
pub(super) fn field(field: &Field) -> TokenStream {
    let wire = if field.rest {
        "Other JSON fields".to_owned()
    } else {
        format!("JSON field {}", code(&field.name))
    };
    let notes = value::notes(&field.ty, &field.constraints);
    let wire = with_notes(wire, field.deprecated, notes);
    described(field.description.as_deref(), &wire)
}

/// A value of an enum.
pub(super) fn variant(variant: &Variant) -> TokenStream {
    if variant.value.is_empty() {
        return line("The empty string.");
    }
    line(&format!("Value {}.", code(&variant.value)))
}

/// One type of a union.
pub(super) fn alternative(found: &Alternative, discriminator: Option<&str>) -> TokenStream {
    let tags: Vec<_> = found.tags.iter().map(|tag| code(tag)).collect();
    line(&match discriminator {
        Some(property) if !tags.is_empty() => {
            format!("{} is {}.", code(property), tags.join(" or "))
        }
        _ => "One of the types that a value has.".to_owned(),
    })
}

/// A sentence out of where a value is and what is said about it.
fn with_notes(wire: String, deprecated: bool, notes: Vec<String>) -> String {
    let mut all = vec![wire];
    all.extend(deprecated.then(|| "deprecated".to_owned()));
    all.extend(notes);
    all.join("; ") + "."
}

/// A description, and what the thing is on the wire: in one line when the description has one paragraph.
fn described(description: Option<&str>, wire: &str) -> TokenStream {
    let mut all = description.map(paragraphs).unwrap_or_default();
    match all.as_mut_slice() {
        [] => return line(wire),
        [only] if !only.starts_with("- ") => {
            return line(&format!("{} {wire}", sentence(only)));
        }
        _ => all.push(wire.to_owned()),
    }
    lines(&all)
}

/// Paragraphs, with an empty line between them.
fn lines(paragraphs: &[String]) -> TokenStream {
    let separated = paragraphs.iter().enumerate().map(|(index, paragraph)| {
        let blank = (index > 0).then(|| quote!(#[doc = ""]));
        let text = line(paragraph);
        quote!(#blank #text)
    });
    separated.collect()
}

/// One paragraph; the items of a list are lines of it.
fn line(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = format!(" {line}");
        quote!(#[doc = #line])
    });
    lines.collect()
}
