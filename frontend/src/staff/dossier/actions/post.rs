//! The result by post: sent off, delivered, or brought back.

use super::panel::Panel;
use crate::fields::{Bound, Reader, searched};
use domain::{
    dossier::{Action, state::ReceiptProof},
    ids::CentreId,
};
use frontend::prelude::*;
use frontend::{
    i18n::Words,
    t,
    ui::{Input, Item},
};

/// Number of the item and the address on it.
#[must_use]
pub fn send(panel: Panel) -> View {
    let address = RwSignal::new(panel.view().dossier.return_to.address.unwrap_or_default());
    let item = RwSignal::new(String::new());
    let inputs = view! {
        {Bound::new("item_no", t!("staff.post.item"), item, panel.errors).line(Input { width: "medium", ..Input::TEXT })}
        {Bound::new("address", t!("staff.post.address"), address, panel.errors).line(Input::TEXT)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let item_no = reader.text("item_no", item);
        let address = reader.text("address", address);
        reader.finish(Action::DeliverByPost { item_no, address })
    })
}

/// Who received it, and what shows that.
#[must_use]
pub fn delivered(panel: Panel) -> View {
    let view = panel.view();
    let receiver = RwSignal::new(view.dossier.applicant.name.clone());
    let kind = RwSignal::new("postal".to_owned());
    let item = view.dossier.state.posted().map(|item| item.item_no.clone());
    let number = RwSignal::new(item.unwrap_or_default());
    let errors = panel.errors;
    let kinds: Vec<(String, Words)> = vec![
        ("postal".to_owned(), t!("staff.post.proof_postal").words()),
        ("signature".to_owned(), t!("staff.post.proof_signature").words()),
        ("code".to_owned(), t!("staff.post.proof_code").words()),
    ];
    let detail = move || match kind.get().as_str() {
        "postal" => Some(Bound::new("proof.number", t!("staff.post.proof_number"), number, errors).line(Input::TEXT)),
        "code" => Some(Bound::new("proof.code", t!("staff.post.code"), number, errors).line(Input::TEXT)),
        _ => None,
    };
    let inputs = view! {
        {sent(panel)}
        {Bound::new("receiver_name", t!("staff.hand_over.receiver"), receiver, errors).line(Input::TEXT)}
        {Bound::new("proof.kind", t!("staff.post.proof"), kind, errors).choices(kinds)}
        {detail}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let receiver_name = reader.text("receiver_name", receiver);
        let proof = match kind.get_untracked().as_str() {
            "postal" => ReceiptProof::Postal { number: reader.text("proof.number", number) },
            "code" => ReceiptProof::Code { code: reader.text("proof.code", number) },
            _ => ReceiptProof::Signature,
        };
        reader.finish(Action::ConfirmDelivery { receiver_name, proof })
    })
}

/// Why it could not be delivered, and the centre to which it goes back.
#[must_use]
pub fn failed(panel: Panel) -> View {
    let view = panel.view();
    let reason = RwSignal::new(String::new());
    // It goes back to the centre that posted it, or to the receiving one.
    let poster = view.dossier.state.posted().and_then(|item| item.from.clone());
    let ids: Vec<CentreId> = poster.into_iter().chain([view.dossier.receiving_centre]).collect();
    let centre = RwSignal::new(ids.first().map(|id| id.0.clone()).unwrap_or_default());
    let reference = panel.open.reference;
    let centres: Signal<Vec<Item>> = Signal::derive(move || {
        reference.centre_items().into_iter().filter(|item| ids.iter().any(|id| *id.0 == *item.value)).collect()
    });
    let inputs = view! {
        {sent(panel)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.field.reason_hint")).lines(3)}
        {searched("centre", t!("staff.post.back_to"), centres, centre, panel.errors, true)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let centre = CentreId(reader.text("centre", centre));
        reader.finish(Action::DeliveryFailed { reason, centre })
    })
}

/// The item on its way.
fn sent(panel: Panel) -> Option<View> {
    let item = panel.view().dossier.state.posted()?.clone();
    Some(view! {
        <dl class="facts narrow">
            <dt>{t!("staff.post.item")}</dt><dd class="number">{item.item_no}</dd>
            <dt>{t!("staff.post.address")}</dt><dd>{item.address}</dd>
        </dl>
    })
}
