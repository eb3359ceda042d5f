//! The API of the local host, asked over HTTP by its people.

#[path = "../common/mod.rs"]
mod common;

mod contract;
mod crash;
mod endings;
mod faults;
mod history;
mod journeys;
mod logs;
mod noise;
mod observed;
mod once;
mod process;
mod refusals_acting;
mod refusals_filing;
mod routes;
mod sessions;
mod uploads;
mod waits;
mod ways_in;
