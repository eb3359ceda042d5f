//! Steps at the resolving agency, until a decision is drafted; supplements also before acceptance.

use super::Moved;
use crate::{
    dossier::{
        Action, Dossier, Refusal,
        act::Context,
        head::SupplementProposal,
        state::{State, SupplementRequest},
    },
    form::FieldError,
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Moved {
    Ok(Some(match (state, action) {
        (State::InTransfer, Action::Receive { assignee, paper_count }) => {
            if *paper_count != dossier.paper_count {
                return Err(Refusal::Input(vec![FieldError::new("paper_count", "differs_from_slip")]));
            }
            State::Assigned { assignee: assignee.clone() }
        }
        (
            State::InTransfer | State::Assigned { .. },
            Action::ReturnWrongAgency { reason, proposed_agency, paper_count, .. },
        ) => {
            dossier.resolver = None;
            dossier.paper_count = paper_count.unwrap_or(dossier.paper_count);
            forget_agency(dossier);
            State::AwaitingCompetence { reason: reason.clone(), proposed: proposed_agency.clone() }
        }
        (State::Assigned { assignee }, Action::StartWork) => State::InProcess { assignee },
        (state, Action::Reassign { assignee, .. }) => state.reassigned(assignee),
        (state, Action::ProposeSupplement { items, reason, due_on }) => {
            dossier.supplement_proposal = Some(SupplementProposal {
                items: items.clone(),
                reason: reason.clone(),
                due_on: *due_on,
                agreed_by: None,
            });
            state
        }
        (state, Action::AgreeSupplement) => {
            if let Some(proposal) = &mut dossier.supplement_proposal {
                proposal.agreed_by = Some(context.actor.account.clone());
            }
            state
        }
        (state, Action::RequestSupplement { items, reason, due_on }) => {
            let request = SupplementRequest {
                items: items.clone(),
                reason: reason.clone(),
                due_on: *due_on,
                asked_by: context.actor.account.clone(),
                asked_at: context.now,
            };
            dossier.supplements_asked = dossier.supplements_asked.saturating_add(1);
            dossier.supplement_proposal = None;
            match state {
                State::Submitted => State::IntakeSupplement { request },
                State::Assigned { assignee } | State::InProcess { assignee } => {
                    State::SupplementRequested { assignee, request }
                }
                _ => return Ok(None),
            }
        }
        (State::SupplementRequested { assignee, .. }, Action::SupplementReceived { paper_count, .. }) => {
            dossier.paper_count = dossier.paper_count.saturating_add(*paper_count);
            State::InProcess { assignee }
        }
        (State::InProcess { assignee }, Action::RequestFinancialObligation { obligation, .. }) => {
            State::FinancialObligation { assignee, obligation: obligation.clone() }
        }
        (State::FinancialObligation { assignee, .. }, Action::ObligationFulfilled { .. }) => {
            State::InProcess { assignee }
        }
        _ => return Ok(None),
    }))
}

/// Another agency's officer and head make their own list.
pub(super) fn forget_agency(dossier: &mut Dossier) {
    dossier.supplement_proposal = None;
}
