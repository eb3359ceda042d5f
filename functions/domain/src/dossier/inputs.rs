//! Whether the inputs of an action are complete and within bounds, by field. Everything that a person types is looked
//! at here: how long it is, and that it holds no invisible signs.

use super::{
    Action, Dossier, Refusal,
    act::Context,
    action::{CheckedPaper, FeeInput, MAX_FEE_VND, MAX_ITEMS, MAX_LINE, MAX_TEXT},
    head::ReturnTo,
    state::{DecisionKind, State, SupplementItem, SupplementTarget},
    supplement_answers,
    table::Rule,
};
use crate::{
    account::Role,
    calendar::day_of,
    form::{self, Answers, FieldError, check::check_fields, types::wrong_text},
    procedure::ReturnMethod,
};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is wrong, by field.
#[derive(Default)]
pub(super) struct Wrong(Vec<FieldError>);

impl Wrong {
    pub(super) fn note(&mut self, field: &str, code: &str) {
        self.0.push(FieldError::new(field, code));
    }

    /// A text that is needed; it may have several lines.
    fn text(&mut self, field: &str, text: &str) {
        self.bounded(field, text, MAX_TEXT, true, true);
    }

    /// A text of one line that is needed.
    fn line(&mut self, field: &str, text: &str) {
        self.bounded(field, text, MAX_LINE, false, true);
    }

    fn optional_text(&mut self, field: &str, text: Option<&str>) {
        self.bounded(field, text.unwrap_or_default(), MAX_TEXT, true, false);
    }

    fn optional_line(&mut self, field: &str, text: Option<&str>) {
        self.bounded(field, text.unwrap_or_default(), MAX_LINE, false, false);
    }

    fn bounded(&mut self, field: &str, text: &str, longest: usize, multiline: bool, needed: bool) {
        if needed && text.trim().is_empty() {
            self.note(field, "required");
        } else if let Some(code) = wrong_text(text, longest, multiline) {
            self.note(field, code);
        }
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
    match action {
        Action::Accept { checklist, fees, .. } => {
            lines_of(checklist, context, &mut wrong);
            fee_lines(fees, &mut wrong);
        }
        Action::RequestSupplement { items, reason, due_on } | Action::ProposeSupplement { items, reason, due_on } => {
            wrong.text("reason", reason);
            supplement_list(items, *due_on, context, &mut wrong);
        }
        Action::Refuse { reason, legal_basis, guidance } => {
            wrong.text("reason", reason);
            wrong.text("legal_basis", legal_basis);
            wrong.text("guidance", guidance);
        }
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            supplement_answers::check(items, dossier, on_behalf, context, &mut wrong);
        }
        Action::AmendIntake { reason, .. } => {
            wrong.text("reason", reason);
            amendment(dossier, action, context, &mut wrong);
        }
        Action::Forward { .. } if role == Role::System && dossier.paper_count > 0 => {
            // Paper is counted and carried by people.
            wrong.note("paper_count", "needs_a_person");
        }
        Action::ReferCompetence { reason }
        | Action::DecideCompetence { reason, .. }
        | Action::ReturnForRework { reason }
        | Action::ReturnForResigning { reason } => wrong.text("reason", reason),
        Action::Receive { assignee, .. } => wrong.line("assignee", assignee.as_str()),
        Action::Reassign { assignee, reason } => {
            wrong.line("assignee", assignee.as_str());
            wrong.text("reason", reason);
        }
        Action::ReturnWrongAgency { reason, legal_basis } | Action::Deny { reason, legal_basis, .. } => {
            wrong.text("reason", reason);
            wrong.text("legal_basis", legal_basis);
        }
        Action::SubmitForApproval { decision: DecisionKind::Denial, reason, legal_basis, .. } => {
            wrong.text("reason", reason.as_deref().unwrap_or_default());
            wrong.text("legal_basis", legal_basis.as_deref().unwrap_or_default());
        }
        Action::SubmitForApproval { reason, legal_basis, .. } => {
            wrong.optional_text("reason", reason.as_deref());
            wrong.optional_text("legal_basis", legal_basis.as_deref());
        }
        Action::Publish { number, external_number, .. } => {
            wrong.line("number", number);
            wrong.optional_line("external_number", external_number.as_deref());
            outside_number(external_number.as_deref(), dossier, context, &mut wrong);
        }
        Action::HandOver { receiver_name, proxy, .. } => {
            wrong.line("receiver_name", receiver_name);
            wrong.optional_line("proxy", proxy.as_deref());
        }
        Action::ChangeReturnPlace { return_to, .. } => return_place(return_to, dossier, context, &mut wrong),
        Action::Forward { .. }
        | Action::AgreeSupplement
        | Action::StartWork
        | Action::SubmitForSignature { .. }
        | Action::EndorseOnward
        | Action::Endorse
        | Action::ApproveSign
        | Action::SignDenial
        | Action::SendResult { .. }
        | Action::ReceiveResult { .. }
        | Action::DeliverOnline => {}
    }
    match action.identity() {
        Some(check) if on_behalf || matches!(action, Action::HandOver { .. }) => {
            wrong.line("identity.number", &check.number);
        }
        None if on_behalf => wrong.note("identity.number", "required"),
        check => wrong.optional_line("identity.number", check.map(|check| check.number.as_str())),
    }
    if wrong.0.is_empty() { Ok(()) } else { Err(Refusal::Input(wrong.0)) }
}

/// Each paper of the procedure at most once.
fn lines_of(checklist: &[CheckedPaper], context: &Context<'_>, wrong: &mut Wrong) {
    let mut seen = BTreeSet::new();
    for (at, line) in checklist.iter().enumerate() {
        if !context.procedure.papers.iter().any(|paper| paper.id == line.paper) {
            wrong.note(&format!("checklist[{at}]"), "not_in_list");
        } else if !seen.insert(line.paper) {
            wrong.note(&format!("checklist[{at}]"), "twice");
        }
    }
}

/// Each fee rule at most once.
fn fee_lines(fees: &[FeeInput], wrong: &mut Wrong) {
    let mut seen = BTreeSet::new();
    for (at, fee) in fees.iter().enumerate() {
        if !seen.insert(fee.rule) {
            wrong.note(&format!("fees[{at}]"), "twice");
        }
        if fee.amount_vnd > MAX_FEE_VND {
            wrong.note(&format!("fees[{at}].amount_vnd"), "range");
        }
        wrong.optional_line(&format!("fees[{at}].receipt_number"), Some(&fee.receipt_number));
        wrong.optional_line(&format!("fees[{at}].exemption"), fee.exemption.as_deref());
    }
}

/// Form 02: a full list of what exists, nothing twice, answerable from tomorrow on.
fn supplement_list(items: &[SupplementItem], due_on: Date, context: &Context<'_>, wrong: &mut Wrong) {
    if items.is_empty() {
        wrong.note("items", "required");
    }
    if items.len() > MAX_ITEMS {
        return wrong.note("items", "too_many");
    }
    let mut seen = BTreeSet::new();
    for (at, item) in items.iter().enumerate() {
        let known = match &item.target {
            SupplementTarget::Paper { id } => context.procedure.papers.iter().any(|paper| paper.id == *id),
            SupplementTarget::Field { name } => context.procedure.fields.iter().any(|field| field.name == *name),
        };
        if !known {
            wrong.note(&format!("items[{at}]"), "not_in_list");
        } else if !seen.insert(&item.target) {
            wrong.note(&format!("items[{at}]"), "twice");
        }
        wrong.text(&format!("items[{at}].missing"), &item.missing);
        wrong.text(&format!("items[{at}].legal_basis"), &item.legal_basis);
    }
    if due_on <= day_of(context.now) {
        wrong.note("due_on", "in_the_past");
    }
}

/// The corrected form must have been parsed. While a supplement is open the procedure stays: its list names papers and
/// fields of that procedure.
fn amendment(dossier: &Dossier, action: &Action, context: &Context<'_>, wrong: &mut Wrong) {
    if context.amended.is_none() {
        wrong.note("answers", "required");
    }
    if context.corrected(dossier, action).is_some() && dossier.state.supplement().is_some() {
        wrong.note("procedure", "supplement_open");
    }
}

/// The number of an outside register, by the rules of its field.
fn outside_number(number: Option<&str>, dossier: &Dossier, context: &Context<'_>, wrong: &mut Wrong) {
    let (Some(field), Some(number)) = (&context.procedure.external_number, number.map(str::trim)) else { return };
    let answers: Answers = [(field.name.clone(), Value::String(number.to_owned()))].into_iter().collect();
    let facts = context.facts(dossier);
    let form = form::Context::new(&facts, &|_| false, &|_, _| false);
    // That it is missing where it is needed is the guard's to say.
    for error in check_fields(std::slice::from_ref(field), &answers, &form).errors {
        if error.code != "required" {
            wrong.0.push(FieldError { field: "external_number".to_owned(), ..error });
        }
    }
}

/// Where and how the result is returned. Sending on from one centre to another is an action of its own.
fn return_place(wanted: &ReturnTo, dossier: &Dossier, context: &Context<'_>, wrong: &mut Wrong) {
    if !context.procedure.return_methods.contains(&wanted.method) {
        wrong.note("return_to.method", "not_in_list");
    }
    wrong.line("return_to.centre", wanted.centre.as_str());
    let sent = matches!(dossier.state, State::ResultInTransit { .. } | State::Done { .. });
    if sent && wanted.centre != dossier.return_to.centre {
        wrong.note("return_to.centre", "already_sent");
    }
    match wanted.method {
        ReturnMethod::Post => wrong.line("return_to.address", wanted.address.as_deref().unwrap_or_default()),
        _ => wrong.optional_line("return_to.address", wanted.address.as_deref()),
    }
}
