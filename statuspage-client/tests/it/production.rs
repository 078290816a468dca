//! The client under production conditions: many tasks with one key, against a service with a rate limit and failures.

mod dropping;
mod limiting;
mod unpolled;
