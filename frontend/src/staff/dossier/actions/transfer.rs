//! Handing a dossier or a result on: sheets counted, an officer or an agency named.

use super::{panel::Panel, plain::draft};
use crate::fields::{Bound, Reader, error_at, forget, id_of};
use domain::{
    dossier::{Action, ActionName},
    ids::{AccountId, AgencyId},
    message::staff::Colleague,
};
use frontend::prelude::*;
use frontend::{
    i18n::{Words, pick},
    t,
    ui::{Combobox, Field, Input, Item},
};

/// Only the sheets that go along.
#[must_use]
pub fn sheets(panel: Panel) -> View {
    let name = panel.name;
    // The sheets of the application stay with the agency; how many make the result is counted anew.
    let before = if name == ActionName::Forward { panel.view().dossier.paper_count } else { 1 };
    let sheets = RwSignal::new(before.to_string());
    let inputs = sheets_field(panel, sheets);
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let paper_count = reader.sheets("paper_count", sheets);
        reader.finish(match name {
            ActionName::SendResult => Action::SendResult { paper_count },
            ActionName::ReceiveResult => Action::ReceiveResult { paper_count },
            _ => Action::Forward { paper_count },
        })
    })
}

fn sheets_field(panel: Panel, sheets: RwSignal<String>) -> View {
    Bound::new("paper_count", t!("staff.field.sheets"), sheets, panel.errors)
        .hint(t!("staff.field.sheets_hint"))
        .optional()
        .line(Input { width: "short", ..Input::DIGITS })
}

fn colleagues(panel: Panel) -> Vec<(String, Words)> {
    named(panel.view().colleagues)
}

fn named(people: Vec<Colleague>) -> Vec<(String, Words)> {
    let option = |colleague: Colleague| {
        (colleague.account.0, Signal::stored([colleague.name.as_str(), ", ", &colleague.title_vi].concat()))
    };
    people.into_iter().map(option).collect()
}

/// The first of two heads names the second one.
#[must_use]
pub fn next_head(panel: Panel) -> View {
    let assignee = RwSignal::new(String::new());
    let me = panel.open.me.with_value(|me| me.account.clone());
    let others = panel.view().heads.into_iter().filter(|head| head.account != me).collect();
    let inputs = view! {
        {draft(panel)}
        {Bound::new("assignee", t!("staff.field.next_head"), assignee, panel.errors).select(named(others))}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let assignee = AccountId(reader.text("assignee", assignee));
        reader.finish(Action::EndorseOnward { assignee })
    })
}

/// The unit head takes the dossier over and names an officer; the sheets must agree with the slip.
#[must_use]
pub fn receive(panel: Panel) -> View {
    let options = colleagues(panel);
    // Where there is only one, nothing needs to be chosen.
    let only = if let [(account, _)] = options.as_slice() { account.clone() } else { String::new() };
    let (assignee, sheets) = (RwSignal::new(only), RwSignal::new(String::new()));
    let expected = panel.view().dossier.paper_count.to_string();
    let hint: Words = Signal::derive(move || t!("staff.field.sheets_expected").with(&[("count", &expected)]));
    let inputs = view! {
        {Bound::new("assignee", t!("staff.field.assignee"), assignee, panel.errors).select(options)}
        {Bound::new("paper_count", t!("staff.field.sheets_counted"), sheets, panel.errors).hint(hint).line(Input { width: "short", ..Input::DIGITS })}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let assignee = AccountId(reader.text("assignee", assignee));
        let counted = reader.text("paper_count", sheets);
        let paper_count = if counted.is_empty() { 0 } else { reader.sheets("paper_count", sheets) };
        reader.finish(Action::Receive { assignee, paper_count })
    })
}

/// Another officer, and why.
#[must_use]
pub fn reassign(panel: Panel) -> View {
    let (assignee, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let inputs = view! {
        {Bound::new("assignee", t!("staff.field.assignee"), assignee, panel.errors).select(colleagues(panel))}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let assignee = AccountId(reader.text("assignee", assignee));
        let reason = reader.text("reason", reason);
        reader.finish(Action::Reassign { assignee, reason })
    })
}

/// Not ours: back to the coordination queue.
#[must_use]
pub fn wrong_agency(panel: Panel) -> View {
    let (reason, legal_basis) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let inputs = view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
        {Bound::new("legal_basis", t!("staff.field.legal_basis"), legal_basis, panel.errors).line(Input::TEXT)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        reader.finish(Action::ReturnWrongAgency { reason, legal_basis, proposed_agency: None, paper_count: None })
    })
}

/// A coordinator names the competent agency.
#[must_use]
pub fn decide_competence(panel: Panel) -> View {
    let (agency, reason) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let agencies = StoredValue::new(panel.view().agencies);
    let items = Signal::derive(move || {
        let item = |agency: &domain::message::public::AgencyName| Item {
            value: agency.id.0.clone(),
            label: pick(&agency.name),
            also: agency.id.0.clone(),
        };
        agencies.with_value(|agencies| agencies.iter().map(item).collect::<Vec<_>>())
    });
    let errors = panel.errors;
    let choose = Callback::new(move |value| {
        agency.set(value);
        forget(errors, "agency");
    });
    errors.name("agency", t!("staff.field.agency").words());
    let field = Field::new(id_of("agency"), t!("staff.field.agency")).error(error_at(errors, "agency".to_owned()));
    let field = field.render(|wiring| view! { <Combobox wiring=wiring items=items chosen=agency on_choose=choose/> });
    let inputs = view! {
        {field}
        {Bound::new("reason", t!("staff.field.reason"), reason, errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let agency = agency.get_untracked();
        if agency.is_none() {
            reader.wrong("agency", "required");
        }
        let reason = reader.text("reason", reason);
        let agency = AgencyId(agency.unwrap_or_default());
        reader.finish(Action::DecideCompetence { agency, reason, paper_count: None })
    })
}
