//! Due dates: one engine for browser and server, which explains itself.
//!
//! The time runs from the receipt of a complete and valid dossier (R10). What counts as a working day is
//! data ([`crate::calendar`]); paused intervals are not counted (R11, R12, R15). [`due`] counts; [`start`], [`resume`],
//! [`extend`] and [`recompute`] fix what a dossier keeps; [`explained`] tells how that came to be; [`used`] says in whose
//! hands the time went.

mod clock;
mod closed;
mod count;
mod days;
mod extension;
mod hours;
mod near;
mod pick;
mod processing_time;
mod recompute;
mod step;
mod timer;
pub mod used;

pub use clock::{due_for, due_leaving_out, explained, recount, restart_under, resume, start};
pub use closed::ClosedDays;
pub use count::due;
pub use extension::{Extension, NoExtension, extend};
pub use near::{days_before, near_until};
pub use pick::{Picked, pick};
pub use processing_time::{ProcessingTime, Provisional, TimeUnit};
pub use recompute::{DayChange, Recomputed, recompute};
pub use step::{DueDate, NoDateReason, Pause, PauseReason, ResumePolicy, SkipReason, Step, StepKind};
pub use timer::{Began, forward, intake_notice, intake_notice_due, return_told, review_return, timer};
