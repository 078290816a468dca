//! Documentation of the emitted items. How the document's text is made harmless is in `text`.

mod text;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use statuspage_spec::api::{Field, Location, Model, Operation, Parameter, Variant};
use syn::Path;

use text::{code, paragraphs, sentence};

/// A function: what it does, and the request that it sends.
pub(super) fn operation(operation: &Operation) -> TokenStream {
    let summary = operation
        .summary
        .as_deref()
        .map(paragraphs)
        .unwrap_or_default();
    let description = operation
        .description
        .as_deref()
        .map(paragraphs)
        .unwrap_or_default();
    let request = code(&format!("{} {}", operation.method, operation.path));
    let mut all = summary;
    if description != all {
        all.extend(description);
    }
    all.push(request);
    lines(&all)
}

/// The struct of an operation's parameters.
pub(super) fn params(operation: &Operation, client: &Path) -> TokenStream {
    let function = operation.function.trim_start_matches("r#");
    let path = client.to_token_stream().to_string().replace(' ', "");
    // The struct is in a module of its own, beside which the macro stands.
    let is_absolute = client.leading_colon.is_some() || path.starts_with("crate::");
    let path = if is_absolute {
        path
    } else {
        format!("super::{path}")
    };
    line(&format!(
        "Parameters of [`{function}`]({path}::{function})."
    ))
}

/// A field of the parameters' struct: what it means, and what it is on the wire.
pub(super) fn parameter(parameter: &Parameter) -> TokenStream {
    let name = code(&parameter.name);
    let wire = match &parameter.location {
        Location::Path => format!("Path parameter {name}."),
        Location::Query => format!("Query parameter {name}."),
        Location::Header => format!("Header {name}."),
        Location::Form => format!("Form field {name}."),
        Location::Body { envelope: None } => format!("Field {name} of the body."),
        Location::Body {
            envelope: Some(envelope),
        } => format!("Field {name} of {} in the body.", code(envelope)),
        Location::WholeBody => "The body.".to_owned(),
    };
    described(parameter.description.as_deref(), &wire)
}

/// The function that makes the parameters out of what is required.
pub(super) fn constructor(operation: &Operation) -> TokenStream {
    let mut required = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .peekable();
    if required.peek().is_none() {
        return line("Sets nothing: nothing is required.");
    }
    line("Sets what is required, and nothing else.")
}

/// The function that sets a field.
pub(super) fn setter(parameter: &Parameter) -> TokenStream {
    let field = parameter.field.trim_start_matches("r#");
    line(&format!("Sets [`{field}`](#structfield.{field})."))
}

/// A struct or an enum of the models.
pub(super) fn model(model: &Model) -> TokenStream {
    let name = format!("{} in the description.", code(&model.name));
    match model.description.as_deref().map(paragraphs) {
        Some(mut all) if !all.is_empty() => {
            all.push(name);
            lines(&all)
        }
        _ => line(&name),
    }
}

/// The function that makes a struct out of what is required.
pub(super) fn model_constructor(fields: &[Field]) -> TokenStream {
    let any = fields.iter().any(|field| field.required);
    line(if any {
        "With what is always there, and nothing else."
    } else {
        "With nothing set."
    })
}

/// A field of a struct of the models.
pub(super) fn field(field: &Field) -> TokenStream {
    described(
        field.description.as_deref(),
        &format!("{} on the wire.", code(&field.name)),
    )
}

/// A value of an enum.
pub(super) fn variant(variant: &Variant) -> TokenStream {
    if variant.value.is_empty() {
        return line("The empty string.");
    }
    line(&format!("{}.", code(&variant.value)))
}

/// A description, and what the thing is on the wire: in one line when the description has one paragraph.
fn described(description: Option<&str>, wire: &str) -> TokenStream {
    let mut all = description.map(paragraphs).unwrap_or_default();
    match all.as_mut_slice() {
        [] => return line(wire),
        [only] => return line(&format!("{} {wire}", sentence(only))),
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
