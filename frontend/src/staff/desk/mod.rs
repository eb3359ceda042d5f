//! What counter intake and the actions of a dossier have in common: check-list, fees, procedure, return choice.

pub mod checklist;
pub mod fees;
pub mod procedure;
pub mod questions;
pub mod return_choice;
