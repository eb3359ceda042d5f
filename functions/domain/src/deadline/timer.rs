//! The timers beside the statutory clock: until when a desk must have acted, each explained by the same engine.

use super::{DueDate, ProcessingTime, StepKind, TimeUnit, count, count::Count};
use crate::{calendar::Calendar, procedure::Channel};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Hours within which an online filing must be answered (R05).
const ONLINE_HOURS: u16 = 8;
/// Working days within which a filing at a counter or by post must be answered (R05).
const COUNTER_DAYS: u16 = 1;
/// Working days within which paper must have been forwarded (R08).
const PAPER_DAYS: u16 = 1;
/// Working days within which an agency may return a dossier that is not fit to be solved (R14).
const REVIEW_DAYS: u16 = 2;
/// Working days within which the centre must have told the citizen of such a return (R14).
const TELL_DAYS: u16 = 1;

/// What a timer counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Began {
    /// The filing, complete or not.
    Filing,
    /// The acceptance at the centre.
    Acceptance,
    /// The taking over by an agency or an office.
    TakeOver,
    /// The sending of papers, of a question or of a request.
    Sending,
}

/// When a timer of this length ends. It has no pauses.
#[must_use]
pub fn timer(began: Began, at: Timestamp, time: &ProcessingTime, calendar: &Calendar) -> DueDate {
    let mut found = count::due(at, time, calendar, &[]);
    if let Some(first) = found.steps.first_mut() {
        first.kind = StepKind::CountedFrom { event: began, at };
    }
    found
}

/// When the centre must have accepted or asked for a supplement (R05): 8 working hours after an online filing, 1 working
/// day after one at a counter or by post.
#[must_use]
pub fn intake_notice(submitted_at: Timestamp, channel: Channel, calendar: &Calendar) -> DueDate {
    let time = match channel {
        Channel::Online => ProcessingTime::of(ONLINE_HOURS, TimeUnit::WorkingHour),
        Channel::Counter | Channel::Post => ProcessingTime::of(COUNTER_DAYS, TimeUnit::WorkingDay),
    };
    timer(Began::Filing, submitted_at, &time, calendar)
}

/// The instant of [`intake_notice`]; at the very end of representable time the filing itself.
#[must_use]
pub fn intake_notice_due(submitted_at: Timestamp, channel: Channel, calendar: &Calendar) -> Timestamp {
    intake_notice(submitted_at, channel, calendar).due_at.unwrap_or(submitted_at)
}

/// When an accepted dossier must have been forwarded (R08): an electronic one at once, that is by the end of the day
/// when accepted by the cut-off, otherwise at the beginning of the next working day; one with paper within 1 working day.
#[must_use]
pub fn forward(accepted_at: Timestamp, on_paper: bool, calendar: &Calendar) -> DueDate {
    if on_paper {
        let time = ProcessingTime::of(PAPER_DAYS, TimeUnit::WorkingDay);
        return timer(Began::Acceptance, accepted_at, &time, calendar);
    }
    let first = StepKind::CountedFrom { event: Began::Acceptance, at: accepted_at };
    let mut count = Count::from(first, accepted_at, calendar, &[]);
    let end = count.at_once(calendar.forwarding_cutoff);
    count.end(end)
}

/// Last moment for an agency to return a dossier that is not fit to be solved (R14): 2 working days after it took it
/// over.
#[must_use]
pub fn review_return(taken_over_at: Timestamp, calendar: &Calendar) -> DueDate {
    timer(Began::TakeOver, taken_over_at, &ProcessingTime::of(REVIEW_DAYS, TimeUnit::WorkingDay), calendar)
}

/// When the centre must have told the citizen that an agency returned the dossier (R14): within 1 working day.
#[must_use]
pub fn return_told(returned_at: Timestamp, calendar: &Calendar) -> DueDate {
    timer(Began::Sending, returned_at, &ProcessingTime::of(TELL_DAYS, TimeUnit::WorkingDay), calendar)
}
