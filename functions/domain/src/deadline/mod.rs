//! Due dates: one engine for browser and server, which explains itself.
//!
//! The time runs from the receipt of a complete and valid dossier (R10). What counts as a working day is
//! data ([`crate::calendar`]); paused intervals are not counted (R11, R12).

mod processing_time;

pub use processing_time::{ProcessingTime, Provisional, TimeUnit};
