//! Steps of the result, from the agency to the citizen's hands.

use super::trimmed;
use crate::dossier::{
    Action, Dossier,
    act::Context,
    head::FeeRecord,
    state::{PostedItem, ReceiptProof, Receiver, State},
};

pub(super) fn step(state: State, action: &Action, dossier: &mut Dossier, context: &Context<'_>) -> Option<State> {
    Some(match (state, action) {
        (State::ResultReady { result } | State::Done { result, .. }, Action::SendResult { paper_count }) => {
            dossier.paper_count = *paper_count;
            State::ResultInTransit { result, to: dossier.return_to.centre.clone() }
        }
        (State::ResultReady { result }, Action::ReceiveResult { paper_count }) => {
            let at = dossier.return_to.centre.clone();
            arrive(dossier, *paper_count, context);
            State::Done { result, at }
        }
        (State::ResultInTransit { result, to }, Action::ReceiveResult { paper_count }) => {
            arrive(dossier, *paper_count, context);
            State::Done { result, at: to }
        }
        (State::ResultReady { result } | State::Done { result, .. }, Action::DeliverOnline) => {
            dossier.available_at.get_or_insert(context.now);
            let receiver = Receiver {
                name: dossier.applicant.name.clone(),
                id_masked: None,
                proxy: None,
                at: context.now,
                proof: ReceiptProof::Online,
            };
            State::Returned { result, receiver }
        }
        (State::ResultReady { result }, Action::DeliverByPost { item_no, address }) => {
            State::InDelivery { result, item: posted(item_no, address, None, context) }
        }
        (State::Done { result, at }, Action::DeliverByPost { item_no, address }) => {
            State::InDelivery { result, item: posted(item_no, address, Some(at), context) }
        }
        (State::InDelivery { result, .. }, Action::ConfirmDelivery { receiver_name, proof }) => {
            let name = receiver_name.trim().to_owned();
            let receiver = Receiver { name, id_masked: None, proxy: None, at: context.now, proof: proof.clone() };
            State::Returned { result, receiver }
        }
        (State::InDelivery { result, .. }, Action::DeliveryFailed { centre, .. }) => {
            // Whoever was to get it by post fetches it there, or chooses anew.
            dossier.return_to.centre = centre.clone();
            dossier.available_at.get_or_insert(context.now);
            State::Done { result, at: centre.clone() }
        }
        (State::Done { result, .. }, Action::HandOver { identity, receiver_name, proxy, proof, fees }) => {
            dossier.fees.extend(fees.iter().cloned().map(FeeRecord::from));
            let receiver = Receiver {
                name: receiver_name.trim().to_owned(),
                id_masked: Some(identity.masked().number),
                proxy: trimmed(proxy.as_deref()),
                at: context.now,
                proof: proof.clone(),
            };
            State::Returned { result, receiver }
        }
        (state, Action::TakeFee { fees }) => {
            dossier.fees.extend(fees.iter().cloned().map(FeeRecord::from));
            state
        }
        (state, Action::ChangeReturnPlace { return_to, .. }) => {
            dossier.return_to = return_to.clone();
            state
        }
        _ => return None,
    })
}

/// The result lies at the place of return.
fn arrive(dossier: &mut Dossier, paper_count: u16, context: &Context<'_>) {
    dossier.paper_count = paper_count;
    dossier.available_at.get_or_insert(context.now);
}

fn posted(item_no: &str, address: &str, from: Option<crate::ids::CentreId>, context: &Context<'_>) -> PostedItem {
    PostedItem { item_no: item_no.trim().to_owned(), address: address.trim().to_owned(), from, at: context.now }
}
