//! The change itself: each arm consumes the state it leaves and builds the one it reaches. A file for each stage of a
//! dossier's life.

mod decision;
mod detour;
mod ending;
mod intake;
pub(super) mod opinions;
mod result;
mod work;

use super::{
    Action, Dossier, Refusal,
    act::{Amended, Context},
    state::{State, StateName},
    table::{Rule, To},
};
use crate::procedure::ReturnMethod;

/// Moves the dossier along a rule. Rights and guards have been checked; a combination that no arm knows is refused as
/// impossible, never a panic.
pub(super) fn advance(
    rule: &Rule,
    mut dossier: Dossier,
    action: &Action,
    context: &Context<'_>,
) -> Result<Dossier, Refusal> {
    let from = dossier.state.name();
    if matches!(action, Action::NoteTimer { .. }) {
        // Timers are of the whole stack, so the state stays where it is.
        return match ending::note(&mut dossier, action, context) {
            Some(()) => Ok(dossier),
            None => Err(Refusal::Impossible { state: from }),
        };
    }
    if let Some(amended) = &context.amended
        && brings_answers(action)
    {
        apply(amended, &mut dossier);
    }
    // The state is taken out, so that a step consumes it; whatever stands here meanwhile is never looked at.
    let state = std::mem::replace(&mut dossier.state, State::Accepted);
    let state = match action {
        Action::FollowUnits { ends_handover: true, .. } => state.without_handover(),
        _ => state,
    };
    let moved = match (rule.to, action) {
        (To::State(StateName::WithdrawalRequested | StateName::HandoverPending), _) => {
            detour::enter(state, action, context)
        }
        (_, Action::ConfirmWithdrawal { .. }) => Ok(detour::confirm(&state, action, context)),
        (To::Previous, _) => detour::leave(state, action, &mut dossier, context),
        (_, Action::RejectHandover { .. } | Action::RedirectHandover { .. }) => detour::edit(state, action, context),
        (To::State(_), _) if state.under().is_some() => step(state.lowest().clone(), action, &mut dossier, context),
        _ if state.under().is_some() => step(state.lowest().clone(), action, &mut dossier, context)
            .map(|moved| moved.map(|lowest| state.with_lowest(lowest))),
        _ => step(state, action, &mut dossier, context),
    };
    dossier.state = moved?.ok_or(Refusal::Impossible { state: from })?;
    Ok(dossier)
}

/// What a step comes to: the state reached, none where the table knows no such step, or an input that does not fit.
type Moved = Result<Option<State>, Refusal>;

fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Moved {
    match action {
        Action::ConfirmLateEntry { .. }
        | Action::Accept { .. }
        | Action::Refuse { .. }
        | Action::Resubmit { .. }
        | Action::AmendIntake { .. }
        | Action::AmendProcedure { .. }
        | Action::Forward { .. }
        | Action::ReferCompetence { .. }
        | Action::DecideCompetence { .. }
        | Action::Reroute { .. }
        | Action::ResolveOnTheSpot => intake::step(state, action, dossier, context),
        Action::RequestSupplement { .. }
        | Action::ProposeSupplement { .. }
        | Action::AgreeSupplement
        | Action::SupplementReceived { .. }
        | Action::Receive { .. }
        | Action::ReturnWrongAgency { .. }
        | Action::StartWork
        | Action::Reassign { .. }
        | Action::RequestFinancialObligation { .. }
        | Action::ObligationFulfilled { .. } => work::step(state, action, dossier, context),
        Action::AskOpinion { .. }
        | Action::AskSideOpinion { .. }
        | Action::AnswerOpinion { .. }
        | Action::RecordOpinionAnswer { .. }
        | Action::WithdrawOpinion { .. }
        | Action::MarkOpinionOverdue { .. }
        | Action::OpinionsComplete => opinions::step(state, action, dossier, context),
        Action::SubmitForApproval { .. }
        | Action::SubmitForSignature { .. }
        | Action::SignDirectly { .. }
        | Action::EndorseOnward { .. }
        | Action::Endorse
        | Action::Deny { .. }
        | Action::ReturnForRework { .. }
        | Action::ApproveSign
        | Action::SignDenial
        | Action::ReturnForResigning { .. }
        | Action::Publish { .. } => Ok(decision::step(state, action, dossier, context)),
        Action::SendResult { .. }
        | Action::ReceiveResult { .. }
        | Action::DeliverOnline
        | Action::DeliverByPost { .. }
        | Action::ConfirmDelivery { .. }
        | Action::DeliveryFailed { .. }
        | Action::HandOver { .. }
        | Action::TakeFee { .. }
        | Action::ChangeReturnPlace { .. } => Ok(result::step(state, action, dossier, context)),
        Action::FollowUnits { to, .. } => Ok(Some(detour::follow(state, to, dossier))),
        Action::Expire { .. }
        | Action::ExtendWithApology { .. }
        | Action::Stop { .. }
        | Action::Rate { .. }
        | Action::CorrectResult { .. }
        | Action::ResultReplaced { .. }
        | Action::CorrectionEnded { .. }
        | Action::RecomputeDue { .. }
        | Action::FollowClosure { .. } => Ok(ending::step(state, action, dossier, context)),
        // Timers are noted, and detours entered, left and edited, above.
        Action::NoteTimer { .. }
        | Action::RequestWithdrawal { .. }
        | Action::ConfirmWithdrawal { .. }
        | Action::RefuseWithdrawal { .. }
        | Action::CancelWithdrawal { .. }
        | Action::StartHandover { .. }
        | Action::AcceptHandover { .. }
        | Action::RejectHandover { .. }
        | Action::RedirectHandover { .. }
        | Action::CancelHandover { .. } => Ok(None),
    }
}

fn brings_answers(action: &Action) -> bool {
    matches!(
        action,
        Action::AmendIntake { .. }
            | Action::AmendProcedure { .. }
            | Action::Resubmit { .. }
            | Action::SupplementReceived { .. }
    )
}

/// Takes over what the changed form comes to.
fn apply(amended: &Amended, dossier: &mut Dossier) {
    let corrected = amended.procedure.reference() != dossier.procedure;
    if corrected {
        // Another procedure has questions of its own.
        dossier.officer_states.clear();
    }
    dossier.procedure = amended.procedure.reference();
    dossier.applicant = amended.applicant.clone();
    // A wrong person must not keep the dossier, so nobody is better than whoever it was.
    dossier.owner = amended.owner.clone();
    // Once forwarded, or given to the coordination queue, who resolves is not the form's to say; a corrected procedure
    // is routed anew from wherever it is.
    let not_routed =
        matches!(dossier.state.lowest(), State::Submitted | State::IntakeSupplement { .. } | State::Accepted);
    if not_routed || (corrected && matches!(dossier.state, State::InTransfer | State::Assigned { .. })) {
        dossier.resolver = amended.resolver.clone();
    }
    // A corrected procedure may not know the chosen way of return; the fall-back centre then hands it over.
    if !amended.procedure.return_methods.contains(&dossier.return_to.method) {
        dossier.return_to.method = ReturnMethod::Counter;
        dossier.return_to.address = None;
    }
}

/// A text without the spaces around it; none where nothing is left.
fn trimmed(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
