//! What a rule does to the statutory clock. The due date changes at `start`, `resume` and `recompute` only (I5).

use super::{act::Context, head::Clock, table::ClockEffect};
use crate::{
    deadline::{self, Pause, PauseReason},
    form::Facts,
};

/// The clock after the rule. `corrected`: the procedure itself was corrected; nothing else recomputes.
pub(super) fn tick(clock: Clock, effect: ClockEffect, corrected: bool, facts: &Facts, context: &Context<'_>) -> Clock {
    let calendar = context.calendar;
    match (effect, clock) {
        (ClockEffect::None, Clock::Intake { .. } | Clock::None) => Clock::None,
        (ClockEffect::Intake, Clock::Intake { .. } | Clock::None) => Clock::Intake {
            // The way of filing decides how long the centre has; the facts always know it here.
            notice_due_at: facts
                .channel
                .map_or(context.now, |channel| deadline::intake_notice_due(context.now, channel, calendar)),
        },
        (ClockEffect::Start, Clock::Intake { .. } | Clock::None) => Clock::Running {
            started: deadline::start(context.now, context.procedure, &context.content.answers, facts, calendar),
        },
        (ClockEffect::Pause, Clock::Running { started }) => {
            Clock::Paused { started, since: context.now, reason: PauseReason::Supplement }
        }
        (ClockEffect::Resume, Clock::Paused { started, since, reason }) => {
            let since = Pause::open(since, reason);
            let policy = context.procedure.resume_policy;
            Clock::Running { started: deadline::resume(started, since, context.now, policy, calendar) }
        }
        (ClockEffect::Recompute, Clock::Running { started }) => match &context.amended {
            Some(amended) if corrected => Clock::Running {
                started: deadline::restart_under(started, &amended.procedure, &amended.answers, facts, calendar),
            },
            _ => Clock::Running { started },
        },
        (ClockEffect::Stop, Clock::Running { started } | Clock::Paused { started, .. }) => {
            Clock::Stopped { started, at: context.now }
        }
        (_, clock) => clock,
    }
}
