//! What the documentation must not hold, however odd the document's text: code that becomes a test, HTML, a foreign link.

use pulldown_cmark::{Event, LinkType, Parser, Tag};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, Field, File, ImplItemFn, ItemEnum, ItemImpl, ItemStruct, Lit, Meta, Variant,
};

/// Panics when a documentation has what it must not.
pub(crate) fn check(file: &File) {
    Documentation.visit_file(file);
}

struct Documentation;

macro_rules! visits {
    ($($function:ident: $node:ident,)*) => {
        impl<'ast> Visit<'ast> for Documentation {
            $(fn $function(&mut self, node: &'ast $node) {
                check_text(&text(&node.attrs));
                visit::$function(self, node);
            })*
        }
    };
}

visits! {
    visit_field: Field,
    visit_impl_item_fn: ImplItemFn,
    visit_item_enum: ItemEnum,
    visit_item_impl: ItemImpl,
    visit_item_struct: ItemStruct,
    visit_variant: Variant,
}

/// The documentation as rustdoc puts it together.
fn text(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(literal) = &pair.value
            && let Lit::Str(line) = &literal.lit
        {
            let line = line.value();
            assert!(!line.contains(['\n', '\r']), "a line is one line: {line:?}");
            text.push_str(line.strip_prefix(' ').unwrap_or(&line));
            text.push('\n');
        }
    }
    text
}

fn check_text(text: &str) {
    for event in Parser::new(text) {
        let harmless = match &event {
            // Those of our own go to a function or a field.
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                *link_type == LinkType::Autolink
                    || (*link_type == LinkType::Inline
                        && ["crate::", "Self::", "#structfield."]
                            .iter()
                            .any(|own| dest_url.starts_with(own)))
            }
            Event::Start(tag) => matches!(
                tag,
                Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Heading { .. }
            ),
            Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => true,
            _ => false,
        };
        assert!(harmless, "{event:?} in {text:?}");
    }
}
