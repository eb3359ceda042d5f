//! The financial obligation between the two appointments (R12): asked for with its slip, fulfilled with its receipt.

use super::{document::Document, panel::Panel};
use crate::{
    dossier::outcome::obligation,
    fields::{Bound, Reader},
};
use domain::dossier::{Action, action::PaymentProof, state::Obligation};
use frontend::prelude::*;
use frontend::{t, ui::Input};
use jiff::{civil::Time, tz};

/// What is to be paid, to whom, by which slip.
#[must_use]
pub fn request(panel: Panel) -> View {
    let [kind, payee, slip, amount, reason] = [(); 5].map(|()| RwSignal::new(String::new()));
    let errors = panel.errors;
    let short = Input { width: "medium", ..Input::TEXT };
    let inputs = view! {
        {Bound::new("obligation.kind", t!("staff.obligation.kind"), kind, errors).hint(t!("staff.obligation.kind_hint")).line(Input::TEXT)}
        {Bound::new("obligation.payee", t!("staff.obligation.payee"), payee, errors).line(Input::TEXT)}
        {Bound::new("obligation.amount_vnd", t!("staff.obligation.amount"), amount, errors).hint(t!("staff.obligation.amount_hint")).optional().line(Input::DIGITS)}
        {Bound::new("obligation.slip_number", t!("staff.obligation.slip"), slip, errors).line(short)}
        {Bound::new("reason", t!("staff.field.reason"), reason, errors).hint(t!("staff.field.reason_hint")).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let obligation = Obligation {
            kind: reader.text("obligation.kind", kind),
            payee: reader.text("obligation.payee", payee),
            amount_vnd: reader.amount("obligation.amount_vnd", amount),
            slip_number: reader.text("obligation.slip_number", slip),
        };
        let reason = reader.text("reason", reason);
        reader.finish(Action::RequestFinancialObligation { obligation, reason })
    })
}

/// Number, amount and day of the receipt; its picture may come along.
#[must_use]
pub fn fulfilled(panel: Panel) -> View {
    let asked = panel.view().dossier.state.obligation().cloned();
    let before = asked.as_ref().and_then(|asked| asked.amount_vnd).map(|amount| amount.to_string());
    let [number, paid_on] = [(); 2].map(|()| RwSignal::new(String::new()));
    let (amount, document, errors) = (RwSignal::new(before.unwrap_or_default()), Document::new(), panel.errors);
    let short = Input { width: "medium", ..Input::TEXT };
    let inputs = view! {
        {asked.as_ref().map(obligation)}
        {Bound::new("proof.number", t!("staff.obligation.receipt"), number, errors).line(short)}
        {Bound::new("proof.amount_vnd", t!("staff.obligation.paid"), amount, errors).line(Input::DIGITS)}
        {Bound::new("proof.paid_at", t!("staff.obligation.paid_on"), paid_on, errors).line(Input::DATE)}
        {document.view(panel, t!("staff.obligation.picture"), t!("staff.obligation.picture_hint"), false)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let number = reader.text("proof.number", number);
        let amount = reader.amount("proof.amount_vnd", amount);
        if amount.is_none() {
            reader.wrong("proof.amount_vnd", "required");
        }
        // The receipt names the day only; it was paid at some time of that day.
        let paid_on = reader.date("proof.paid_at", paid_on);
        let paid_at = paid_on.and_then(|day| tz::offset(7).to_timestamp(day.to_datetime(Time::midnight())).ok());
        let proof =
            PaymentProof { number, amount_vnd: amount.unwrap_or_default(), paid_at: paid_at.unwrap_or_default() };
        reader.finish(Action::ObligationFulfilled { proof, document: document.get() })
    })
}
