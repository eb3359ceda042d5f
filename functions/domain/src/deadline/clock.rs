//! The statutory clock of a dossier: started at acceptance, resumed after a pause.

use super::{DueDate, Pause, Picked, ResumePolicy, Step, StepKind, TimeUnit, count::due, pick};
use crate::{
    calendar::{Calendar, day_of},
    deadline::ProcessingTime,
    dossier::head::StartedClock,
    expression::Scope,
    form::{Answers, Facts},
    procedure::Procedure,
};
use jiff::Timestamp;

/// The due date of a dossier of this procedure, with the case that was taken as part of the explanation.
#[must_use]
pub fn due_for(
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    received_at: Timestamp,
    calendar: &Calendar,
    pauses: &[Pause],
) -> DueDate {
    let scope = Scope::new(answers, facts);
    let Some(picked) = pick(&procedure.processing_times, &scope, day_of(received_at)) else {
        let unknown = ProcessingTime { value: None, ..ProcessingTime::of(0, TimeUnit::ToConfirm) };
        return due(received_at, &unknown, calendar, pauses);
    };
    explain(&picked, due(received_at, picked.time, calendar, pauses))
}

/// Puts the case after the reception.
fn explain(picked: &Picked<'_>, mut due: DueDate) -> DueDate {
    let Some(on) = due.steps.first().map(|step| step.on) else { return due };
    let mut told = Vec::new();
    if picked.no_case {
        told.push(StepKind::NoCaseApplies {});
    } else if let Some(condition) = &picked.time.condition
        && !picked.open.contains(&&condition.sentence)
    {
        told.push(StepKind::Case { sentence: condition.sentence.clone() });
    }
    told.extend(picked.open.iter().map(|sentence| StepKind::CaseOpen { sentence: (*sentence).clone() }));
    due.provisional |= picked.no_case || !picked.open.is_empty();
    due.steps.splice(1..1, told.into_iter().map(|kind| Step { on, kind }));
    due
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
    let scope = Scope::new(answers, facts);
    let time = pick(&procedure.processing_times, &scope, day_of(received_at)).map(|picked| picked.time.clone());
    counted(StartedClock { received_at, due_at: None, due_on: None, time, pauses: Vec::new(), extension: None }, calendar)
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
    let fresh = start(started.received_at, procedure, answers, facts, calendar);
    counted(StartedClock { pauses: started.pauses, extension: started.extension, ..fresh }, calendar)
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

/// The clock with its due date.
fn counted(started: StartedClock, calendar: &Calendar) -> StartedClock {
    let due = started.time.as_ref().map(|time| due(started.received_at, time, calendar, &started.pauses));
    StartedClock {
        due_at: due.as_ref().and_then(|due| due.due_at),
        due_on: due.as_ref().and_then(|due| due.due_on),
        ..started
    }
}
