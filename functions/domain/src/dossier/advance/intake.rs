//! Steps at the receiving centre, and the routing.

use super::{Moved, work};
use crate::{
    calendar::day_of,
    competence,
    dossier::{
        Action, Dossier, Refusal,
        act::Context,
        head::{FeeRecord, Resolver},
        state::State,
    },
    form::FieldError,
    ids::AgencyId,
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Moved {
    Ok(Some(match (state, action) {
        (state, Action::ConfirmLateEntry { decision, .. }) => {
            if let Some(late) = &mut dossier.late_entry {
                late.decision = Some(*decision);
            }
            state
        }
        (State::Submitted, Action::Accept { paper_count, fees, officer_states, .. }) => {
            dossier.paper_count = *paper_count;
            dossier.officer_states.clone_from(officer_states);
            dossier.fees = fees.iter().cloned().map(FeeRecord::from).collect();
            dossier.accepted_by = Some(context.actor.account.clone());
            // The agency's stage has its own request (R06).
            dossier.supplements_asked = 0;
            dossier.supplement_proposal = None;
            State::Accepted
        }
        (State::Submitted, Action::Refuse { reason, legal_basis, guidance }) => {
            State::Refused { reason: reason.clone(), legal_basis: legal_basis.clone(), guidance: guidance.clone() }
        }
        (State::IntakeSupplement { .. }, Action::Resubmit { .. }) => State::Submitted,
        (state, Action::AmendIntake { .. }) => state,
        (State::InTransfer | State::Assigned { .. }, Action::AmendProcedure { .. }) => {
            work::forget_agency(dossier);
            State::Accepted
        }
        (State::Accepted, Action::Forward { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::InTransfer
        }
        (State::Accepted, Action::ReferCompetence { reason, proposed_agency }) => {
            State::AwaitingCompetence { reason: reason.clone(), proposed: proposed_agency.clone() }
        }
        (State::AwaitingCompetence { .. }, Action::DecideCompetence { agency, paper_count, .. }) => {
            dossier.resolver = Some(resolver_at(agency, context)?);
            dossier.paper_count = paper_count.unwrap_or(dossier.paper_count);
            State::InTransfer
        }
        (State::InTransfer | State::Assigned { .. } | State::InProcess { .. }, Action::Reroute { agency, .. }) => {
            let resolver = resolver_at(agency, context)?;
            if dossier.resolver.as_ref().is_some_and(|before| before.agency == resolver.agency) {
                return Err(Refusal::Input(vec![FieldError::new("agency", "same_agency")]));
            }
            dossier.resolver = Some(resolver);
            work::forget_agency(dossier);
            State::InTransfer
        }
        (State::Accepted, Action::ResolveOnTheSpot) => State::InProcess { assignee: context.actor.account.clone() },
        _ => return Ok(None),
    }))
}

/// The offices that a choice of agency comes to.
pub(super) fn resolver_at(agency: &AgencyId, context: &Context<'_>) -> Result<Resolver, Refusal> {
    competence::agency_in(context.procedure, agency, day_of(context.now), context.units)
        .and_then(|outcome| Resolver::of(&outcome))
        .ok_or_else(|| Refusal::Input(vec![FieldError::new("agency", "not_in_list")]))
}
