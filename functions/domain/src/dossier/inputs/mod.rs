//! Whether the inputs of an action are complete and within bounds, by field. Everything that a person types is looked
//! at here: how long it is, and that it holds no invisible signs.

mod intake;
mod lists;
mod result;
mod supplement_answers;

use super::{
    Action, Dossier, Refusal,
    act::Context,
    action::{MAX_LINE, MAX_TEXT},
    state::{DecisionKind, State},
    table::Rule,
};
use crate::{
    account::Role,
    form::{FieldError, types::wrong_text},
};

/// What is wrong, by field.
#[derive(Default)]
pub(in crate::dossier) struct Wrong(pub(super) Vec<FieldError>);

impl Wrong {
    pub(in crate::dossier) fn note(&mut self, field: &str, code: &str) {
        self.0.push(FieldError::new(field, code));
    }

    /// A text that is needed; it may have several lines.
    pub(in crate::dossier) fn text(&mut self, field: &str, text: &str) {
        self.bounded(field, text, MAX_TEXT, true, true);
    }

    /// A text of one line that is needed.
    pub(in crate::dossier) fn line(&mut self, field: &str, text: &str) {
        self.bounded(field, text, MAX_LINE, false, true);
    }

    pub(in crate::dossier) fn optional_text(&mut self, field: &str, text: Option<&str>) {
        self.bounded(field, text.unwrap_or_default(), MAX_TEXT, true, false);
    }

    pub(in crate::dossier) fn optional_line(&mut self, field: &str, text: Option<&str>) {
        self.bounded(field, text.unwrap_or_default(), MAX_LINE, false, false);
    }

    pub(in crate::dossier) fn bounded(
        &mut self,
        field: &str,
        text: &str,
        longest: usize,
        multiline: bool,
        needed: bool,
    ) {
        if needed && text.trim().is_empty() {
            self.note(field, "required");
        } else if let Some(code) = wrong_text(text, longest, multiline) {
            self.note(field, code);
        }
    }

    /// Nothing is wrong, or every field that is.
    pub(in crate::dossier) fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Input(self.0)) }
    }
}

/// Checks the inputs of an action that the role may try.
///
/// # Errors
/// [`Refusal::Input`] with every field that is wrong.
pub(super) fn check(
    action: &Action,
    dossier: &Dossier,
    rule: &Rule,
    role: Role,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let mut wrong = Wrong::default();
    let on_behalf = rule.on_behalf.contains(&role);
    reason_and_basis(action, &mut wrong);
    match action {
        Action::Accept { checklist, fees, officer_states, .. } => {
            intake::lines_of(checklist, context, &mut wrong);
            intake::stated(officer_states, context, &mut wrong);
            intake::fee_lines(fees, &mut wrong);
        }
        Action::RequestSupplement { items, due_on, .. } | Action::ProposeSupplement { items, due_on, .. } => {
            intake::supplement_list(items, *due_on, context, &mut wrong);
        }
        Action::Refuse { guidance, .. } => wrong.text("guidance", guidance),
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            supplement_answers::check(items, dossier, on_behalf, context, &mut wrong);
        }
        Action::AmendIntake { .. } | Action::AmendProcedure { .. } => {
            intake::amendment(dossier, action, context, &mut wrong);
        }
        Action::Forward { .. } if role == Role::System && dossier.paper_count > 0 => {
            // Paper is counted and carried by people.
            wrong.note("paper_count", "needs_a_person");
        }
        Action::Receive { assignee, .. }
        | Action::Reassign { assignee, .. }
        | Action::CorrectResult { assignee, .. } => wrong.line("assignee", assignee.as_str()),
        Action::EndorseOnward { assignee } => {
            wrong.line("assignee", assignee.as_str());
            if *assignee == context.actor.account {
                wrong.note("assignee", "another_person");
            }
        }
        Action::AskOpinion { opinions } | Action::AskSideOpinion { opinions } => {
            lists::opinions(opinions, dossier, context, &mut wrong);
        }
        Action::AnswerOpinion { answer, document, .. } => {
            wrong.text("answer", answer);
            lists::brought(document.as_ref(), context, &mut wrong);
        }
        Action::RecordOpinionAnswer { answer, document, .. } => {
            wrong.text("answer", answer);
            lists::brought(Some(document), context, &mut wrong);
        }
        Action::RequestFinancialObligation { obligation, .. } => lists::obligation(obligation, &mut wrong),
        Action::ObligationFulfilled { proof, document } => {
            lists::payment(proof, context, &mut wrong);
            lists::brought(document.as_ref(), context, &mut wrong);
        }
        Action::Publish { number, external_number, .. } => {
            wrong.line("number", number);
            wrong.optional_line("external_number", external_number.as_deref());
            result::outside_number(external_number.as_deref(), dossier, context, &mut wrong);
        }
        Action::DeliverByPost { item_no, address } => {
            wrong.line("item_no", item_no);
            wrong.line("address", address);
        }
        Action::ConfirmDelivery { receiver_name, proof } => {
            wrong.line("receiver_name", receiver_name);
            result::receipt(proof, &mut wrong);
        }
        Action::DeliveryFailed { centre, .. } => result::back_to(centre, dossier, &mut wrong),
        Action::HandOver { receiver_name, proxy, proof, fees, .. } => {
            wrong.line("receiver_name", receiver_name);
            wrong.optional_line("proxy", proxy.as_deref());
            result::receipt(proof, &mut wrong);
            intake::fee_lines(fees, &mut wrong);
        }
        Action::TakeFee { fees } => {
            if fees.is_empty() {
                wrong.note("fees", "required");
            }
            intake::fee_lines(fees, &mut wrong);
        }
        Action::ChangeReturnPlace { return_to, .. } => result::return_place(return_to, context, &mut wrong),
        Action::Stop { papers_returned, fee_refund, .. }
        | Action::ConfirmWithdrawal { papers_returned, fee_refund } => {
            lists::returned(papers_returned, &mut wrong);
            lists::refund(fee_refund, &mut wrong);
        }
        Action::Expire { papers_returned, guidance, .. } => {
            lists::returned(papers_returned, &mut wrong);
            match dossier.state.lowest() {
                // Before acceptance it ends with form 03, which says what to do instead (R04).
                State::IntakeSupplement { .. } => wrong.text("guidance", guidance.as_deref().unwrap_or_default()),
                _ => wrong.optional_text("guidance", guidance.as_deref()),
            }
        }
        Action::StartHandover { moves, batch_id, from, .. } => {
            wrong.line("batch_id", batch_id);
            // A result can lie at an ended unit whose place in the dossier has changed already.
            if !(moves.is_empty() && from.is_some()) {
                lists::moves(moves, &mut wrong);
            }
        }
        Action::AcceptHandover { assignee, .. } => {
            wrong.optional_line("assignee", assignee.as_ref().map(crate::ids::AccountId::as_str));
        }
        Action::FollowClosure { closure, .. } if context.units.closure(closure).is_none() => {
            wrong.note("closure", "not_in_list");
        }
        Action::Rate { rating, .. } => lists::rating(rating, &mut wrong),
        _ => {}
    }
    match action.identity() {
        Some(check) if on_behalf || matches!(action, Action::HandOver { .. }) => {
            wrong.line("identity.number", &check.number);
        }
        None if on_behalf => wrong.note("identity.number", "required"),
        check => wrong.optional_line("identity.number", check.map(|check| check.number.as_str())),
    }
    wrong.done()
}

/// I6: the written reason, and the article that carries the decision, wherever the action has them.
fn reason_and_basis(action: &Action, wrong: &mut Wrong) {
    match action {
        // Nobody has to say why he withdraws; a grant needs no reason.
        Action::RequestWithdrawal { reason, .. }
        | Action::SubmitForApproval { decision: DecisionKind::Grant, reason, .. } => {
            wrong.optional_text("reason", reason.as_deref());
        }
        Action::SubmitForApproval { decision: DecisionKind::Denial, reason, .. } => {
            wrong.text("reason", reason.as_deref().unwrap_or_default());
        }
        other => {
            if let Some(reason) = other.reason() {
                wrong.text("reason", reason);
            }
        }
    }
    match action {
        Action::Refuse { legal_basis, .. }
        | Action::Expire { legal_basis, .. }
        | Action::ReturnWrongAgency { legal_basis, .. }
        | Action::Reroute { legal_basis, .. }
        | Action::Deny { legal_basis, .. }
        | Action::Stop { legal_basis, .. }
        | Action::RefuseWithdrawal { legal_basis, .. } => wrong.text("legal_basis", legal_basis),
        Action::SubmitForApproval { decision: DecisionKind::Denial, legal_basis, .. } => {
            wrong.text("legal_basis", legal_basis.as_deref().unwrap_or_default());
        }
        Action::SubmitForApproval { legal_basis, .. } => wrong.optional_text("legal_basis", legal_basis.as_deref()),
        _ => {}
    }
}
