//! A plan that moves boundaries, against a running province: held against it, carried out, signed for, taken back.

mod broken_off;
mod dry_run;
mod journey;
mod split;
mod stage;
mod taken_back;
