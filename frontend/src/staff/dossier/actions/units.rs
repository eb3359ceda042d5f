//! A hand-over between units after a reorganisation: named by the province, taken or rejected by the receiver.

use super::{
    panel::Panel,
    transfer::{agencies, assignee_field},
};
use crate::fields::{Bound, Reader, error_at, id_of, searched, tick_at};
use domain::{
    dossier::{Action, ActionName, state::HandoverMove},
    ids::{AccountId, AgencyId},
};
use frontend::prelude::*;
use frontend::{
    i18n::{Key, Words},
    t,
    ui::{Field, Input},
};

/// The three places that can move, by what they are called.
pub const MOVES: [HandoverMove; 3] =
    [HandoverMove::ResolvingAgency, HandoverMove::ReceivingCentre, HandoverMove::ReturnPlace];

/// What a place is called.
#[must_use]
pub fn place(moved: HandoverMove) -> Key {
    match moved {
        HandoverMove::ReceivingCentre => t!("staff.places.receiving"),
        HandoverMove::ResolvingAgency => t!("staff.places.resolving"),
        HandoverMove::ReturnPlace => t!("staff.places.return"),
    }
}

/// The province names who takes what.
#[must_use]
pub fn start(panel: Panel) -> View {
    let view = panel.view();
    let [agency, batch, reason] = [(); 3].map(|()| RwSignal::new(String::new()));
    let sheets = RwSignal::new(view.dossier.paper_count.to_string());
    let moves = MOVES.map(|moved| (moved, RwSignal::new(moved == HandoverMove::ResolvingAgency)));
    let errors = panel.errors;
    let boxes: Vec<View> = moves
        .iter()
        .enumerate()
        .map(|(at, (moved, goes))| tick_at(&format!("moves[{at}]"), place(*moved), *goes, errors))
        .collect();
    errors.name("moves", t!("staff.units.moves").words());
    let field = Field::new(id_of("moves"), t!("staff.units.moves")).error(error_at(errors, "moves".to_owned())).group();
    let inputs = view! {
        {searched("agency", t!("staff.units.agency"), agencies(panel), agency, errors, true)}
        {field.render(|_| view! { <div class="options">{boxes}</div> })}
        {Bound::new("paper_count", t!("staff.field.sheets"), sheets, errors).hint(t!("staff.field.sheets_hint")).line(Input { width: "short", ..Input::DIGITS })}
        {Bound::new("batch_id", t!("staff.units.batch"), batch, errors).hint(t!("staff.units.batch_hint")).line(Input { width: "medium", ..Input::TEXT })}
        {Bound::new("reason", t!("staff.field.reason"), reason, errors).hint(t!("staff.field.reason_hint")).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let agency = AgencyId(reader.text("agency", agency));
        let moves: Vec<HandoverMove> =
            moves.iter().filter(|(_, goes)| goes.get_untracked()).map(|(moved, _)| *moved).collect();
        if moves.is_empty() {
            reader.wrong("moves", "required");
        }
        let paper_count = reader.sheets("paper_count", sheets);
        let batch_id = reader.text("batch_id", batch);
        let reason = reader.text("reason", reason);
        reader.finish(Action::StartHandover { agency, moves, paper_count, batch_id, reason, from: None })
    })
}

/// The receiver counts the sheets against the record, and names an officer where one had it.
#[must_use]
pub fn accept(panel: Panel) -> View {
    let view = panel.view();
    let (assignee, sheets) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let handover = view.dossier.state.handover();
    let expected = handover.map_or(0, |handover| handover.paper_count).to_string();
    let hint: Words = Signal::derive(move || t!("staff.field.sheets_expected").with(&[("count", &expected)]));
    let moves_agency = handover.is_some_and(|handover| handover.moves.contains(&HandoverMove::ResolvingAgency));
    let named = moves_agency && view.dossier.state.assignee().is_some();
    let inputs = view! {
        {Bound::new("paper_count", t!("staff.field.sheets_counted"), sheets, panel.errors).hint(hint).line(Input { width: "short", ..Input::DIGITS })}
        {named.then(|| assignee_field(panel, assignee))}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let counted = reader.text("paper_count", sheets);
        let paper_count = if counted.is_empty() { 0 } else { reader.sheets("paper_count", sheets) };
        let assignee = named.then(|| AccountId(reader.text("assignee", assignee)));
        reader.finish(Action::AcceptHandover { paper_count, assignee })
    })
}

/// Another receiver, and why.
#[must_use]
pub fn redirect(panel: Panel) -> View {
    let [agency, reason] = [(); 2].map(|()| RwSignal::new(String::new()));
    let inputs = view! {
        {searched("agency", t!("staff.units.agency"), agencies(panel), agency, panel.errors, true)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let agency = AgencyId(reader.text("agency", agency));
        let reason = reader.text("reason", reason);
        reader.finish(Action::RedirectHandover { agency, reason })
    })
}

/// Not taken, or not handed over after all: only why.
#[must_use]
pub fn end(panel: Panel) -> View {
    let (name, reason) = (panel.name, RwSignal::new(String::new()));
    let inputs = Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3);
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        reader.finish(if name == ActionName::RejectHandover {
            Action::RejectHandover { reason }
        } else {
            Action::CancelHandover { reason }
        })
    })
}
