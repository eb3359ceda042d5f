//! The guards that look at inputs, papers or the moment.

use super::fees;
use crate::{
    account::Role,
    deadline,
    dossier::{
        act::Context,
        action::{Action, CheckedPaper, PaperStatus},
        head::Dossier,
        opinion::Opinion,
        refusal::{Guard, Refusal},
        state::{DecisionKind, State},
        table::Rule,
        timers,
    },
    form,
    ids::FileId,
};

/// Checks the rule's guards that look at the inputs.
///
/// # Errors
/// [`Refusal::Guard`] with the guard's id.
pub(in crate::dossier) fn hold(
    rule: &Rule,
    role: Role,
    dossier: &Dossier,
    action: &Action,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    for guard in rule.guards {
        let holds = match guard {
            Guard::DossierComplete => complete(dossier, action, context),
            Guard::Digitised => digitised(action, context),
            Guard::FeeAtFilingPaid => match action {
                Action::Accept { fees, .. } => fees::settled_at_filing(fees, dossier, context),
                _ => false,
            },
            Guard::FeeDueKnown => fees::rest_is_known(dossier, context),
            Guard::FeesSettled => match action {
                Action::HandOver { fees, .. } | Action::TakeFee { fees } => fees::nothing_left(fees, dossier, context),
                _ => fees::nothing_left(&[], dossier, context),
            },
            Guard::SupplementAllowed => second_is_the_agreed_one(dossier, action, context),
            Guard::UnitHeadAgrees => agreed(dossier, action),
            Guard::ResultDocument => result_document(dossier, action, context),
            Guard::ExternalNumber => external_number(dossier, action, context),
            Guard::IdentityCheck => action.identity().is_some_and(|check| !check.number.trim().is_empty()),
            Guard::BeforeForward => !reroutes(dossier, action, context),
            // The citizen has of course acted on the own dossier.
            Guard::NotActedBefore => role == Role::Citizen || !context.acted_before,
            Guard::OpenCorrection => names_the_correction(dossier, action),
            Guard::OpinionOpen => named_opinion(dossier, action).is_some_and(Opinion::is_open),
            Guard::OwnOpinion => named_opinion(dossier, action)
                .is_some_and(|opinion| context.actor.posts.iter().any(|post| opinion.is_asked_of(post))),
            Guard::OpinionLate => named_opinion(dossier, action).is_some_and(|opinion| opinion.due_at <= context.now),
            Guard::TimerDue => timer_due(dossier, action, context),
            Guard::DueMoves => due_moves(dossier, action, context),
            _ => true,
        };
        if !holds {
            return Err(Refusal::Guard(*guard));
        }
    }
    Ok(())
}

/// R04: each paper of the procedure has a line that says how it stands, and no line contradicts the data. A paper that
/// data replace is taken with the reason only why they do not do (R20).
fn complete(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { checklist, officer_states, .. } = action else { return false };
    let mut facts = dossier.facts();
    facts.officer_states.extend(officer_states.clone());
    context.procedure.papers.iter().all(|paper| {
        checklist.iter().find(|line| line.paper == paper.id).is_some_and(|line| match line.status {
            PaperStatus::Present => line.fallback.is_some() || !paper.data_first(),
            PaperStatus::Shown => true,
            PaperStatus::ReplacedByData => paper.replaceable_by.is_some(),
            PaperStatus::NotNeeded => {
                paper.condition.is_some() && !form::paper_is_needed(paper, &context.content.answers, &facts)
            }
        })
    })
}

/// R07: what was handed over on paper and is kept has its scan, or the reason why it has none. A form that was filled in
/// here is electronic already.
fn digitised(action: &Action, context: &Context<'_>) -> bool {
    let Action::Accept { checklist, .. } = action else { return false };
    let excused = |id: u8| {
        let line: Option<&CheckedPaper> = checklist.iter().find(|line| line.paper == id);
        line.is_some_and(|line| line.status != PaperStatus::Present || line.not_scanned.is_some())
            || context.procedure.papers.iter().any(|paper| paper.id == id && paper.is_form)
    };
    let kept = context.content.papers.iter().filter(|paper| paper.on_paper && paper.files.is_empty());
    kept.filter_map(|paper| paper.paper).all(excused)
}

/// R06: beyond the ordinary number it must be the list that the head agreed to.
fn second_is_the_agreed_one(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    dossier.supplements_asked < context.procedure.handling.max_supplements || agreed(dossier, action)
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

/// A grant rests on a PDF, but for what is resolved on the spot: there the stamped paper itself is the result. A denial may be written from its reason and legal basis, which the inputs need. What is
/// named as the document must be a PDF that came with the action.
fn result_document(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let is_pdf = |id: &FileId| {
        let mut files = context.papers.iter().filter(|paper| paper.paper.is_none()).flat_map(|paper| &paper.files);
        files.any(|file| file.id == *id && file.media_type == "application/pdf")
    };
    let on_paper = context.procedure.handling.on_the_spot;
    match action {
        Action::SubmitForSignature { document } => document.as_ref().map_or(on_paper, is_pdf),
        Action::SignDirectly { document } => is_pdf(document),
        Action::SubmitForApproval { decision, document, .. } => {
            document.as_ref().map_or(*decision == DecisionKind::Denial, is_pdf)
        }
        Action::Deny { document, .. } => document.as_ref().is_none_or(is_pdf),
        Action::Publish { document: Some(document), .. } => is_pdf(document),
        Action::Publish { document: None, .. } => dossier
            .state
            .draft()
            .is_some_and(|draft| on_paper || draft.decision == DecisionKind::Denial || draft.document.is_some()),
        _ => true,
    }
}

fn external_number(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::Publish { external_number, .. } = action else { return true };
    let needed = context.procedure.external_number.is_some() && matches!(dossier.state, State::Approved { .. });
    !needed || external_number.as_deref().is_some_and(|number| !number.trim().is_empty())
}

/// Whether a correction would change the procedure, or answers by which another agency is competent. Once forwarded,
/// a dossier moves by `amend_procedure` or `return_wrong_agency` only.
fn reroutes(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Some(amended) = &context.amended else { return false };
    context.corrected(dossier, action).is_some() || amended.resolver_before != amended.resolver
}

fn names_the_correction(dossier: &Dossier, action: &Action) -> bool {
    let (Action::ResultReplaced { by } | Action::CorrectionEnded { by }) = action else { return false };
    dossier.correction.as_ref().is_some_and(|linked| linked.code == *by)
}

/// The opinion item that the action is about.
fn named_opinion<'a>(dossier: &'a Dossier, action: &Action) -> Option<&'a Opinion> {
    let (Action::AnswerOpinion { opinion, .. }
    | Action::RecordOpinionAnswer { opinion, .. }
    | Action::WithdrawOpinion { opinion, .. }
    | Action::MarkOpinionOverdue { opinion }) = action
    else {
        return None;
    };
    dossier.opinions.iter().find(|item| item.id == *opinion)
}

/// The timer runs, its moment has come, and it has not fired yet.
fn timer_due(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::NoteTimer { timer, moment, opinion } = action else { return false };
    timers::waiting(dossier, context.calendar, &context.settings)
        .iter()
        .any(|one| one.id == *timer && one.moment == *moment && one.opinion == *opinion && one.at <= context.now)
}

/// The date of a running clock is another one by the calendar that the action names.
fn due_moves(dossier: &Dossier, action: &Action, context: &Context<'_>) -> bool {
    let Action::RecomputeDue { calendar, .. } = action else { return false };
    context.calendar.version == *calendar
        && deadline::recompute(&dossier.clock, context.calendar, context.calendar).is_some()
}
