//! Steps of the decision: approval, signature, number.

use super::trimmed;
use crate::{
    dossier::{
        Action, Dossier,
        act::Context,
        state::{DecisionKind, Draft, IssuedResult, Signature, State},
    },
    ids::{FileId, OfficeId},
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Option<State> {
    let me = || context.actor.account.clone();
    Some(match (state, action) {
        (State::InProcess { assignee }, Action::SubmitForSignature { document }) => {
            let draft = Draft { document: document.clone(), ..grant_without_document(context) };
            State::PendingSignature { assignee, draft }
        }
        (State::InProcess { assignee }, Action::SignDirectly { document }) => {
            let (draft, signature) = (grant(document, context), signature(dossier, context));
            State::Approved { assignee, draft, signature }
        }
        (State::InProcess { assignee }, Action::SubmitForApproval { decision, document, reason, legal_basis }) => {
            State::PendingApproval {
                assignee,
                draft: Draft {
                    decision: *decision,
                    document: document.clone(),
                    reason: reason.clone(),
                    legal_basis: legal_basis.clone(),
                    ..grant_without_document(context)
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
                ..grant_without_document(context)
            },
        },
        (State::PendingApproval { assignee, mut draft }, Action::EndorseOnward { assignee: next }) => {
            draft.endorsed_by.push(me());
            draft.next_head = Some(next.clone());
            State::PendingApproval { assignee, draft }
        }
        (State::PendingApproval { assignee, mut draft }, Action::Endorse) => {
            draft.endorsed_by.push(me());
            State::PendingSignature { assignee, draft }
        }
        (
            State::PendingApproval { assignee, .. } | State::PendingSignature { assignee, .. },
            Action::ReturnForRework { .. },
        ) => State::InProcess { assignee },
        (State::PendingSignature { assignee, draft }, Action::ApproveSign) => {
            State::Approved { assignee, draft, signature: signature(dossier, context) }
        }
        (State::PendingSignature { assignee, draft }, Action::SignDenial) => {
            State::Denied { assignee, draft, signature: signature(dossier, context) }
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
                external_number: trimmed(external_number.as_deref()),
                document: document.clone().or(draft.document),
                reason: draft.reason,
                legal_basis: draft.legal_basis,
                issued_at: context.now,
            },
        },
        _ => return None,
    })
}

/// A draft grant with its file.
fn grant(document: &FileId, context: &Context<'_>) -> Draft {
    Draft { document: Some(document.clone()), ..grant_without_document(context) }
}

fn grant_without_document(context: &Context<'_>) -> Draft {
    Draft {
        decision: DecisionKind::Grant,
        document: None,
        reason: None,
        legal_basis: None,
        by: context.actor.account.clone(),
        endorsed_by: Vec::new(),
        next_head: None,
    }
}

fn signature(dossier: &Dossier, context: &Context<'_>) -> Signature {
    let office = dossier.resolver.as_ref().map(|resolver| resolver.signing_office.clone());
    Signature {
        signer: context.actor.account.clone(),
        signer_name: context.actor.name.clone(),
        signer_title_vi: context.actor.title_vi.clone(),
        office: office.unwrap_or_else(|| OfficeId::from("-")),
        at: context.now,
        demonstration: true,
    }
}
