//! The change itself: each arm consumes the state it leaves and builds the one it reaches.

use super::{
    Action, Dossier, Refusal,
    act::{Amended, Context},
    head::{FeeRecord, Resolver, SupplementProposal},
    state::{DecisionKind, Draft, IssuedResult, Receiver, Signature, State, SupplementRequest},
};
use crate::{
    calendar::day_of,
    competence,
    form::FieldError,
    ids::{AccountId, AgencyId, OfficeId},
    procedure::ReturnMethod,
};

/// Moves the dossier. Rights and guards have been checked; a combination that the table does not know is
/// refused as impossible, never a panic.
pub(super) fn advance(mut dossier: Dossier, action: &Action, context: &Context<'_>) -> Result<Dossier, Refusal> {
    let impossible = Refusal::Impossible { state: dossier.state.name() };
    let me = context.actor.account.clone();
    if let Some(amended) = &context.amended
        && matches!(action, Action::AmendIntake { .. } | Action::Resubmit { .. } | Action::SupplementReceived { .. })
    {
        apply(amended, &mut dossier);
    }
    dossier.state = match (dossier.state, action) {
        (State::Submitted, Action::Accept { paper_count, fees, .. }) => {
            dossier.paper_count = *paper_count;
            dossier.fees = fees.iter().cloned().map(FeeRecord::from).collect();
            dossier.accepted_by = Some(me);
            // The agency's stage has its own single request (R06).
            dossier.supplements_asked = 0;
            State::Accepted
        }
        (State::Submitted, Action::RequestSupplement { items, reason, due_on }) => {
            dossier.supplements_asked = dossier.supplements_asked.saturating_add(1);
            State::IntakeSupplement {
                request: SupplementRequest {
                    items: items.clone(),
                    reason: reason.clone(),
                    due_on: *due_on,
                    asked_by: me,
                    asked_at: context.now,
                },
            }
        }
        (State::Submitted, Action::Refuse { reason, legal_basis, guidance }) => {
            State::Refused { reason: reason.clone(), legal_basis: legal_basis.clone(), guidance: guidance.clone() }
        }
        (State::IntakeSupplement { .. }, Action::Resubmit { .. }) => State::Submitted,
        (State::Accepted, Action::Forward { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::InTransfer
        }
        (State::Accepted, Action::ReferCompetence { reason }) => State::AwaitingCompetence { reason: reason.clone() },
        (State::AwaitingCompetence { .. }, Action::DecideCompetence { agency, .. }) => {
            dossier.resolver = Some(resolver_at(agency, context)?);
            State::InTransfer
        }
        (State::InTransfer, Action::Receive { assignee, paper_count }) => {
            if *paper_count != dossier.paper_count {
                return Err(Refusal::Input(vec![FieldError::new("paper_count", "differs_from_slip")]));
            }
            State::Assigned { assignee: assignee.clone() }
        }
        (State::InTransfer | State::Assigned { .. }, Action::ReturnWrongAgency { reason, .. }) => {
            dossier.resolver = None;
            // Another agency's officer and head make their own list.
            dossier.supplement_proposal = None;
            State::AwaitingCompetence { reason: reason.clone() }
        }
        (State::Assigned { assignee }, Action::StartWork) => State::InProcess { assignee },
        (state, Action::Reassign { assignee, .. }) => reassign(state, assignee),
        (
            state @ (State::Assigned { .. } | State::InProcess { .. }),
            Action::ProposeSupplement { items, reason, due_on },
        ) => {
            dossier.supplement_proposal = Some(SupplementProposal {
                items: items.clone(),
                reason: reason.clone(),
                due_on: *due_on,
                agreed_by: None,
            });
            state
        }
        (state @ (State::Assigned { .. } | State::InProcess { .. }), Action::AgreeSupplement) => {
            match &mut dossier.supplement_proposal {
                Some(proposal) if proposal.agreed_by.is_none() => proposal.agreed_by = Some(me),
                // There is nothing, or nothing more, to agree to.
                _ => return Err(Refusal::Input(vec![FieldError::new("supplement_proposal", "required")])),
            }
            state
        }
        (
            State::Assigned { assignee } | State::InProcess { assignee },
            Action::RequestSupplement { items, reason, due_on },
        ) => {
            dossier.supplements_asked = dossier.supplements_asked.saturating_add(1);
            dossier.supplement_proposal = None;
            State::SupplementRequested {
                assignee,
                request: SupplementRequest {
                    items: items.clone(),
                    reason: reason.clone(),
                    due_on: *due_on,
                    asked_by: me,
                    asked_at: context.now,
                },
            }
        }
        (State::SupplementRequested { assignee, .. }, Action::SupplementReceived { paper_count, .. }) => {
            dossier.paper_count = dossier.paper_count.saturating_add(*paper_count);
            State::InProcess { assignee }
        }
        (State::InProcess { assignee }, Action::SubmitForSignature { document }) => State::PendingSignature {
            assignee,
            draft: Draft {
                decision: DecisionKind::Grant,
                document: Some(document.clone()),
                reason: None,
                legal_basis: None,
                by: me,
                endorsed_by: Vec::new(),
            },
        },
        (State::InProcess { assignee }, Action::SubmitForApproval { decision, document, reason, legal_basis }) => {
            State::PendingApproval {
                assignee,
                draft: Draft {
                    decision: *decision,
                    document: document.clone(),
                    reason: reason.clone(),
                    legal_basis: legal_basis.clone(),
                    by: me,
                    endorsed_by: Vec::new(),
                },
            }
        }
        (
            State::InProcess { assignee } | State::PendingApproval { assignee, .. },
            Action::Deny { reason, legal_basis, document },
        ) => State::PendingSignature {
            assignee,
            draft: Draft {
                decision: DecisionKind::Denial,
                document: document.clone(),
                reason: Some(reason.clone()),
                legal_basis: Some(legal_basis.clone()),
                by: me,
                endorsed_by: Vec::new(),
            },
        },
        (State::PendingApproval { assignee, mut draft }, Action::EndorseOnward) => {
            draft.endorsed_by.push(me);
            State::PendingApproval { assignee, draft }
        }
        (State::PendingApproval { assignee, mut draft }, Action::Endorse) => {
            draft.endorsed_by.push(me);
            State::PendingSignature { assignee, draft }
        }
        (
            State::PendingApproval { assignee, .. } | State::PendingSignature { assignee, .. },
            Action::ReturnForRework { .. },
        ) => State::InProcess { assignee },
        (State::PendingSignature { assignee, draft }, Action::ApproveSign) => {
            let signature = signature(&dossier.resolver, context);
            State::Approved { assignee, draft, signature }
        }
        (State::PendingSignature { assignee, draft }, Action::SignDenial) => {
            let signature = signature(&dossier.resolver, context);
            State::Denied { assignee, draft, signature }
        }
        (
            State::Approved { assignee, draft, .. } | State::Denied { assignee, draft, .. },
            Action::ReturnForResigning { .. },
        ) => State::PendingSignature { assignee, draft },
        (
            State::Approved { draft, signature, .. } | State::Denied { draft, signature, .. },
            Action::Publish { number, external_number, document },
        ) => State::ResultReady {
            result: IssuedResult {
                decision: draft.decision,
                signature,
                number: number.trim().to_owned(),
                external_number: external_number
                    .as_deref()
                    .map(|number| number.trim().to_owned())
                    .filter(|number| !number.is_empty()),
                document: document.clone().or(draft.document),
                reason: draft.reason,
                legal_basis: draft.legal_basis,
                issued_at: context.now,
            },
        },
        (State::ResultReady { result }, Action::SendResult { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::ResultInTransit { result }
        }
        (State::ResultReady { result } | State::ResultInTransit { result }, Action::ReceiveResult { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::Done { result }
        }
        (State::ResultReady { result } | State::Done { result }, Action::DeliverOnline) => State::Returned {
            result,
            receiver: Receiver { name: dossier.applicant.name.clone(), id_masked: None, proxy: None, at: context.now },
        },
        (State::Done { result }, Action::HandOver { identity, receiver_name, proxy }) => State::Returned {
            result,
            receiver: Receiver {
                name: receiver_name.trim().to_owned(),
                id_masked: Some(identity.masked().number),
                proxy: proxy.as_deref().map(|proxy| proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty()),
                at: context.now,
            },
        },
        (state, Action::ChangeReturnPlace { return_to, .. }) => {
            dossier.return_to = return_to.clone();
            state
        }
        (state, Action::AmendIntake { .. }) => state,
        _ => return Err(impossible),
    };
    Ok(dossier)
}

/// The same state under another officer.
fn reassign(state: State, to: &AccountId) -> State {
    let to = to.clone();
    match state {
        State::Assigned { .. } => State::Assigned { assignee: to },
        State::InProcess { .. } => State::InProcess { assignee: to },
        State::SupplementRequested { request, .. } => State::SupplementRequested { assignee: to, request },
        State::PendingApproval { draft, .. } => State::PendingApproval { assignee: to, draft },
        other => other,
    }
}

/// Takes over what the changed form comes to.
fn apply(amended: &Amended, dossier: &mut Dossier) {
    dossier.procedure = amended.procedure.reference();
    dossier.applicant = amended.applicant.clone();
    // A wrong person must not keep the dossier, so nobody is better than whoever it was.
    dossier.owner = amended.owner.clone();
    // Once forwarded, or given to the coordination queue, who resolves is not the form's to say.
    if matches!(dossier.state, State::Submitted | State::IntakeSupplement { .. } | State::Accepted) {
        dossier.resolver = amended.resolver.clone();
    }
    // A corrected procedure may not know the chosen way of return; the fall-back centre then hands it over.
    if !amended.procedure.return_methods.contains(&dossier.return_to.method) {
        dossier.return_to.method = ReturnMethod::Counter;
        dossier.return_to.address = None;
    }
}

/// The offices that a coordinator's choice of agency comes to.
fn resolver_at(agency: &AgencyId, context: &Context<'_>) -> Result<Resolver, Refusal> {
    competence::agency_in(context.procedure, agency, day_of(context.now), context.units)
        .and_then(|outcome| Resolver::of(&outcome))
        .ok_or_else(|| Refusal::Input(vec![FieldError::new("agency", "not_in_list")]))
}

fn signature(resolver: &Option<Resolver>, context: &Context<'_>) -> Signature {
    Signature {
        signer: context.actor.account.clone(),
        signer_name: context.actor.name.clone(),
        signer_title_vi: context.actor.title_vi.clone(),
        office: resolver.as_ref().map_or_else(|| OfficeId::from("-"), |resolver| resolver.signing_office.clone()),
        at: context.now,
        demonstration: true,
    }
}
