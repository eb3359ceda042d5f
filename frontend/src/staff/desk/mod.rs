//! What counter intake and the actions of a dossier have in common: check-list, fees, procedure, return choice,
//! and what is being typed.

pub mod checklist;
pub mod draft;
pub mod fees;
pub mod procedure;
pub mod receipt;
pub mod return_choice;

use frontend::{dom, format::local};
use jiff::{Timestamp, civil::Date};

/// Today in the province, by this browser's clock: for what is shown; the functions use their own.
#[must_use]
pub fn today() -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit by far")]
    let milliseconds = dom::now_ms() as i64;
    local(Timestamp::from_millisecond(milliseconds).unwrap_or_default()).date()
}
