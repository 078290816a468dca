//! What types that stand inline are named by: the operation that they stand at, or the shared node that they are part
//! of, whose types must not have the name of the operation that happens to be its first user.

use crate::document::{Operation, Parameter, Schema};
use crate::name;
use crate::pointer::Pointer;

/// An operation, as far as names depend on it.
pub(super) struct Context<'a> {
    /// The id in `UpperCamelCase`.
    id: &'a str,
    pointer: &'a Pointer,
}

impl<'a> Context<'a> {
    pub(super) fn new(id: &'a str, operation: &'a Operation<'a>) -> Self {
        let pointer = &operation.pointer;
        Self { id, pointer }
    }

    /// For the type of a parameter.
    pub(super) fn of_parameter(&self, parameter: &Parameter) -> String {
        let pointer = &parameter.pointer;
        let has_own_name = !self.is_owner_of(pointer) && !pointer.is_item();
        let owner = self.owner(pointer);
        if has_own_name {
            owner
        } else {
            name::within(&owner, parameter.name)
        }
    }

    /// For the type of a property of a body.
    pub(super) fn of_property(&self, body: &Parameter, property: &str) -> String {
        name::within(&self.owner(&body.pointer), property)
    }

    /// For the type of a response.
    pub(super) fn of_response(&self, schema: &Schema<'_>) -> String {
        name::within(&self.owner(&schema.pointer), "response")
    }

    fn is_owner_of(&self, pointer: &Pointer) -> bool {
        pointer.is_within(self.pointer)
    }

    fn owner(&self, pointer: &Pointer) -> String {
        if self.is_owner_of(pointer) {
            self.id.to_owned()
        } else {
            name::of_place(pointer)
        }
    }
}
