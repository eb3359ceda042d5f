//! The statutory clock of a dossier: started at acceptance, resumed after a pause, and told.

use super::{
    ClosedDays, DueDate, Pause, ProcessingTime, ResumePolicy, Step, StepKind, TimeUnit, closed::leaving_out,
    count::due, extension, pick::pick,
};
use crate::{
    calendar::{Calendar, day_of},
    dossier::head::StartedClock,
    expression::Scope,
    form::{Answers, Facts},
    procedure::Procedure,
};
use jiff::Timestamp;

/// When a dossier of this procedure would be due if it were accepted at this instant, with the case that was taken as
/// part of the explanation.
#[must_use]
pub fn due_for(
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    received_at: Timestamp,
    calendar: &Calendar,
) -> DueDate {
    due_leaving_out(procedure, answers, facts, received_at, calendar, Vec::new())
}

/// The same where the place that will have the work is closed on some days.
#[must_use]
pub fn due_leaving_out(
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    received_at: Timestamp,
    calendar: &Calendar,
    closed: Vec<ClosedDays>,
) -> DueDate {
    explained(&StartedClock { closed, ..picked(received_at, procedure, answers, facts) }, None, calendar)
}

/// Starts the clock (R10): the complete and valid dossier is received.
#[must_use]
pub fn start(
    received_at: Timestamp,
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    calendar: &Calendar,
) -> StartedClock {
    counted(picked(received_at, procedure, answers, facts), calendar)
}

/// The clock of a dossier whose procedure was corrected: from the same reception, with the same pauses and extension,
/// under the corrected procedure.
#[must_use]
pub fn restart_under(
    started: StartedClock,
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    calendar: &Calendar,
) -> StartedClock {
    let fresh = picked(started.received_at, procedure, answers, facts);
    let StartedClock { pauses, extension, closed, .. } = started;
    counted(StartedClock { pauses, extension, closed, ..fresh }, calendar)
}

/// Resumes a clock that stood until now, and with it fixes the new due date (R11, R12).
///
/// `since` is the open pause ([`crate::dossier::head::Clock::open_pause`]) and carries its reason; `policy` is the
/// procedure's. The second appointment after a financial obligation counts from the proof of payment: `now` is then the
/// time at which the proof came in.
#[must_use]
pub fn resume(
    mut started: StartedClock,
    since: Pause,
    now: Timestamp,
    policy: ResumePolicy,
    calendar: &Calendar,
) -> StartedClock {
    started.pauses.push(since.ended(now, policy));
    counted(started, calendar)
}

/// How the due date of a started clock came to be; an open pause is part of it, and so is the extension.
///
/// It is the clock's own date if `calendar` is the version by which it was counted.
#[must_use]
pub fn explained(started: &StartedClock, open: Option<Pause>, calendar: &Calendar) -> DueDate {
    let unknown = ProcessingTime { value: None, ..ProcessingTime::of(0, TimeUnit::ToConfirm) };
    let mut pauses = started.pauses.clone();
    pauses.extend(open);
    let own = leaving_out(calendar, &started.closed);
    let mut found = due(started.received_at, started.time.as_ref().unwrap_or(&unknown), &own, &pauses);
    tell_case(started, &mut found);
    match &started.extension {
        Some(extension) => extension::extended(found, extension, &pauses, calendar, &own),
        None => found,
    }
}

/// The same clock counted by another version of the calendar.
#[must_use]
pub fn recount(started: StartedClock, calendar: &Calendar) -> StartedClock {
    counted(started, calendar)
}

/// The clock with its due date.
fn counted(started: StartedClock, calendar: &Calendar) -> StartedClock {
    let found = explained(&started, None, calendar);
    let mut extension = started.extension;
    if let (Some(extension), Some(first)) = (&mut extension, found.first_due_at) {
        extension.first_due_at = first;
    }
    // A date that an old system promised stays where no time is known that would give it.
    let (due_at, due_on) = match (found.due_at, started.time.is_none()) {
        (None, true) => (started.due_at, started.due_on),
        (due_at, _) => (due_at, found.due_on),
    };
    StartedClock { due_at, due_on, extension, calendar: Some(calendar.version), ..started }
}

/// A clock that knows its time, but no date yet.
fn picked(received_at: Timestamp, procedure: &Procedure, answers: &Answers, facts: &Facts) -> StartedClock {
    let scope = Scope::new(answers, facts);
    let picked = pick(&procedure.processing_times, &scope, day_of(received_at));
    let (open, no_case) = picked.as_ref().map_or((Vec::new(), false), |picked| {
        (picked.open.iter().map(|sentence| (*sentence).clone()).collect(), picked.no_case)
    });
    StartedClock {
        received_at,
        due_at: None,
        due_on: None,
        time: picked.map(|picked| picked.time.clone()),
        open,
        no_case,
        pauses: Vec::new(),
        extension: None,
        calendar: None,
        closed: Vec::new(),
    }
}

/// Puts the case after the reception.
fn tell_case(started: &StartedClock, found: &mut DueDate) {
    let Some(on) = found.steps.first().map(|step| step.on) else { return };
    let mut told = Vec::new();
    let condition = started.time.as_ref().and_then(|time| time.condition.as_ref());
    if started.no_case {
        told.push(StepKind::NoCaseApplies {});
    } else if let Some(condition) = condition
        && !started.open.contains(&condition.sentence)
    {
        told.push(StepKind::Case { sentence: condition.sentence.clone() });
    }
    told.extend(started.open.iter().map(|sentence| StepKind::CaseOpen { sentence: sentence.clone() }));
    found.provisional |= started.no_case || !started.open.is_empty();
    found.steps.splice(1..1, told.into_iter().map(|kind| Step { on, kind }));
}
