//! Swagger 2.0, tree -> Document. Its notation for parameters, bodies, media types and servers ends here.

mod keys;
mod parameter;
mod response;
mod server;
mod terms;

use super::node::Node;
use super::parameter::Declared;
use super::reader::{At, Format, Parts, Reader};
use super::response::Read;
use super::schema::Dialect;
use super::{MediaTypes, Terms, media};

/// The notation of Swagger 2.0.
pub(super) struct Swagger2<'a>(Defaults<'a>);

/// The document's lists, for operations that have none of their own.
pub(super) struct Defaults<'a> {
    pub(super) consumes: MediaTypes<'a>,
    pub(super) produces: MediaTypes<'a>,
}

impl<'a> Defaults<'a> {
    pub(super) fn of(root: &Node<'a>) -> Self {
        let types = |key| media::types(root, key).unwrap_or_default();
        Self {
            consumes: types("consumes"),
            produces: types("produces"),
        }
    }
}

impl<'a> Swagger2<'a> {
    pub(super) fn new(root: &Node<'a>) -> Self {
        Self(Defaults::of(root))
    }
}

impl<'a> Format<'a> for Swagger2<'a> {
    fn dialect(&self) -> Dialect {
        Dialect::Swagger2
    }

    fn terms(&self) -> &'static Terms {
        &terms::TERMS
    }

    fn server(&self, root: &Node<'a>) -> Option<String> {
        server::server(root)
    }

    fn shared(&self, root: &Node<'a>, kind: &str) -> Vec<(&'a str, Node<'a>)> {
        root.mapping(match kind {
            "schemas" => "definitions",
            "securitySchemes" => "securityDefinitions",
            same => same,
        })
    }

    fn parameter(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Option<Declared<'a>> {
        parameter::read(node, &mut reader.schemas)
    }

    fn response(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Read<'a> {
        let content = response::read(node, &mut reader.schemas);
        (content, MediaTypes::default())
    }

    fn parts(&self, at: &At<'a, '_>, reader: &mut Reader<'a>) -> Parts<'a> {
        keys::report_of_operation(at.node);
        let uses = reader.parameters(self, at.item, at.node);
        let (parameters, body) = parameter::split(uses, at, &self.0);
        let media = media::types(at.node, "produces").unwrap_or(self.0.produces);
        let has_nothing = at.node.is_empty_list("produces");
        Parts {
            path: at.path.into(),
            parameters,
            body,
            responses: reader.responses(self, at.node, media, has_nothing),
        }
    }
}
