//! What the system does by itself, without judgement (I8): right after a step, and when its time has come.

use super::{
    Action, Dossier,
    opinion::OpinionState,
    state::{State, StateName},
};
use crate::{
    calendar::{Calendar, day_of},
    deadline,
    procedure::Procedure,
};
use jiff::Timestamp;

/// The action that belongs to the same moment as the step before it, and is written with it: a dossier waits for
/// opinions exactly while a blocking one is open (I13).
#[must_use]
pub fn follows(dossier: &Dossier) -> Option<Action> {
    let waits = matches!(dossier.state.lowest(), State::WaitingOpinion { .. });
    (waits && !dossier.waits_for_opinion()).then_some(Action::OpinionsComplete)
}

/// The step that is the system's to take now: an opinion whose date has passed is marked, and an accepted dossier is
/// routed. The reason for the coordination queue is in the words of whoever asks: the domain has none.
#[must_use]
pub fn due(
    dossier: &Dossier,
    procedure: &Procedure,
    calendar: &Calendar,
    unresolved: &str,
    now: Timestamp,
) -> Option<Action> {
    let late = dossier.opinions.iter().find(|item| item.state == OpinionState::Asked && item.due_at <= now);
    if let Some(opinion) = late {
        return Some(Action::MarkOpinionOverdue { opinion: opinion.id });
    }
    let confirmed = dossier.late_entry.as_ref().is_none_or(|late| late.decision.is_some());
    // What is resolved at the desk waits for the officer who sits there.
    if dossier.state.name() != StateName::Accepted || !confirmed || procedure.handling.on_the_spot {
        return None;
    }
    if dossier.resolver.is_none() {
        return Some(Action::ReferCompetence { reason: unresolved.to_owned(), proposed_agency: None });
    }
    // Paper is counted and carried by people.
    (dossier.paper_count == 0 && now >= forwards_at(dossier.since, calendar))
        .then_some(Action::Forward { paper_count: 0 })
}

/// When a wholly electronic dossier is forwarded (R08): at once, or at the start of the next working day if it was
/// accepted after the cut-off or on a day off.
#[must_use]
pub fn forwards_at(accepted_at: Timestamp, calendar: &Calendar) -> Timestamp {
    match deadline::forward(accepted_at, false, calendar).due_at {
        Some(at) if day_of(at) != day_of(accepted_at) => at,
        _ => accepted_at,
    }
}
