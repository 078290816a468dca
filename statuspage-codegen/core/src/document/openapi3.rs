//! `OpenAPI` 3.0 and 3.1, tree -> Document. Their notation for parameters, bodies, media types and servers ends here.

mod body;
mod content;
mod keys;
mod parameter;
mod response;
mod server;
mod style;
mod terms;

use std::cell::{Cell, RefCell};

use super::node::Node;
use super::parameter::Declared;
use super::reader::{At, Format, Parts, Reader};
use super::response::Read;
use super::schema::Dialect;
use super::{Body, MediaTypes, Terms};
use crate::diagnostic::Rule;
use crate::hashed::Map;
use crate::pointer::Pointer;

/// The notation of `OpenAPI` 3.
pub(super) struct OpenApi3<'a> {
    dialect: Dialect,
    /// The bodies that were read, by pointer: operations may share them.
    bodies: RefCell<Map<Pointer, Option<Body<'a>>>>,
    /// How many fields forms may still have, counted again wherever they are used.
    fields: Cell<usize>,
    noted_callbacks: Cell<bool>,
}

impl<'a> OpenApi3<'a> {
    pub(super) fn new(root: &Node<'a>, version: &str) -> Self {
        let is_3_0 = version == "3.0" || version.starts_with("3.0.");
        let is_3_1 = version == "3.1" || version.starts_with("3.1.");
        if !is_3_0 && !is_3_1 {
            let message = format!("`openapi: {version}` is read as 3.1");
            let help = "check what is generated: newer keywords are ignored";
            root.at("openapi").warn(Rule::UnknownVersion, message, help);
        }
        if root.peek("webhooks").is_some() {
            let message = "webhooks are ignored: the service sends these requests";
            root.at("webhooks").warn(Rule::LeftOut, message, NO_CALLS);
        }
        Self {
            dialect: if is_3_0 {
                Dialect::OpenApi30
            } else {
                Dialect::OpenApi31
            },
            bodies: RefCell::default(),
            fields: Cell::new(body::MOST_FIELDS),
            noted_callbacks: Cell::new(false),
        }
    }

    /// Warns of the first callbacks of a document.
    fn report_callbacks(&self, operation: &Node<'a>) {
        if operation.peek("callbacks").is_some() && !self.noted_callbacks.replace(true) {
            let message = "callbacks are ignored: the service sends these requests";
            operation
                .at("callbacks")
                .warn(Rule::LeftOut, message, NO_CALLS);
        }
    }
}

const NO_CALLS: &str = "the models of their bodies are generated if they are shared schemas";

impl<'a> Format<'a> for OpenApi3<'a> {
    fn dialect(&self) -> Dialect {
        self.dialect
    }

    fn terms(&self) -> &'static Terms {
        &terms::TERMS
    }

    fn server(&self, root: &Node<'a>) -> Option<String> {
        server::server(root)
    }

    fn shared(&self, root: &Node<'a>, kind: &str) -> Vec<(&'a str, Node<'a>)> {
        let components = root.get("components").filter(Node::is_mapping);
        components.map_or_else(Vec::new, |components| components.mapping(kind))
    }

    fn parameter(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Option<Declared<'a>> {
        parameter::read(node, &mut reader.schemas)
    }

    fn response(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Read<'a> {
        response::read(node, &mut reader.schemas)
    }

    fn parts(&self, at: &At<'a, '_>, reader: &mut Reader<'a>) -> Parts<'a> {
        keys::report_of_operation(at.node);
        server::report_own(at);
        self.report_callbacks(at.node);
        let uses = reader.parameters(self, at.item, at.node);
        let (path, parameters) = parameter::split(uses, at);
        Parts {
            path,
            parameters,
            body: self.body(at.node, reader),
            responses: reader.responses(self, at.node, MediaTypes::default(), false),
        }
    }
}
