//! What the state holds: an open request, a refusal, a draft on its way, a signature, the issued result, who received it.

use super::{
    Open,
    actions::target_name,
    detour::facts,
    papers::{file_button, viewer},
};
use crate::words;
use domain::{
    dossier::{
        State,
        event::{FileCard, Payload},
        state::{Draft, FeeRefund, IssuedResult, Obligation, Receiver, Signature, SupplementItem},
    },
    ids::FileId,
    message::staff::DossierView,
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    format::{date, dong, moment},
    i18n::Key,
    t,
};
use jiff::civil::Date;

/// The card; nothing while the state holds nothing to read.
#[must_use]
pub fn outcome(open: Open) -> View {
    let viewed = RwSignal::new(None::<FileCard>);
    let content = move || {
        open.view.with(|view| {
            open.procedure.with_value(|procedure| state(view, procedure, viewed)).map(|(title, body)| {
                view! {
                    <section class="card outcome" aria-labelledby="outcome-title">
                        <h2 id="outcome-title">{title}</h2>
                        {body}
                        {viewer(open, viewed)}
                    </section>
                }
            })
        })
    };
    content.into_view()
}

fn state(view: &DossierView, procedure: &Procedure, viewed: RwSignal<Option<FileCard>>) -> Option<(Key, View)> {
    let supplement = || view.dossier.state.supplement();
    Some(match view.dossier.state.lowest() {
        State::IntakeSupplement { .. } | State::SupplementRequested { .. } => {
            let request = supplement()?;
            (t!("staff.outcome.supplement"), list(procedure, &request.items, &request.reason, request.due_on))
        }
        State::Refused { reason, legal_basis, guidance } => {
            let rows = [
                (t!("staff.field.reason"), reason.clone()),
                (t!("staff.field.legal_basis"), legal_basis.clone()),
                (t!("staff.field.guidance"), guidance.clone()),
            ];
            (t!("staff.outcome.refused"), facts(rows.to_vec()))
        }
        State::AwaitingCompetence { reason, .. } => {
            (t!("staff.outcome.competence"), facts(vec![(t!("staff.field.reason"), reason.clone())]))
        }
        State::PendingApproval { draft, .. } | State::PendingSignature { draft, .. } => {
            (t!("staff.outcome.draft"), drafted(view, draft, None, viewed))
        }
        State::Approved { draft, signature, .. } | State::Denied { draft, signature, .. } => {
            (t!("staff.outcome.signed"), drafted(view, draft, Some(signature), viewed))
        }
        State::ResultReady { result } | State::ResultInTransit { result, .. } | State::Done { result, .. } => {
            (t!("staff.outcome.result"), issued(view, result, None, viewed))
        }
        State::InDelivery { result, item } => {
            let rows = [
                (t!("staff.post.item"), item.item_no.clone()),
                (t!("staff.post.address"), item.address.clone()),
                (t!("staff.post.at"), moment(item.at)),
            ];
            let body = view! { {facts(rows.to_vec())}{issued(view, result, None, viewed)} };
            (t!("staff.outcome.posted"), body)
        }
        State::FinancialObligation { obligation: asked, .. } => (t!("staff.outcome.obligation"), obligation(asked)),
        State::Returned { result, receiver } => {
            (t!("staff.outcome.result"), issued(view, result, Some(receiver), viewed))
        }
        State::Assigned { .. } | State::InProcess { .. } => {
            let proposal = view.dossier.supplement_proposal.as_ref()?;
            let title =
                if proposal.agreed_by.is_some() { t!("staff.outcome.agreed") } else { t!("staff.outcome.proposed") };
            (title, list(procedure, &proposal.items, &proposal.reason, proposal.due_on))
        }
        State::Withdrawn { closing } | State::Stopped { closing } => {
            let refund = match &closing.fee_refund {
                FeeRefund::None => String::new(),
                FeeRefund::Amount { amount_vnd, rule } => [&dong(*amount_vnd), ", ", rule].concat(),
            };
            let rows = [
                (t!("staff.field.reason"), closing.reason.clone().unwrap_or_default()),
                (t!("staff.field.legal_basis"), closing.legal_basis.clone().unwrap_or_default()),
                (t!("staff.returned.papers"), closing.papers_returned.join("; ")),
                (t!("staff.returned.amount"), refund),
            ];
            (t!("staff.outcome.closed"), facts(rows.to_vec()))
        }
        State::Submitted
        | State::Accepted
        | State::InTransfer
        | State::WaitingOpinion { .. }
        // The working state under a detour is none.
        | State::WithdrawalRequested { .. }
        | State::HandoverPending { .. } => return None,
    })
}

/// What the citizen has to pay.
#[must_use]
pub fn obligation(asked: &Obligation) -> View {
    facts(vec![
        (t!("staff.obligation.kind"), asked.kind.clone()),
        (t!("staff.obligation.payee"), asked.payee.clone()),
        (t!("staff.obligation.amount"), asked.amount_vnd.map(dong).unwrap_or_default()),
        (t!("staff.obligation.slip"), asked.slip_number.clone()),
    ])
}

/// A supplement list to be read.
#[must_use]
pub fn list(procedure: &Procedure, items: &[SupplementItem], reason: &str, due_on: Date) -> View {
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            view! {
                <li>
                    <b>{target_name(procedure, &item.target)}</b>": "{item.missing.clone()}
                    <br/><span class="soft small">{item.legal_basis.clone()}</span>
                    {item.fallback.map(|problem| view! { <br/><span class="soft small">{words::data_gap(problem)}</span> })}
                </li>
            }
        })
        .collect();
    let more =
        facts(vec![(t!("staff.supplement.reason"), reason.to_owned()), (t!("staff.supplement.due_on"), date(due_on))]);
    view! { <ol>{rows}</ol>{more} }
}

fn drafted(
    view: &DossierView,
    draft: &Draft,
    signature: Option<&Signature>,
    viewed: RwSignal<Option<FileCard>>,
) -> View {
    let rows = vec![
        (t!("staff.field.reason"), draft.reason.clone().unwrap_or_default()),
        (t!("staff.field.legal_basis"), draft.legal_basis.clone().unwrap_or_default()),
    ];
    view! {
        <p><b>{words::decision(draft.decision)}</b></p>
        {facts(rows)}
        {document(view, draft.document.as_ref(), viewed)}
        {signature.map(signed)}
    }
}

fn issued(
    view: &DossierView,
    result: &IssuedResult,
    receiver: Option<&Receiver>,
    viewed: RwSignal<Option<FileCard>>,
) -> View {
    let rows = vec![
        (t!("staff.field.number"), result.number.clone()),
        (t!("staff.field.external_number"), result.external_number.clone().unwrap_or_default()),
        (t!("staff.outcome.issued_at"), moment(result.issued_at)),
        (t!("staff.field.reason"), result.reason.clone().unwrap_or_default()),
        (t!("staff.field.legal_basis"), result.legal_basis.clone().unwrap_or_default()),
    ];
    let received = receiver.map(|receiver| {
        let who = [receiver.name.as_str(), receiver.id_masked.as_deref().unwrap_or_default()];
        let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        facts(vec![
            (t!("staff.outcome.receiver"), who),
            (t!("staff.hand_over.proxy"), receiver.proxy.clone().unwrap_or_default()),
            (t!("staff.outcome.returned_at"), moment(receiver.at)),
        ])
    });
    view! {
        <p><b>{words::decision(result.decision)}</b></p>
        {facts(rows)}
        {document(view, result.document.as_ref(), viewed)}
        {signed(&result.signature)}
        {received}
    }
}

/// Signer, title and time; a demonstration signature says that it is one.
fn signed(signature: &Signature) -> View {
    let (name, title, at) = (signature.signer_name.clone(), signature.signer_title_vi.clone(), moment(signature.at));
    let note = signature
        .demonstration
        .then(|| view! { <span class="soft small">" · "{t!("staff.outcome.demonstration")}</span> });
    view! { <p class="signature">{t!("staff.outcome.signed_by")}" "<b>{name}</b>", "{title}", "<span class="number">{at}</span>{note}</p> }
}

fn document(view: &DossierView, id: Option<&FileId>, viewed: RwSignal<Option<FileCard>>) -> Option<View> {
    let file = document_of(view, id?)?;
    Some(view! { <p>{file_button(&file, viewed)}</p> })
}

/// A document of the agency by its id.
#[must_use]
pub fn document_of(view: &DossierView, id: &FileId) -> Option<FileCard> {
    let papers = view.history.iter().flat_map(|event| match &event.payload {
        Payload::Documents { papers, .. } => papers.as_slice(),
        _ => &[],
    });
    papers.flat_map(|paper| &paper.files).find(|file| file.id == *id).cloned()
}
