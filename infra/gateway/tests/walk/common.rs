//! The parts of the API's tests that a walk needs: a world with a clock, and people who ask.
#![allow(dead_code, reason = "journeys use more of it")]

#[path = "../common/door.rs"]
pub mod door;
#[path = "../common/host.rs"]
pub mod host;
#[path = "../common/http.rs"]
pub mod http;
#[path = "../common/mortal.rs"]
pub mod mortal;
#[path = "../common/people.rs"]
pub mod people;
#[path = "../common/samples.rs"]
pub mod samples;
#[path = "../common/world.rs"]
pub mod world;
