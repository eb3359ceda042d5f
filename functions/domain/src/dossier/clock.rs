//! What a rule does to the statutory clock. The due date changes at `start`, `resume`, `restore`, `extend` and
//! `recompute` only (I5); a closed unit is one more reason to recompute.

use super::{
    Action, Refusal,
    act::Context,
    action::LateDecision,
    head::{Clock, Dossier, StartedClock},
    refusal::Guard,
    state::StateName,
    table::ClockEffect,
};
use crate::{
    calendar::day_of,
    deadline::{self, NoExtension, Pause, PauseReason, ResumePolicy},
    form::{Facts, FieldError},
};
use jiff::Timestamp;

/// What the clock needs to know of a step.
pub(super) struct Step<'a> {
    pub effect: ClockEffect,
    pub action: &'a Action,
    /// The true time of receipt of a late entry, before the step.
    pub receipt: Option<Timestamp>,
    /// The procedure itself was corrected.
    pub corrected: bool,
}

/// The clock after a step; `next` is the dossier after it, with the clock as it was.
///
/// # Errors
/// An extension to a day that is none.
pub(super) fn tick(step: &Step<'_>, next: &Dossier, facts: &Facts, context: &Context<'_>) -> Result<Clock, Refusal> {
    let (calendar, now) = (context.calendar, context.now);
    let policy = context.procedure.resume_policy;
    Ok(match (step.effect, next.clock.clone()) {
        (ClockEffect::None | ClockEffect::End, Clock::Intake { .. } | Clock::None) => Clock::None,
        (ClockEffect::Intake, Clock::Intake { .. } | Clock::None) => Clock::Intake {
            // The way of filing decides how long the centre has; the facts always know it here.
            notice_due_at: facts.channel.map_or(now, |channel| deadline::intake_notice_due(now, channel, calendar)),
        },
        (ClockEffect::Start, Clock::Intake { .. } | Clock::None) => {
            let received_at = step.receipt.unwrap_or(now);
            let answers = &context.content.answers;
            let started = deadline::start(received_at, context.procedure, answers, facts, calendar);
            Clock::Running { started: leaving_out(started, next, context) }
        }
        (ClockEffect::Pause | ClockEffect::AsUnderlying, Clock::Running { started }) => {
            Clock::Paused { started, since: now, reason: reason_of(next) }
        }
        // The citizen did what the pause was for while a withdrawal is asked for: it goes on as the withdrawal's.
        (_, Clock::Paused { mut started, since, reason })
            if withdraws(next) && reason != PauseReason::Withdrawal && fulfils(step.action) =>
        {
            started.pauses.push(Pause::open(since, reason).ended(now, policy));
            Clock::Paused { started, since: now, reason: PauseReason::Withdrawal }
        }
        (ClockEffect::Resume, Clock::Paused { started, since, reason }) if !withdraws(next) => {
            let resumed = deadline::resume(started, Pause::open(since, reason), now, policy, calendar);
            Clock::Running { started: leaving_out(resumed, next, context) }
        }
        (ClockEffect::Restore, Clock::Paused { started, since, reason: PauseReason::Withdrawal }) => {
            let pause = Pause::open(since, PauseReason::Withdrawal);
            let resumed = deadline::resume(started, pause, now, ResumePolicy::Continue, calendar);
            Clock::Running { started: leaving_out(resumed, next, context) }
        }
        (ClockEffect::Extend, Clock::Running { started }) => {
            Clock::Running { started: extended(started, step.action, context)? }
        }
        (ClockEffect::Recompute, Clock::Intake { notice_due_at }) => Clock::Intake {
            notice_due_at: match (step.action, facts.channel) {
                // The notice counts from the time of entry then.
                (Action::ConfirmLateEntry { decision: LateDecision::Rejected, .. }, Some(channel)) => {
                    deadline::intake_notice_due(next.submitted_at, channel, calendar)
                }
                _ => notice_due_at,
            },
        },
        // It stands: what is left out is counted when it goes on.
        (ClockEffect::Recompute, Clock::Paused { mut started, since, reason }) => {
            if let Action::FollowClosure { closure, .. } = step.action {
                follow(&mut started, closure, next, context);
            }
            Clock::Paused { started, since, reason }
        }
        (ClockEffect::Recompute, Clock::Running { started }) => {
            Clock::Running { started: recomputed(started, step, next, facts, context) }
        }
        (ClockEffect::Stop, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Stopped { started, at: now }
        }
        (ClockEffect::End, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Ended { started, at: now }
        }
        (_, clock) => clock,
    })
}

/// The clock with the days of closures that it does not know of yet: a dossier taken in, or going on, while its place is
/// closed or before.
fn leaving_out(mut started: StartedClock, next: &Dossier, context: &Context<'_>) -> StartedClock {
    let missing = context.units.days_missing(next, &started.closed, day_of(context.now));
    if missing.is_empty() {
        return started;
    }
    started.closed.extend(missing);
    deadline::recount(started, context.calendar)
}

/// Puts the days of a closure as it holds now in the place of what the clock knew of it; tells whether that is another.
/// Days that the dossier left out keep to it where it has left the closed place meanwhile.
fn follow(started: &mut StartedClock, closure: &str, next: &Dossier, context: &Context<'_>) -> bool {
    let Some(closure) = context.units.closure(closure) else { return false };
    let before = started.closed.clone();
    let known = before.iter().any(|days| days.closure == closure.id);
    started.closed.retain(|days| days.closure != closure.id);
    started.closed.extend(if known { closure.days(context.units) } else { closure.days_for(next, context.units) });
    started.closed != before
}

/// Why the clock stands in the state that was reached.
fn reason_of(next: &Dossier) -> PauseReason {
    match next.state.name() {
        StateName::FinancialObligation => PauseReason::FinancialObligation,
        StateName::WithdrawalRequested => PauseReason::Withdrawal,
        _ => PauseReason::Supplement,
    }
}

fn withdraws(dossier: &Dossier) -> bool {
    dossier.state.has_detour(StateName::WithdrawalRequested)
}

fn fulfils(action: &Action) -> bool {
    matches!(action, Action::SupplementReceived { .. } | Action::ObligationFulfilled { .. })
}

/// R13: one new date, later than the old one.
fn extended(started: StartedClock, action: &Action, context: &Context<'_>) -> Result<StartedClock, Refusal> {
    let Action::ExtendWithApology { new_due_on, .. } = action else { return Ok(started) };
    deadline::extend(started, *new_due_on, context.now, context.calendar).map_err(|no| match no {
        NoExtension::NoneLeft | NoExtension::NoDueDate => Refusal::Guard(Guard::ExtensionLeft),
        NoExtension::NotLater => Refusal::Input(vec![FieldError::new("new_due_on", "not_later")]),
        NoExtension::NotAWorkingDay => Refusal::Input(vec![FieldError::new("new_due_on", "not_a_working_day")]),
    })
}

/// Computed anew for a corrected procedure, or for a late entry that was rejected after acceptance.
fn recomputed(
    started: StartedClock,
    step: &Step<'_>,
    next: &Dossier,
    facts: &Facts,
    context: &Context<'_>,
) -> StartedClock {
    let calendar = context.calendar;
    match (step.action, &context.amended) {
        (Action::RecomputeDue { .. }, _) => deadline::recount(started, calendar),
        (Action::FollowClosure { closure, .. }, _) => {
            let mut started = started;
            if follow(&mut started, closure, next, context) { deadline::recount(started, calendar) } else { started }
        }
        (Action::ConfirmLateEntry { decision: LateDecision::Rejected, .. }, _) => {
            let received_at = next.submitted_at.max(started.received_at);
            let moved = StartedClock { received_at, ..started };
            deadline::restart_under(moved, context.procedure, &context.content.answers, facts, calendar)
        }
        (_, Some(amended)) if step.corrected => {
            deadline::restart_under(started, &amended.procedure, &amended.answers, facts, calendar)
        }
        _ => started,
    }
}
