//! Names of types that are written inline: after the operation that they are in, or after the shared node that they are part of,
//! since the operation that happens to use such a node first must not give it a name.

use crate::document::{Operation, Parameter, Schema};
use crate::name;
use crate::pointer::Pointer;

/// Names the inline types of an operation.
pub(super) struct TypeNames<'a> {
    operation: &'a Pointer,
    /// The operation's id in `UpperCamelCase`.
    id: String,
}

impl<'a> TypeNames<'a> {
    pub(super) fn new(id: &str, operation: &'a Operation<'a>) -> Self {
        Self {
            operation: &operation.pointer,
            id: name::camel(id),
        }
    }

    /// Returns the name for the type of a parameter.
    pub(super) fn of_parameter(&self, parameter: &Parameter<'_>) -> String {
        let pointer = &parameter.pointer;
        let is_shared = !pointer.is_within(self.operation);
        let owner = self.owner(pointer);
        // A parameter that is shared by its name has that name already.
        if is_shared && !pointer.is_item() {
            owner
        } else {
            name::within(&owner, parameter.name)
        }
    }

    /// Returns the name for the type of a property of a body.
    pub(super) fn of_property(&self, body: &Parameter<'_>, property: &str) -> String {
        name::within(&self.owner(&body.pointer), property)
    }

    /// Returns the name for the type of a response.
    pub(super) fn of_response(&self, schema: &Schema<'_>) -> String {
        name::within(&self.owner(&schema.pointer), "response")
    }

    /// Returns the name for the type of an error response.
    pub(super) fn of_error(&self, schema: &Schema<'_>, status: &str) -> String {
        if !schema.pointer.is_within(self.operation) {
            return self.of_response(schema);
        }
        let name = name::within(&self.id, "error");
        if status == "default" {
            name
        } else {
            name::within(&name, status)
        }
    }

    fn owner(&self, pointer: &Pointer) -> String {
        if pointer.is_within(self.operation) {
            self.id.clone()
        } else {
            name::of_place(pointer)
        }
    }
}
