//! The returns desk: handing the result over, changing where and how it is returned.

use super::panel::Panel;
use crate::{
    desk::{fees::Fees, return_choice::ReturnInput},
    fields::{Bound, IdentityInput, Reader, given, tick},
};
use domain::{
    dossier::{Action, state::ReceiptProof},
    fee::{FeeLine, still_due},
};
use frontend::prelude::*;
use frontend::{
    t,
    ui::{Alert, Input, Tone},
};

/// Identity, or a proxy with a mandate; then the result is returned.
#[must_use]
pub fn hand_over(panel: Panel) -> View {
    let view = panel.view();
    let applicant = view.dossier.applicant.name.clone();
    let (identity, receiver) = (IdentityInput::new(), RwSignal::new(applicant.clone()));
    let (by_proxy, proxy) = (RwSignal::new(false), RwSignal::new(String::new()));
    let masked = view.dossier.applicant.id_masked.clone();
    let known = masked.map(|id| {
        let words = move || t!("staff.hand_over.known").with(&[("name", &applicant), ("id", &id)]);
        view! { <p class="soft">{words}</p> }
    });
    let errors = panel.errors;
    let left = still_due(&view.fees_due, &view.dossier.fees);
    let fees = Fees::new(&[], errors);
    let to_pay = unpaid(&left, fees);
    let mandate = move || {
        by_proxy.get().then(|| {
            Bound::new("proxy", t!("staff.hand_over.proxy"), proxy, errors)
                .hint(t!("staff.hand_over.proxy_hint"))
                .line(Input::TEXT)
        })
    };
    let inputs = view! {
        {known}
        {to_pay}
        {tick("by-proxy", t!("staff.hand_over.by_proxy"), by_proxy)}
        {Bound::new("receiver_name", t!("staff.hand_over.receiver"), receiver, errors).line(Input::TEXT)}
        {mandate}
        {identity.view(errors)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let receiver_name = reader.text("receiver_name", receiver);
        let proxy = if by_proxy.get_untracked() { Some(reader.text("proxy", proxy)) } else { None };
        let identity = reader.identity(identity);
        let proof = ReceiptProof::Signature;
        let fees = fees.read(&left).unwrap_or_else(|errors| {
            reader.all(errors);
            Vec::new()
        });
        reader.finish(Action::HandOver { identity, receiver_name, proxy, proof, fees })
    })
}

/// What has to be paid before anything is handed over; nothing where all is settled.
fn unpaid(left: &[FeeLine], fees: Fees) -> Option<View> {
    if left.is_empty() {
        return None;
    }
    let lines: Vec<View> = left.iter().map(|line| fees.line(line)).collect();
    Some(view! { <Alert tone=Tone::Warning><p>{t!("staff.hand_over.unpaid")}</p></Alert>{lines} })
}

/// What has come to be due since the dossier was taken in.
#[must_use]
pub fn take_fee(panel: Panel) -> View {
    let view = panel.view();
    let left = still_due(&view.fees_due, &view.dossier.fees);
    let fees = Fees::new(&[], panel.errors);
    let lines: Vec<View> = left.iter().map(|line| fees.line(line)).collect();
    panel.frame(lines.into_view(), move || {
        let mut reader = Reader::new();
        let fees = fees.read(&left).unwrap_or_else(|errors| {
            reader.all(errors);
            Vec::new()
        });
        reader.finish(Action::TakeFee { fees })
    })
}

/// Another place or way, asked for at the desk.
#[must_use]
pub fn change_return(panel: Panel) -> View {
    let view = panel.view();
    let to = ReturnInput::new(&view.dossier.return_to, panel.errors);
    let identity = IdentityInput::new();
    let methods = panel.open.procedure.with_value(|procedure| procedure.return_methods.clone());
    let inputs = view! {
        {to.view(&methods, panel.open.reference)}
        {identity.view(panel.errors)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let return_to = to.read().unwrap_or_else(|errors| {
            reader.all(errors);
            view.dossier.return_to.clone()
        });
        let identity = given(identity.number).is_some().then(|| reader.identity(identity));
        if identity.is_none() {
            reader.wrong("identity.number", "required");
        }
        reader.finish(Action::ChangeReturnPlace { return_to, identity })
    })
}
