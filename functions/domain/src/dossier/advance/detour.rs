//! Detours: a withdrawal that is asked for, a hand-over between units. They cover the state under them and give it back
//! exactly as it was (I12).

use super::{Moved, intake::resolver_at, trimmed};
use crate::{
    calendar::day_of,
    dossier::{
        Action, Dossier, Refusal,
        act::Context,
        action::Places,
        state::{Closing, Handover, HandoverMove, Rejection, State, WithdrawalRequest},
    },
    form::FieldError,
    ids::{AgencyId, CentreId},
};

/// Covers the present state.
pub(super) fn enter(state: State, action: &Action, context: &Context<'_>) -> Moved {
    let under = Box::new(state);
    Ok(Some(match action {
        Action::RequestWithdrawal { reason, .. } => State::WithdrawalRequested {
            under,
            request: WithdrawalRequest { reason: trimmed(reason.as_deref()), at: context.now },
        },
        Action::StartHandover { agency, moves, paper_count, batch_id, reason, from } => State::HandoverPending {
            under,
            handover: Handover {
                centre: receiver(agency, context)?,
                agency: agency.clone(),
                moves: moves.clone(),
                paper_count: *paper_count,
                batch_id: batch_id.trim().to_owned(),
                from: from.clone(),
                reason: reason.clone(),
                by: context.actor.account.clone(),
                named_at: context.now,
                rejected: None,
            },
        },
        _ => return Ok(None),
    }))
}

/// The centre of the named receiver, which must be an agency that can decide this procedure.
fn receiver(agency: &AgencyId, context: &Context<'_>) -> Result<CentreId, Refusal> {
    resolver_at(agency, context)?;
    Ok(context.units.centre_of(agency, day_of(context.now)))
}

/// Leads back to the state under the detour.
pub(super) fn leave(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Moved {
    Ok(match (state, action) {
        (
            State::WithdrawalRequested { under, .. },
            Action::RefuseWithdrawal { .. } | Action::CancelWithdrawal { .. },
        )
        | (State::HandoverPending { under, .. }, Action::CancelHandover { .. }) => Some(*under),
        (State::HandoverPending { under, handover }, Action::AcceptHandover { paper_count, assignee }) => {
            if *paper_count != handover.paper_count {
                return Err(wrong("paper_count", "differs_from_slip"));
            }
            let moves = |place| handover.moves.contains(&place);
            let mut under = *under;
            if moves(HandoverMove::ResolvingAgency) {
                dossier.resolver = Some(resolver_at(&handover.agency, context)?);
                dossier.supplement_proposal = None;
                match (under.assignee().is_some(), assignee) {
                    (true, Some(to)) => under = under.reassigned(to),
                    (true, None) => return Err(wrong("assignee", "required")),
                    (false, _) => {}
                }
            }
            if moves(HandoverMove::ReceivingCentre) {
                dossier.receiving_centre = handover.centre.clone();
            }
            if moves(HandoverMove::ReturnPlace) {
                let old = std::mem::replace(&mut dossier.return_to.centre, handover.centre.clone());
                under = moved_result(under, &old, &handover.centre);
            }
            if let Some(from) = &handover.from {
                under = moved_result(under, &CentreId(from.0.clone()), &handover.centre);
            }
            Some(under)
        }
        _ => None,
    })
}

/// The places follow their units; the state, which is looked at under detours, stays what it is.
pub(super) fn follow(mut state: State, to: &Places, dossier: &mut Dossier) -> State {
    if let Some(centre) = &to.receiving_centre {
        dossier.receiving_centre = centre.clone();
    }
    if let Some(centre) = &to.return_centre {
        dossier.return_to.centre = centre.clone();
    }
    if let Some(resolver) = &to.resolver {
        dossier.resolver = Some(resolver.clone());
    }
    if let (Some(new), Some(old)) = (&to.result_centre, state.result_centre().cloned()) {
        state = moved_result(state, &old, new);
    }
    match &to.assignee {
        Some(assignee) => state.reassigned(assignee),
        None => state,
    }
}

/// The withdrawal is confirmed: the dossier ends, whatever state is under it.
pub(super) fn confirm(state: &State, action: &Action, context: &Context<'_>) -> Option<State> {
    let Action::ConfirmWithdrawal { papers_returned, fee_refund } = action else { return None };
    let closing = Closing {
        reason: state.withdrawal()?.reason.clone(),
        legal_basis: None,
        papers_returned: papers_returned.clone(),
        fee_refund: fee_refund.clone(),
        at: context.now,
    };
    Some(State::Withdrawn { closing })
}

/// What lies at the closed return place, or is on its way there, is the new unit's now.
fn moved_result(state: State, old: &CentreId, new: &CentreId) -> State {
    match state {
        State::ResultInTransit { result, to } if to == *old => State::ResultInTransit { result, to: new.clone() },
        State::Done { result, at } if at == *old => State::Done { result, at: new.clone() },
        State::InDelivery { result, mut item } if item.from.as_ref() == Some(old) => {
            item.from = Some(new.clone());
            State::InDelivery { result, item }
        }
        other => other,
    }
}

/// The hand-over goes on, rejected or with another receiver.
pub(super) fn edit(state: State, action: &Action, context: &Context<'_>) -> Moved {
    let State::HandoverPending { under, mut handover } = state else { return Ok(None) };
    match action {
        Action::RejectHandover { reason } => {
            handover.rejected = Some(Rejection { reason: reason.clone(), at: context.now });
        }
        Action::RedirectHandover { agency, .. } => {
            handover.centre = receiver(agency, context)?;
            handover.agency = agency.clone();
            handover.named_at = context.now;
            handover.rejected = None;
        }
        _ => return Ok(None),
    }
    Ok(Some(State::HandoverPending { under, handover }))
}

fn wrong(field: &str, code: &str) -> Refusal {
    Refusal::Input(vec![FieldError::new(field, code)])
}
