//! The dossier: its state, what may be done to it, and the history of what was done.
//!
//! Read in this order: [`state`] (what it can be), [`head`] (what it is), [`table`] (what may be done, by whom),
//! [`action`] (with which inputs), [`submit`] and [`act`] (how it changes), [`event`] (what is remembered).

pub mod act;
pub mod action;
mod advance;
pub mod event;
pub mod guard;
pub mod head;
pub mod refusal;
pub mod rights;
pub mod state;
pub mod submit;
pub mod table;

pub use action::{Action, ActionName};
pub use event::Event;
pub use head::Dossier;
pub use refusal::Refusal;
pub use rights::Actor;
pub use state::{State, StateName};
