//! The one extension: the apology with a new date (form 04, R13). The dossier counts as late all the same.

use crate::{
    calendar::{Calendar, day_of, instant},
    dossier::head::StartedClock,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// An extension as its letter says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// When the letter was signed.
    pub at: Timestamp,
    /// The new day that it promises. A later pause or calendar moves the dossier's due date, not what was written.
    pub due_on: Date,
    /// The due date as first fixed, with pauses; the on-time index goes by it.
    pub first_due_at: Timestamp,
    /// The letter came later than one day before the due date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apology_late: bool,
}

/// Why there is no extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoExtension {
    /// It has had its one extension.
    NoneLeft,
    /// There is no due date that could be moved.
    NoDueDate,
    /// The new day is not after the due date, or has passed.
    NotLater,
    /// Nobody could return a result on the new day.
    NotAWorkingDay,
}

/// Moves the due date to the end of another day, once (R13).
///
/// # Errors
/// [`NoExtension`]; the clock is then as it was.
pub fn extend(
    started: StartedClock,
    due_on: Date,
    now: Timestamp,
    calendar: &Calendar,
) -> Result<StartedClock, NoExtension> {
    if started.extension.is_some() {
        return Err(NoExtension::NoneLeft);
    }
    let (Some(first_due_at), Some(first_due_on)) = (started.due_at, started.due_on) else {
        return Err(NoExtension::NoDueDate);
    };
    let due_at = instant(due_on.to_datetime(calendar.closes())).ok_or(NoExtension::NotLater)?;
    if due_on <= first_due_on || due_at <= now {
        return Err(NoExtension::NotLater);
    }
    if !calendar.is_working_day(due_on) {
        return Err(NoExtension::NotAWorkingDay);
    }
    let apology_late = day_of(now) >= first_due_on;
    let extension = Some(Extension { at: now, due_on, first_due_at, apology_late });
    Ok(StartedClock { extension, due_at: Some(due_at), due_on: Some(due_on), ..started })
}
