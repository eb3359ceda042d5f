//! What a new version of the calendar does to a dossier that is under way.
//!
//! The State announces days off late, sometimes a week ahead. Nothing changes by itself: a command asks this function
//! for every running dossier, shows what would change, and only then records the new dates as events of their own (I5).

use super::{SkipReason, clock::recount};
use crate::{
    calendar::{Calendar, day_of},
    dossier::{
        event::DueChange,
        head::{Clock, StartedClock},
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A due date that a new calendar moves, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recomputed {
    /// The clock as it will be.
    pub started: StartedClock,
    /// Old and new due date.
    pub due: DueChange,
    /// Days of the count that the two calendars judge differently, in order.
    pub days: Vec<DayChange>,
}

/// A day that became a day off, or a working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayChange {
    pub on: Date,
    /// Why it did not count by the old calendar. None: it counted.
    pub before: Option<SkipReason>,
    /// Why it does not count by the new one. None: it counts.
    pub after: Option<SkipReason>,
}

/// The clock under another calendar; None where nothing changes.
///
/// Only a running clock changes. A stopped or ended one has been compared with the date that was promised, a paused one
/// is counted anew when its pause ends, and the notice at intake, a matter of one day, is an alarm and no promise.
#[must_use]
pub fn recompute(clock: &Clock, old: &Calendar, new: &Calendar) -> Option<Recomputed> {
    let Clock::Running { started: before } = clock else { return None };
    let started = recount(before.clone(), new);
    if started.due_at == before.due_at && started.index_due_at() == before.index_due_at() {
        return None;
    }
    let due = DueChange { from: before.due_at, to: started.due_at };
    let days = changed(day_of(before.received_at), before.due_on.max(started.due_on)?, old, new);
    Some(Recomputed { started, due, days })
}

/// The days from one to another that the calendars judge differently.
fn changed(from: Date, until: Date, old: &Calendar, new: &Calendar) -> Vec<DayChange> {
    let mut days = Vec::new();
    let mut on = from;
    while on <= until {
        let (before, after) = (SkipReason::of(old.day(on)), SkipReason::of(new.day(on)));
        if before.is_some() != after.is_some() {
            days.push(DayChange { on, before, after });
        }
        match on.tomorrow() {
            Ok(tomorrow) => on = tomorrow,
            Err(_) => break,
        }
    }
    days
}
