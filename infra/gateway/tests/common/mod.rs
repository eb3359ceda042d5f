//! What every test of the API has in common: doors into a running system, the people who use them, and the journeys.
//!
//! The same journey runs through every [`door::Door`]: the local host and the Lambda binaries.

pub mod case;
pub mod door;
pub mod host;
pub mod http;
pub mod journeys;
#[allow(dead_code, reason = "only the tests of the API break off")]
pub mod mortal;
#[allow(dead_code, reason = "the tests of the stack read no log")]
pub mod observed;
pub mod people;
#[allow(dead_code, reason = "each program has faults of its own")]
pub mod proxy;
pub mod samples;
#[allow(dead_code, reason = "only the tests of the API need a clock of their own")]
pub mod world;
