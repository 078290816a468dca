//! One field of an object or parameter of a request, as resources declare it.

use crate::parameters::kind::Kind;
use crate::resource::Table;

/// Requests in which a field may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Always,
    AtCreation,
    Never,
}

/// The value of a field of a new object, before the request that creates it is applied.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Initial {
    Null,
    Flag(bool),
    Number(i64),
    Text(&'static str),
    EmptyList,
    /// The time of the creation.
    Now,
    NewId,
    PageId,
    OrganizationId,
    /// The id of the object in whose path it is created.
    ParentId,
    /// One more than the last `position` in this table.
    NextPosition(Table),
}

/// One field of an object, one parameter of a request, or both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(super) name: &'static str,
    pub(crate) kind: Kind,
    /// The name of its value after reading: the new name of a renamed parameter. Names of objects that
    /// start with `_` are not returned.
    pub(crate) stored_as: &'static str,
    pub(super) given: Given,
    /// `None` if objects do not have it.
    pub(crate) initial: Option<Initial>,
    /// Whether it is next to the object that wraps the others.
    pub(super) is_outside: bool,
}

impl Field {
    /// A field that requests may give, and that is null at first.
    pub(crate) const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            stored_as: name,
            given: Given::Always,
            initial: Some(Initial::Null),
            is_outside: false,
        }
    }

    /// A parameter of requests that create an object, which objects do not have.
    pub(crate) const fn only_at_creation(name: &'static str, kind: Kind) -> Self {
        Self::new(name, kind).at_creation().not_stored()
    }

    /// The old name of a parameter. It must precede the new name in the table, which then wins.
    pub(crate) const fn old_name(name: &'static str, new: &'static str, kind: Kind) -> Self {
        Self::new(name, kind).stored_as(new).not_stored()
    }

    /// A field that no request may give.
    pub(crate) const fn shown(name: &'static str, initial: Initial) -> Self {
        Self {
            given: Given::Never,
            ..Self::new(name, Kind::Text).initially(initial)
        }
    }

    pub(crate) const fn initially(mut self, initial: Initial) -> Self {
        self.initial = Some(initial);
        self
    }

    /// Objects do not have it: it is a secret, affects only the request, or is computed.
    pub(crate) const fn not_stored(mut self) -> Self {
        self.initial = None;
        self
    }

    pub(crate) const fn stored_as(mut self, stored_as: &'static str) -> Self {
        self.stored_as = stored_as;
        self
    }

    /// Only requests that create an object may give it.
    pub(crate) const fn at_creation(mut self) -> Self {
        self.given = Given::AtCreation;
        self
    }

    /// It is next to the object that wraps the others.
    pub(crate) const fn outside(mut self) -> Self {
        self.is_outside = true;
        self
    }
}
