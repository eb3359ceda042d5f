//! Every rule of Một Cửa, pure and WASM-safe: no I/O, no clock, no randomness.
//!
//! The functions enforce these rules and the screens show them, both by calling this crate, so that
//! browser and server cannot disagree. Time, identifiers and secrets are arguments. The domain emits
//! codes and fields; words that people read come from the procedure data or from the screens'
//! translations. Words are made here where the law prescribes them ([`slip`]), and where browser, functions and
//! print must say the same in both languages: why an agency is competent ([`competence::explain`]), what became of a
//! unit ([`unit::UnitMap::came_from`]), what is wrong with a line of an old system ([`legacy::Problem`]).

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
pub mod legacy;
pub mod message;
pub mod pattern;
pub mod procedure;
pub mod raw;
pub mod slip;
pub mod text;
pub mod unit;
