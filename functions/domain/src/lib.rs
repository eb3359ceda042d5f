//! Every rule of Một Cửa, pure and WASM-safe: no I/O, no clock, no randomness.
//!
//! The functions enforce these rules and the screens show them, both by calling this crate, so that
//! browser and server cannot disagree. Time, identifiers and secrets are arguments. The domain emits
//! codes and fields, never prose; words that people read come from the procedure data or from the
//! screens' translations. The legal forms ([`slip`]) alone are words, since the law prescribes them.

pub mod account;
pub mod calendar;
pub mod catalogue;
pub mod competence;
pub mod deadline;
pub mod dossier;
pub mod expression;
pub mod fee;
pub mod form;
pub mod ids;
pub mod iso;
pub mod message;
pub mod pattern;
pub mod procedure;
pub mod raw;
pub mod slip;
pub mod text;
pub mod unit;
