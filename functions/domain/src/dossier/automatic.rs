//! What the system does by itself right after a step, without judgement (I8).

use super::{Action, Dossier, state::State};

/// The action that belongs to the same moment as the step before it, and is written with it: a dossier waits for
/// opinions exactly while a blocking one is open (I13).
#[must_use]
pub fn follows(dossier: &Dossier) -> Option<Action> {
    let waits = matches!(dossier.state.lowest(), State::WaitingOpinion { .. });
    (waits && !dossier.waits_for_opinion()).then_some(Action::OpinionsComplete)
}
