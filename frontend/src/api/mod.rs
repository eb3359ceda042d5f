//! The client of the functions: paths, requests and typed errors.

pub mod auth;
mod error;
pub mod json;
pub mod paths;
pub mod public;
mod request;
mod text;
pub mod upload;

pub use error::{ApiError, Trouble};
pub use request::Request;
pub use text::decimal;
