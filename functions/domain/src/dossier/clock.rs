//! The statutory clock of a dossier, and what a rule does to it. The due date changes at `start`, `resume`, `restore`,
//! `extend` and `recompute` only (I5).

use super::{Action, act::Context, action::LateDecision, head::Dossier, state::StateName, table::ClockEffect};
use crate::{
    calendar::{Calendar, day_of},
    deadline::{self, Pause, PauseReason, ProcessingTime},
    form::Facts,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The statutory clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Clock {
    /// Before acceptance: only the notice of R05 is due.
    Intake {
        notice_due_at: Timestamp,
    },
    /// No clock: waiting for the citizen before acceptance, or ended before it.
    None,
    Running {
        started: StartedClock,
    },
    /// At most one pause is open.
    Paused {
        started: StartedClock,
        since: Timestamp,
        #[serde(default)]
        reason: PauseReason,
    },
    /// Published: compared with the due date.
    Stopped {
        started: StartedClock,
        at: Timestamp,
    },
    /// Withdrawn or stopped: compared with nothing.
    Ended {
        started: StartedClock,
        at: Timestamp,
    },
}

/// A clock once it has started (R10).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StartedClock {
    pub received_at: Timestamp,
    /// None where the procedure's time is not known as a number (campaigns).
    pub due_at: Option<Timestamp>,
    pub due_on: Option<Date>,
    /// As the rules fix it, with pauses and without an extension: what the on-time index measures against (R13). None:
    /// the same as `due_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index_due_at: Option<Timestamp>,
    /// The processing time that was chosen at acceptance.
    pub time: Option<ProcessingTime>,
    /// Closed pauses (R11, R12).
    pub pauses: Vec<Pause>,
    /// The whole time began anew here, because the procedure restarts after a pause; what was before does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restarted_at: Option<Timestamp>,
    /// By form 04, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
}

/// One extension with apology (R13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub at: Timestamp,
    /// The date before it.
    pub from: Date,
    /// Working days that it adds to the date that the rules fix.
    pub days: u16,
    /// The letter came after the latest day for it: one day before the due date.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apology_late: bool,
}

impl StartedClock {
    /// What the on-time index measures against.
    #[must_use]
    pub fn index_due_at(&self) -> Option<Timestamp> {
        self.index_due_at.or(self.due_at)
    }

    /// The clock after the engine has fixed a date: an extension comes on top of it.
    fn with_extensions(mut self, calendar: &Calendar) -> Self {
        let days: u16 = self.extensions.iter().map(|extension| extension.days).fold(0, u16::saturating_add);
        let Some(fixed) = self.due_on.filter(|_| days > 0) else { return self };
        self.index_due_at = self.due_at;
        self.due_on = Some(deadline::working_days_after(fixed, days, calendar));
        self.due_at = self.due_on.and_then(|on| deadline::end_of(on, calendar));
        self
    }
}

impl Clock {
    /// The started clock, if it has started.
    #[must_use]
    pub fn started(&self) -> Option<&StartedClock> {
        match self {
            Self::Running { started }
            | Self::Paused { started, .. }
            | Self::Stopped { started, .. }
            | Self::Ended { started, .. } => Some(started),
            Self::Intake { .. } | Self::None => None,
        }
    }

    /// The statutory due date; none before acceptance, and where the time is not known as a number.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        self.started().and_then(|started| started.due_at)
    }

    /// What a queue sorts by: the intake notice before acceptance, the due date after it.
    #[must_use]
    pub fn sort_due(&self) -> Option<Timestamp> {
        match self {
            Self::Intake { notice_due_at } => Some(*notice_due_at),
            _ => self.due_at(),
        }
    }

    /// The open pause, if one is: since when, and why.
    #[must_use]
    pub fn pause(&self) -> Option<(Timestamp, PauseReason)> {
        match self {
            Self::Paused { since, reason, .. } => Some((*since, *reason)),
            _ => None,
        }
    }

    /// Whether the due date has passed while the clock was running, or when it stopped. An extension does not help
    /// (R13): late is late.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        let passed = |started: &StartedClock, by: Timestamp| started.index_due_at().is_some_and(|due| due < by);
        match self {
            Self::Running { started } => passed(started, now),
            Self::Paused { started, since, .. } => passed(started, *since),
            Self::Stopped { started, at } => passed(started, *at),
            Self::Intake { notice_due_at } => *notice_due_at < now,
            Self::None | Self::Ended { .. } => false,
        }
    }
}

/// What the clock needs to know of the step: the dossier before and after it.
pub(super) struct Step<'a> {
    pub effect: ClockEffect,
    pub action: &'a Action,
    pub before: &'a Dossier,
    pub next: &'a Dossier,
    /// The procedure itself was corrected.
    pub corrected: bool,
}

/// The clock after a step.
pub(super) fn tick(step: &Step<'_>, facts: &Facts, context: &Context<'_>) -> Clock {
    let (calendar, now) = (context.calendar, context.now);
    let policy = context.procedure.handling.resume_policy;
    match (step.effect, step.before.clock.clone()) {
        (ClockEffect::None, Clock::Intake { .. } | Clock::None) => Clock::None,
        (ClockEffect::Intake, Clock::Intake { .. } | Clock::None) => Clock::Intake {
            // The way of filing decides how long the centre has; the facts always know it here.
            notice_due_at: facts
                .channel
                .map_or(now, |channel| deadline::intake_notice_due(now, channel, calendar)),
        },
        (ClockEffect::Start, Clock::Intake { .. } | Clock::None) => {
            // What a supplement completed was not complete at the true time of receipt.
            let complete_at_once = step.before.supplements_asked == 0;
            let received_at = step.before.true_receipt().filter(|_| complete_at_once).unwrap_or(now);
            let answers = &context.content.answers;
            Clock::Running { started: deadline::start(received_at, context.procedure, answers, facts, calendar) }
        }
        (ClockEffect::Pause | ClockEffect::AsUnderlying, Clock::Running { started }) => {
            Clock::Paused { started, since: now, reason: reason_of(step.next) }
        }
        // While a withdrawal is open its pause goes on, whatever happens underneath.
        (ClockEffect::Resume | ClockEffect::Unchanged, Clock::Paused { started, since, reason })
            if reason != PauseReason::Withdrawal && fulfils_under_a_withdrawal(step) =>
        {
            let started = deadline::close_pause(started, since, now, reason, policy);
            Clock::Paused { started, since: now, reason: PauseReason::Withdrawal }
        }
        (ClockEffect::Resume, Clock::Paused { started, since, reason }) if !withdraws(step.next) => {
            Clock::Running { started: resumed(deadline::close_pause(started, since, now, reason, policy), calendar) }
        }
        (ClockEffect::Restore, Clock::Paused { started, since, reason: reason @ PauseReason::Withdrawal }) => {
            // A withdrawal taken back never restarts the time: the rest of it goes on.
            let started = deadline::close_pause(started, since, now, reason, deadline::ResumePolicy::Continue);
            Clock::Running { started: resumed(started, calendar) }
        }
        (ClockEffect::Extend, Clock::Running { started }) => Clock::Running { started: extended(started, step, context) },
        (ClockEffect::Recompute, Clock::Running { started }) => Clock::Running {
            started: recomputed(started, step, facts, context),
        },
        (ClockEffect::Stop, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Stopped { started, at: now }
        }
        (ClockEffect::End, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Ended { started, at: now }
        }
        (ClockEffect::End, Clock::Intake { .. }) => Clock::None,
        (_, clock) => clock,
    }
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

/// The citizen did what the pause was for, while a withdrawal is asked for: the pause goes on as the withdrawal's.
fn fulfils_under_a_withdrawal(step: &Step<'_>) -> bool {
    withdraws(step.next) && matches!(step.action, Action::SupplementReceived { .. } | Action::ObligationFulfilled { .. })
}

fn resumed(started: StartedClock, calendar: &Calendar) -> StartedClock {
    deadline::counted(started, calendar).with_extensions(calendar)
}

/// R13: the new date, kept as working days beside the one that the rules fix, so that a later pause moves both.
fn extended(mut started: StartedClock, step: &Step<'_>, context: &Context<'_>) -> StartedClock {
    let (Action::ExtendWithApology { new_due_on, .. }, Some(from)) = (step.action, started.due_on) else {
        return started;
    };
    let calendar = context.calendar;
    started.extensions.push(Extension {
        at: context.now,
        from,
        days: deadline::working_days_between(from, *new_due_on, calendar),
        apology_late: day_of(context.now) >= from,
    });
    if started.index_due_at.is_none() {
        started.index_due_at = started.due_at;
    }
    started.due_on = Some(*new_due_on);
    started.due_at = deadline::end_of(*new_due_on, calendar);
    started
}

/// Computed anew for a corrected procedure, or for a late entry that was rejected after acceptance.
fn recomputed(started: StartedClock, step: &Step<'_>, facts: &Facts, context: &Context<'_>) -> StartedClock {
    let calendar = context.calendar;
    match (step.action, &context.amended) {
        (Action::ConfirmLateEntry { decision: LateDecision::Rejected, .. }, _) => {
            let received_at = step.before.submitted_at.max(started.received_at);
            resumed(StartedClock { received_at, ..started }, calendar)
        }
        (_, Some(amended)) if step.corrected => {
            let fresh = deadline::start(started.received_at, &amended.procedure, &amended.answers, facts, calendar);
            resumed(StartedClock { time: fresh.time, ..started }, calendar)
        }
        _ => started,
    }
}
