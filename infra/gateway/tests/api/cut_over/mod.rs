//! A plan that moves boundaries, against a running province: held against it, carried out, signed for, taken back.

pub mod broken_off;
mod dry_run;
pub mod journey;
pub mod split;
pub mod stage;
mod taken_back;
