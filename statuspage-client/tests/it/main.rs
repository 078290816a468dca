//! The client against the simulator and against prepared servers; one program, so that the dependencies are linked once.

pub mod awkward_names;
mod blocking;
mod bodies;
pub mod body_kinds;
mod common;
pub mod error_bodies;
pub mod media_types;
mod models;
pub mod openapi3;
mod operations;
pub mod other_description;
mod pages;
mod production;
pub mod raw_description;
mod runtime;
pub mod security;
mod setters;
mod side_effects;
mod typed_values;
mod ui;
