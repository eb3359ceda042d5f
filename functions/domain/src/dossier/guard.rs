//! The guards of the table: named predicates that must hold before an action changes anything. Some stand or fall with
//! the dossier and the actor alone, so that screens need not offer what can only be refused; the others look at inputs.

use super::{
    act::Context,
    action::{Action, PaperStatus},
    head::{Dossier, FeeMethod, Resolver},
    refusal::{Guard, Refusal},
    rights::Actor,
    state::{DecisionKind, Draft, State, StateName},
    table::Rule,
};
use crate::{
    account::Role,
    calendar::day_of,
    competence, fee, form,
    ids::FileId,
    procedure::{Procedure, ReturnMethod},
};

/// Checks the rule's guards as far as they need no inputs.
///
/// # Errors
/// The first guard that fails.
pub(super) fn stand(
    rule: &Rule,
    role: Role,
    dossier: &Dossier,
    actor: &Actor,
    procedure: &Procedure,
) -> Result<(), Guard> {
    let fails = |guard: &&Guard| !stands(**guard, role, dossier, actor, procedure);
    rule.guards.iter().find(fails).map_or(Ok(()), |guard| Err(*guard))
}

fn stands(guard: Guard, role: Role, dossier: &Dossier, actor: &Actor, procedure: &Procedure) -> bool {
    let draft = dossier.state.draft();
    let levels = procedure.approval_levels;
    match guard {
        Guard::SupplementAllowed => dossier.supplements_asked == 0,
        Guard::UnitHeadAgrees => {
            dossier.supplement_proposal.as_ref().is_some_and(|proposal| proposal.agreed_by.is_some())
        }
        Guard::CompetenceResolved => dossier.resolver.is_some(),
        Guard::CompetenceUnresolved => dossier.resolver.is_none(),
        // Level 0 signs on the way of level 1 until `sign_directly` exists.
        Guard::Level1 => levels <= 1,
        Guard::Levels2And3 => levels >= 2,
        Guard::Level3First => levels >= 3 && draft.is_some_and(|draft| draft.endorsed_by.is_empty()),
        Guard::LastEndorsement => would_be_last(levels, draft, actor),
        Guard::DenyActorByLevel => match (role, dossier.state.name()) {
            (Role::CaseOfficer, StateName::InProcess) => levels <= 1,
            (Role::UnitHead, _) => would_be_last(levels, draft, actor) && four_eyes(dossier, actor, procedure),
            _ => false,
        },
        Guard::KindGrant => draft.is_some_and(|draft| draft.decision == DecisionKind::Grant),
        Guard::KindDenial => draft.is_some_and(|draft| draft.decision == DecisionKind::Denial),
        Guard::FourEyes => four_eyes(dossier, actor, procedure),
        // What is on its way is taken in, whatever was chosen meanwhile.
        Guard::ReturnOnPaper => dossier.return_to.on_paper() || matches!(dossier.state, State::ResultInTransit { .. }),
        Guard::ReturnOnline => dossier.return_to.method == ReturnMethod::Online,
        Guard::HereOrArrived => {
            dossier.returns_where_resolved() || matches!(dossier.state, State::ResultInTransit { .. })
        }
        Guard::LiesElsewhere => !dossier.returns_where_resolved(),
        Guard::DossierComplete
        | Guard::FeeAtFilingPaid
        | Guard::ResultDocument
        | Guard::ExternalNumber
        | Guard::IdentityCheck
        | Guard::BeforeForward => true,
    }
}

/// Checks the rule's guards that look at the inputs.
///
/// # Errors
/// [`Refusal::Guard`] with the guard's id.
pub(super) fn hold(rule: &Rule, dossier: &Dossier, action: &Action, context: &Context<'_>) -> Result<(), Refusal> {
    for guard in rule.guards {
        let holds = match guard {
            Guard::DossierComplete => complete(dossier, action, context),
            Guard::FeeAtFilingPaid => fees_settled(dossier, action, context),
            Guard::UnitHeadAgrees => agreed(dossier, action),
            Guard::ResultDocument => result_document(dossier, action, context),
            Guard::ExternalNumber => external_number(dossier, action, context),
            Guard::IdentityCheck => action.identity().is_some_and(|check| !check.number.trim().is_empty()),
            Guard::BeforeForward => !reroutes(dossier, action, context),
            _ => true,
        };
        if !holds {
            return Err(Refusal::Guard(*guard));
        }
    }
    Ok(())
}

/// I7: who entered or accepted a dossier neither endorses nor signs it.
fn four_eyes(dossier: &Dossier, actor: &Actor, procedure: &Procedure) -> bool {
    !procedure.four_eyes || !entered_or_accepted(dossier, actor)
}

/// Whether this person entered or accepted the dossier.
pub(super) fn entered_or_accepted(dossier: &Dossier, actor: &Actor) -> bool {
    dossier.entered_by == actor.account || dossier.accepted_by.as_ref() == Some(&actor.account)
}

/// Whether this person's endorsement makes one fewer than the levels, each by another person.
fn would_be_last(levels: u8, draft: Option<&Draft>, actor: &Actor) -> bool {
    let before = draft.map_or(&[][..], |draft| &draft.endorsed_by);
    !before.contains(&actor.account) && before.len() + 2 == usize::from(levels)
}

/// R04: each paper of the procedure has a line that says how it stands, and no line contradicts the data.
fn complete(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { checklist, .. } = action else { return false };
    let facts = context.facts(dossier);
    context.procedure.papers.iter().all(|paper| {
        checklist.iter().find(|line| line.paper == paper.id).is_some_and(|line| match line.status {
            PaperStatus::Present | PaperStatus::Shown => true,
            PaperStatus::ReplacedByData => paper.replaceable_by_data,
            PaperStatus::NotNeeded => {
                paper.condition.is_some() && !form::paper_is_needed(paper, &context.content.answers, &facts)
            }
        })
    })
}

/// R28: every line that is due is paid in full, or less of it is waived with a reason; every payment has its receipt.
/// Where only the officer knows the amount, nothing needs a reason too.
fn fees_settled(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { fees, .. } = action else { return false };
    let due = fee::fees_due(context.procedure, &context.content.answers, &context.facts(dossier));
    let known = fees.iter().all(|paid| due.iter().any(|line| line.rule == paid.rule));
    known
        && due.iter().all(|line| {
            let Some(paid) = fees.iter().find(|paid| paid.rule == line.rule) else { return line.amount == Some(0) };
            let waived = given(paid.exemption.as_deref());
            let enough = match line.amount {
                Some(amount) => paid.amount_vnd == amount || (waived && paid.amount_vnd < amount),
                None => paid.amount_vnd > 0 || waived,
            };
            let receipted =
                paid.amount_vnd == 0 || (paid.method != FeeMethod::None && given(Some(&paid.receipt_number)));
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

/// A grant rests on a PDF; a denial may be written from its reason and legal basis, which the inputs need. What is
/// named as the document must be a PDF that came with the action.
fn result_document(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let is_pdf = |id: &FileId| {
        let mut files = context.papers.iter().filter(|paper| paper.paper.is_none()).flat_map(|paper| &paper.files);
        files.any(|file| file.id == *id && file.media_type == "application/pdf")
    };
    match action {
        Action::SubmitForSignature { document } => is_pdf(document),
        Action::SubmitForApproval { decision, document, .. } => {
            document.as_ref().map_or(*decision == DecisionKind::Denial, is_pdf)
        }
        Action::Deny { document, .. } => document.as_ref().is_none_or(is_pdf),
        Action::Publish { document: Some(document), .. } => is_pdf(document),
        Action::Publish { document: None, .. } => dossier
            .state
            .draft()
            .is_some_and(|draft| draft.decision == DecisionKind::Denial || draft.document.is_some()),
        _ => true,
    }
}

fn external_number(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Publish { external_number, .. } = action else { return true };
    let needed = context.procedure.external_number.is_some() && matches!(dossier.state, State::Approved { .. });
    !needed || given(external_number.as_deref())
}

/// Whether a correction would change the procedure, or answers by which another agency is competent. Once forwarded,
/// a dossier moves by `return_wrong_agency` only.
fn reroutes(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Some(amended) = &context.amended else { return false };
    let facts = context.facts(dossier);
    let (answers, centre) = (&context.content.answers, &dossier.receiving_centre);
    let before =
        competence::resolve(context.procedure, answers, &facts, centre, day_of(dossier.submitted_at), context.units);
    context.corrected(dossier, action).is_some() || Resolver::of(&before.outcome) != amended.resolver
}

fn given(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
