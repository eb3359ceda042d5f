//! The guards of the table: named predicates that must hold before an action changes anything.

use super::{
    act::Context,
    action::{Action, PaperStatus},
    head::{Dossier, FeeMethod},
    refusal::{Guard, Refusal},
    state::{DecisionKind, State, StateName, SupplementItem, SupplementTarget},
};
use crate::{account::Role, fee, form, procedure::ReturnMethod};

/// Checks one guard.
///
/// # Errors
/// [`Refusal::Guard`] with the guard's id.
pub(super) fn hold(
    guard: Guard,
    dossier: &Dossier,
    action: &Action,
    role: Role,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let procedure = context.procedure;
    let draft = dossier.state.draft();
    let levels = procedure.approval_levels;
    let here = dossier.resolver.as_ref().is_some_and(|resolver| resolver.agency.0 == dossier.return_to.centre.0);
    let holds = match guard {
        Guard::DossierComplete => complete(dossier, action, context),
        Guard::FeeAtFilingPaid => fees_settled(action, context),
        Guard::SupplementAllowed => dossier.supplements_asked == 0,
        Guard::UnitHeadAgrees => agreed(dossier, action),
        Guard::CompetenceResolved => dossier.resolver.is_some(),
        Guard::CompetenceUnresolved => dossier.resolver.is_none(),
        Guard::Level1 => levels <= 1,
        Guard::Levels2And3 => levels >= 2,
        Guard::Level3First => levels == 3 && draft.is_some_and(|draft| draft.endorsed_by.is_empty()),
        Guard::LastEndorsement => draft.is_some_and(|draft| {
            let needed = usize::from(levels.saturating_sub(1));
            let before = draft.endorsed_by.iter().filter(|by| **by != context.actor.account).count();
            before == draft.endorsed_by.len() && before + 1 == needed.max(1)
        }),
        Guard::DenyActorByLevel => match (role, dossier.state.name()) {
            (Role::CaseOfficer, StateName::InProcess) => levels <= 1,
            (Role::UnitHead, _) => levels >= 2 && !entered_or_accepted(dossier, context),
            _ => false,
        },
        Guard::KindGrant => draft.is_some_and(|draft| draft.decision == DecisionKind::Grant),
        Guard::KindDenial => draft.is_some_and(|draft| draft.decision == DecisionKind::Denial),
        Guard::FourEyes => !procedure.four_eyes || !entered_or_accepted(dossier, context),
        Guard::ReturnOnPaper => dossier.return_to.on_paper(),
        Guard::ReturnOnline => dossier.return_to.method == ReturnMethod::Online,
        Guard::HereOrArrived => dossier.state.name() == StateName::ResultInTransit || here,
        Guard::LiesElsewhere => !here,
        Guard::ResultDocument => result_document(dossier, action),
        Guard::ExternalNumber => external_number(dossier, action, context),
        Guard::IdentityCheck => match action {
            Action::HandOver { identity, .. } => !identity.number.trim().is_empty(),
            _ => true,
        },
        Guard::BeforeForward => !matches!(action, Action::AmendIntake { procedure: Some(_), .. }),
    };
    if holds { Ok(()) } else { Err(Refusal::Guard(guard)) }
}

/// I7: who entered or accepted a dossier neither endorses nor signs it.
pub(super) fn entered_or_accepted(dossier: &Dossier, context: &Context<'_>) -> bool {
    let me = &context.actor.account;
    dossier.entered_by == *me || dossier.accepted_by.as_ref() == Some(me)
}

/// R04: each paper of the procedure has a line that says how it stands, and no line contradicts the data.
fn complete(_dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { checklist, .. } = action else { return false };
    context.procedure.papers.iter().all(|paper| {
        checklist.iter().find(|line| line.paper == paper.id).is_some_and(|line| match line.status {
            PaperStatus::Present | PaperStatus::Shown => true,
            PaperStatus::ReplacedByData => paper.replaceable_by_data,
            PaperStatus::NotNeeded => {
                paper.condition.is_some() && !form::paper_is_needed(paper, &context.content.answers, &context.facts())
            }
        })
    })
}

/// R28: every line that is due is paid in full, or waived with a reason; every payment has its receipt.
fn fees_settled(action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { fees, .. } = action else { return false };
    let due = fee::fees_due(context.procedure, &context.content.answers, &context.facts());
    let known = fees.iter().all(|paid| due.iter().any(|line| line.rule == paid.rule));
    known
        && due.iter().all(|line| {
            let Some(paid) = fees.iter().find(|paid| paid.rule == line.rule) else { return line.amount == Some(0) };
            let waived = paid.exemption.as_ref().is_some_and(|reason| !reason.trim().is_empty());
            let enough = line.amount.is_none_or(|amount| paid.amount_vnd == amount) || waived;
            let receipted = paid.amount_vnd == 0
                || (paid.method != FeeMethod::None && !paid.receipt_number.trim().is_empty());
            enough && receipted
        })
}

/// The head agreed to exactly the list that is sent now.
fn agreed(dossier: &Dossier, action: &Action) -> bool {
    let Action::RequestSupplement { items, reason, due_on } = action else { return false };
    dossier.supplement_proposal.as_ref().is_some_and(|proposal| {
        proposal.agreed_by.is_some()
            && proposal.items == *items
            && proposal.reason == *reason
            && proposal.due_on == *due_on
    })
}

fn result_document(dossier: &Dossier, action: &Action) -> bool {
    match action {
        Action::SubmitForApproval { decision, document, reason, legal_basis } => match decision {
            DecisionKind::Grant => document.is_some(),
            DecisionKind::Denial => given(reason.as_deref()) && given(legal_basis.as_deref()),
        },
        Action::Publish { document, .. } => matches!(dossier.state, State::Denied { .. }) || document.is_some(),
        _ => true,
    }
}

fn external_number(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Publish { external_number, .. } = action else { return true };
    let needed = context.procedure.external_number.is_some() && matches!(dossier.state, State::Approved { .. });
    !needed || given(external_number.as_deref())
}

fn given(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Whether every line of a supplement list names a paper or field of the procedure.
pub(super) fn items_exist(items: &[SupplementItem], context: &Context<'_>) -> bool {
    items.iter().all(|item| match &item.target {
        SupplementTarget::Paper { id } => context.procedure.papers.iter().any(|paper| paper.id == *id),
        SupplementTarget::Field { name } => context.procedure.fields.iter().any(|field| field.name == *name),
    })
}
