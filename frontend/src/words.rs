//! Words for the domain's codes. The domain emits codes, the screens have the words.

use crate::i18n::Key;
use domain::dossier::StateName;

/// A state, as officers and applicants read it.
#[must_use]
pub fn state(state: StateName) -> Key {
    match state {
        StateName::Submitted => t!("state.submitted"),
        StateName::IntakeSupplement => t!("state.intake_supplement"),
        StateName::Refused => t!("state.refused"),
        StateName::Accepted => t!("state.accepted"),
        StateName::AwaitingCompetence => t!("state.awaiting_competence"),
        StateName::InTransfer => t!("state.in_transfer"),
        StateName::Assigned => t!("state.assigned"),
        StateName::InProcess => t!("state.in_process"),
        StateName::SupplementRequested => t!("state.supplement_requested"),
        StateName::PendingApproval => t!("state.pending_approval"),
        StateName::PendingSignature => t!("state.pending_signature"),
        StateName::Approved => t!("state.approved"),
        StateName::Denied => t!("state.denied"),
        StateName::ResultReady => t!("state.result_ready"),
        StateName::ResultInTransit => t!("state.result_in_transit"),
        StateName::Done => t!("state.done"),
        StateName::Returned => t!("state.returned"),
    }
}
