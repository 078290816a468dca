//! The generator from the outside: one program, so that the dependencies are linked once.

mod bundled;
mod common;
mod converted;
mod corpus;
mod documents;
mod emission;
mod files;
mod hostile;
mod places;
mod rules;
mod skip;
mod small;
