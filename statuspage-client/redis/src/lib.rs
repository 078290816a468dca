#![doc = include_str!("../README.md")]

mod error;
mod limit;
mod server_time;

pub use error::Error;
pub use limit::RedisLimit;
