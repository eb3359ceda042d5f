//! The one extension: the apology with a new date (form 04, R13). The dossier counts as late all the same.

use super::{DueDate, NoDateReason, Pause, Step, StepKind, count::Count};
use crate::{
    calendar::{Calendar, DayOffKind, day_of, instant},
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

/// Adds the extension to a count: the date as first fixed, the letter, what pauses after it took out, the new date.
/// `calendar` is everybody's, `own` the one that leaves out the days on which the dossier's place is closed.
pub(super) fn extended(
    first: DueDate,
    extension: &Extension,
    pauses: &[Pause],
    calendar: &Calendar,
    own: &Calendar,
) -> DueDate {
    let mut found = first;
    found.first_due_at = found.due_at;
    match found.steps.last_mut() {
        Some(Step { kind, .. }) if let StepKind::Due { at } = *kind => *kind = StepKind::FirstFixed { at },
        // It stands, so that the first date is open as well; what is left is told below.
        _ => _ = found.steps.pop(),
    }
    found.steps.push(Step { on: day_of(extension.at), kind: StepKind::Extended { until: extension.due_on } });
    let later: Vec<Pause> = pauses.iter().filter(|pause| pause.from >= extension.at).copied().collect();
    let rest = moved(extension, &later, calendar, own);
    found.provisional |= rest.provisional;
    found.steps.extend(rest.steps);
    // Where the whole time began anew, the count itself may come out later than the letter.
    let due_at = if rest.due_at.is_some() { rest.due_at.max(found.first_due_at) } else { None };
    if let (Some(at), Some(last)) = (due_at, found.steps.last_mut()) {
        *last = Step { on: day_of(at), kind: StepKind::Due { at } };
    }
    DueDate { due_at, due_on: due_at.map(day_of), ..found }
}

/// The letter's day with the pauses after it taken out, and the days on which the place is closed.
fn moved(extension: &Extension, later: &[Pause], calendar: &Calendar, own: &Calendar) -> DueDate {
    let closes = instant(extension.due_on.to_datetime(calendar.closes()));
    let touching = |pause: &&Pause| closes.is_some_and(|close| pause.from < close);
    // From the first pause on, what was left until the letter's day is counted again.
    let paused = later.iter().filter(touching).map(|pause| pause.from);
    let first_closed = own
        .days_off
        .iter()
        .filter(|day| day.kind == DayOffKind::UnitClosed)
        .filter(|day| day_of(extension.at) < day.date && day.date <= extension.due_on)
        .find_map(|day| instant(day.date.yesterday().ok()?.to_datetime(calendar.closes())));
    let from = paused.chain(first_closed).min().or(closes).unwrap_or(extension.at);
    let mut count = Count::silent(from, own, later);
    let end = match calendar.working_days_between(day_of(from), extension.due_on) {
        Some(left) => count.days(left, true),
        None => Err(NoDateReason::OutOfRange {}),
    };
    let mut rest = count.end(end);
    rest.steps.retain(|step| step.kind != StepKind::FirstDay {});
    rest
}
