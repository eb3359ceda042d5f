//! The dossier: its state, what may be done to it, and the history of what was done.
//!
//! Read in this order: [`state`] (what it can be), [`head`] (what it is), [`table`] (what may be done, by whom),
//! [`action`] (with which inputs), [`submit`] and [`act`] (how it changes), [`event`] (what is remembered). Behind
//! `act` stand rights, inputs, guards, the change itself, the clock and the payload, a file each.

pub mod act;
pub mod action;
mod advance;
mod clock;
pub mod event;
mod guard;
pub mod head;
pub mod identity;
mod inputs;
mod payload;
pub mod refusal;
pub mod rights;
pub mod state;
pub mod submit;
mod supplement_answers;
pub mod table;

pub use action::{Action, ActionName};
pub use event::Event;
pub use head::Dossier;
pub use refusal::Refusal;
pub use rights::Actor;
pub use state::{State, StateName};
