//! Due dates: one engine for browser and server, which explains itself.
//!
//! The time runs from the receipt of a complete and valid dossier (R10). What counts as a working day is
//! data ([`crate::calendar`]); paused intervals are not counted (R11, R12).

mod clock;
mod count;
mod extension;
mod hours;
mod intake;
mod pick;
mod processing_time;
mod step;

pub use clock::{due_for, restart_under, resume, start};
pub use count::due;
pub use extension::{Extension, NoExtension, extend};
pub use intake::{intake_notice, intake_notice_due};
pub use pick::{Picked, pick};
pub use processing_time::{ProcessingTime, Provisional, TimeUnit};
pub use step::{DueDate, NoDateReason, Pause, PauseReason, ResumePolicy, SkipReason, Step, StepKind};
