//! Ends without a result, and what may still happen to a dossier that has ended. Form 04, a new calendar
//! and a closed unit move the clock only.

use crate::dossier::{
    Action, Dossier,
    act::Context,
    correction,
    head::CorrectionState,
    state::{Closing, FeeRefund, State},
    timers,
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Option<State> {
    Some(match (state, action) {
        (State::IntakeSupplement { .. }, Action::Expire { reason, legal_basis, guidance, .. }) => State::Refused {
            reason: reason.clone(),
            legal_basis: legal_basis.clone(),
            guidance: guidance.as_deref().unwrap_or_default().trim().to_owned(),
        },
        (State::SupplementRequested { .. }, Action::Expire { reason, legal_basis, papers_returned, .. }) => {
            State::Stopped { closing: closing(reason, legal_basis, papers_returned, &FeeRefund::None, context) }
        }
        (_, Action::Stop { reason, legal_basis, papers_returned, fee_refund }) => {
            State::Stopped { closing: closing(reason, legal_basis, papers_returned, fee_refund, context) }
        }
        (state, Action::ExtendWithApology { .. } | Action::RecomputeDue { .. } | Action::FollowClosure { .. }) => state,
        (state, Action::Rate { .. }) => {
            dossier.rated = true;
            state
        }
        (state, Action::CorrectResult { .. }) => {
            dossier.correction = Some(correction::link(context.linked.as_ref()?));
            state
        }
        (state, Action::ResultReplaced { .. }) => closed(state, dossier, CorrectionState::Replaced),
        (state, Action::CorrectionEnded { .. }) => closed(state, dossier, CorrectionState::Ended),
        _ => return None,
    })
}

/// A timer has fired: remembered until the state or the date that it belongs to is left.
pub(super) fn note(dossier: &mut Dossier, action: &Action, context: &Context<'_>) -> Option<()> {
    let Action::NoteTimer { timer, moment, opinion } = action else { return None };
    let running = timers::running(dossier, context.calendar, &context.settings);
    let found = running.iter().find(|one| one.id == *timer && one.moment == *moment && one.opinion == *opinion)?;
    dossier.fired.push(timers::Fired { timer: *timer, moment: *moment, opinion: *opinion, at: found.at });
    Some(())
}

fn closed(state: State, dossier: &mut Dossier, to: CorrectionState) -> State {
    if let Some(linked) = &mut dossier.correction {
        linked.state = to;
    }
    state
}

fn closing(
    reason: &str,
    legal_basis: &str,
    papers_returned: &[String],
    fee_refund: &FeeRefund,
    context: &Context<'_>,
) -> Closing {
    Closing {
        reason: Some(reason.to_owned()),
        legal_basis: Some(legal_basis.to_owned()),
        papers_returned: papers_returned.to_vec(),
        fee_refund: fee_refund.clone(),
        at: context.now,
    }
}
