//! The API of the local host, asked over HTTP by its people.

#[path = "../common/mod.rs"]
mod common;

mod batch;
mod certified_copy;
mod closure;
mod codes;
mod contract;
mod crash;
mod cut_over;
mod endings;
mod faults;
mod history;
mod journeys;
mod legacy;
mod logs;
mod noise;
mod observed;
mod once;
mod process;
mod recompute;
mod refusals_acting;
mod refusals_filing;
mod routes;
mod rows;
mod sessions;
mod sign_in;
mod timers;
mod uploads;
mod versions;
mod waits;
mod ways_in;
