//! The client as it runs in production: many tasks over one key, against a service that limits and fails.

mod chaos;
mod dropping;
mod limiting;
mod unpolled;
