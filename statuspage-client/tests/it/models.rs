//! How the types of the description decode the bodies that the service sends, with all kinds of values in their fields.

mod coverage;
mod description;
mod fixtures;
mod replaced;
mod required;
mod typed;
