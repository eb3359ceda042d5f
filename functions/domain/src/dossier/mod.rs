//! The dossier: its state, what may be done to it, and the history of what was done.
//!
//! Read in this order: [`state`] (what it can be), [`head`] (what it is), [`table`] (what may be done, by whom),
//! [`action`] (with which inputs), [`submit`] and [`act`] (how it changes), [`event`] and [`stood`] (what is remembered). Behind
//! `act` stand rights, inputs, guards, the change itself, the clock and the payload, a file or a folder each. Beside them:
//! [`draft`] (before filing), [`opinion`] (questions to other agencies), [`timers`] (what is due when), [`automatic`]
//! (what the system does at once), [`owed`] (what is still to be paid), [`correction`] and [`rating`] (after the end).

pub mod act;
pub mod action;
mod advance;
pub mod automatic;
mod clock;
pub mod correction;
pub mod draft;
pub mod event;
mod guard;
pub mod head;
pub mod identity;
mod inputs;
pub mod opinion;
pub mod owed;
mod payload;
pub mod rating;
pub mod refusal;
pub mod rights;
pub mod state;
pub mod stood;
pub mod submit;
pub mod table;
pub mod timers;

pub use action::{Action, ActionName};
pub use event::Event;
pub use head::Dossier;
pub use refusal::Refusal;
pub use rights::Actor;
pub use state::{State, StateName};
pub use stood::Stood;
