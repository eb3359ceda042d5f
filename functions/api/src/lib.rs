//! The functions of Một Cửa: stateless handlers over one DynamoDB table and one S3 store.
//!
//! One file per operation in [`public`] and [`staff`]; only those see both the domain and the [`store`].
//! The same routers run in Lambda and in the local host.

pub mod acting;
pub mod auth;
pub mod clients;
pub mod closures;
pub mod config;
pub mod documents;
pub mod error;
pub mod files;
pub mod filing;
pub mod forms;
pub mod host;
pub mod json;
mod jwt;
pub mod legacy;
pub mod limits;
pub mod log;
pub mod metrics;
pub mod openapi;
mod pack;
pub mod public;
pub mod recompute;
pub mod reference;
pub mod reorganisation;
mod retry;
pub mod router;
pub mod seal;
pub mod seed;
pub mod sight;
pub mod sign_in;
pub mod staff;
pub mod state;
pub mod store;
pub mod trace;
pub mod unique_names;
pub mod views;
pub mod worker;

pub use state::Api;
