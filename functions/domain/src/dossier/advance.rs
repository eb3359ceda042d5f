//! The change itself: each arm consumes the state it leaves and builds the one it reaches.

use super::{
    Action, Dossier, Refusal,
    act::Context,
    head::{FeeRecord, Resolver, SupplementProposal},
    state::{DecisionKind, Draft, IssuedResult, Receiver, Signature, State, SupplementRequest},
};
use crate::{
    form::FieldError,
    ids::{AccountId, AgencyId, OfficeId},
    procedure::Procedure,
};

/// Moves the dossier. Rights and guards have been checked; a combination that the table does not know is
/// refused as impossible, never a panic.
pub(super) fn advance(mut dossier: Dossier, action: &Action, context: &Context<'_>) -> Result<Dossier, Refusal> {
    let impossible = Refusal::Impossible { state: dossier.state.name() };
    let me = context.actor.account.clone();
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
        (State::Submitted, Action::Refuse { reason, legal_basis, guidance }) => State::Refused {
            reason: reason.clone(),
            legal_basis: legal_basis.clone(),
            guidance: guidance.clone(),
        },
        (State::IntakeSupplement { .. }, Action::Resubmit { .. }) => State::Submitted,
        (State::Accepted, Action::Forward { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::InTransfer
        }
        (State::Accepted, Action::ReferCompetence { reason }) => State::AwaitingCompetence { reason: reason.clone() },
        (State::AwaitingCompetence { .. }, Action::DecideCompetence { agency, .. }) => {
            dossier.resolver = Some(resolver_at(agency, context.procedure));
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
            State::AwaitingCompetence { reason: reason.clone() }
        }
        (State::Assigned { assignee }, Action::StartWork) => State::InProcess { assignee },
        (state, Action::Reassign { assignee, .. }) => reassign(state, assignee),
        (state @ (State::Assigned { .. } | State::InProcess { .. }), Action::ProposeSupplement { items, reason, due_on }) => {
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
                Some(proposal) => proposal.agreed_by = Some(me),
                None => return Err(Refusal::Input(vec![FieldError::new("supplement_proposal", "required")])),
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
                number: number.clone(),
                external_number: external_number.clone(),
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
            receiver: Receiver {
                name: dossier.applicant.name.clone(),
                id_masked: None,
                proxy: None,
                at: context.now,
            },
        },
        (State::Done { result }, Action::HandOver { identity, receiver_name, proxy }) => State::Returned {
            result,
            receiver: Receiver {
                name: receiver_name.trim().to_owned(),
                id_masked: Some(identity.masked().number),
                proxy: proxy.clone().filter(|proxy| !proxy.trim().is_empty()),
                at: context.now,
            },
        },
        (state, Action::ChangeReturnPlace { return_to, .. }) => {
            // A result that lies at one centre is sent on by hand; until then only an online copy can replace it.
            if matches!(state, State::Done { .. } | State::ResultInTransit { .. })
                && return_to.centre != dossier.return_to.centre
            {
                return Err(impossible);
            }
            dossier.return_to = return_to.clone();
            state
        }
        (state, Action::AmendIntake { .. }) => {
            let Some(amended) = &context.amended else { return Err(impossible) };
            dossier.procedure = amended.procedure.reference();
            dossier.applicant = amended.applicant.clone();
            dossier.owner = amended.owner.clone().or(dossier.owner);
            if matches!(state, State::Submitted | State::IntakeSupplement { .. } | State::Accepted) {
                dossier.resolver = amended.resolver.clone();
            }
            state
        }
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

/// Offices at an agency that a coordinator names: those of the procedure where it fits the agency's kind.
fn resolver_at(agency: &AgencyId, procedure: &Procedure) -> Resolver {
    let commune = agency.as_str().bytes().all(|byte| byte.is_ascii_digit());
    let fits = |office: &OfficeId| office.as_str().starts_with("CX-") == commune;
    let or = |office: &OfficeId, fallback: &str| if fits(office) { office.clone() } else { OfficeId::from(fallback) };
    let (office, signing) =
        if commune { ("CX-VP", "CX-CHUTICH") } else { (agency.as_str(), agency.as_str()) };
    let own = |office: &OfficeId, fallback: &str| {
        if commune { or(office, fallback) } else { OfficeId::from(fallback) }
    };
    Resolver {
        agency: agency.clone(),
        office: own(&procedure.decider.office, office),
        signing_office: own(&procedure.decider.body, signing),
    }
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
