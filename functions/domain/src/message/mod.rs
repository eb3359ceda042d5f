//! What travels over HTTP, both ways. The OpenAPI document lists the same types.

pub mod closure;
pub mod problem;
pub mod public;
pub mod reorganisation;
pub mod staff;
pub mod tracking;
