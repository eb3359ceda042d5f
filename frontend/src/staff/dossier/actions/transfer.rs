//! Handing a dossier or a result on: sheets counted, an officer or an agency named.

use super::{panel::Panel, plain::draft};
use crate::fields::{Bound, Reader, given, searched};
use domain::{
    dossier::{Action, ActionName, State},
    ids::{AccountId, AgencyId},
    message::{public::AgencyName, staff::Colleague},
};
use frontend::prelude::*;
use frontend::{
    i18n::{Words, pick, words as text},
    t,
    ui::{Input, Item},
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

/// The officer in charge, of those who can be named.
pub fn assignee_field(panel: Panel, assignee: RwSignal<String>) -> View {
    Bound::new("assignee", t!("staff.field.assignee"), assignee, panel.errors).select(colleagues(panel))
}

/// The agencies that can be named: those that the functions give with the dossier, or all of the province.
#[must_use]
pub fn agencies(panel: Panel) -> Signal<Vec<Item>> {
    let (given, reference) = (panel.view().agencies, panel.open.reference);
    Signal::derive(move || {
        if given.is_empty() {
            return reference.agency_items();
        }
        let item = |agency: &AgencyName| Item {
            value: agency.id.0.clone(),
            label: pick(&agency.name),
            also: agency.id.0.clone(),
        };
        given.iter().map(item).collect()
    })
}

/// The agency that whoever sends it on thinks competent; nobody has to name one.
fn proposed_field(panel: Panel, agency: RwSignal<String>) -> View {
    searched("proposed_agency", t!("staff.field.proposed_agency"), agencies(panel), agency, panel.errors, false)
}

fn proposed(agency: RwSignal<String>) -> Option<AgencyId> {
    given(agency).map(AgencyId)
}

/// No agency is competent by the rules: the coordination queue decides.
#[must_use]
pub fn refer_competence(panel: Panel) -> View {
    let [agency, reason] = [(); 2].map(|()| RwSignal::new(String::new()));
    let inputs = view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(4)}
        {proposed_field(panel, agency)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        reader.finish(Action::ReferCompetence { reason, proposed_agency: proposed(agency) })
    })
}

/// Another officer, and why.
#[must_use]
pub fn reassign(panel: Panel) -> View {
    let (assignee, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let inputs = view! {
        {assignee_field(panel, assignee)}
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
    let [agency, reason, legal_basis] = [(); 3].map(|()| RwSignal::new(String::new()));
    let inputs = view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
        {Bound::new("legal_basis", t!("staff.field.legal_basis"), legal_basis, panel.errors).line(Input::TEXT)}
        {proposed_field(panel, agency)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        reader.finish(Action::ReturnWrongAgency {
            reason,
            legal_basis,
            proposed_agency: proposed(agency),
            paper_count: None,
        })
    })
}

/// A coordinator names the competent agency.
#[must_use]
pub fn decide_competence(panel: Panel) -> View {
    let view = panel.view();
    // Whoever referred it may have named one.
    let before = match view.dossier.state.lowest() {
        State::AwaitingCompetence { proposed, .. } => proposed.clone(),
        _ => None,
    };
    let first = view.proposals.first().map(|agency| agency.id.0.clone());
    let agency = RwSignal::new(before.map(|agency| agency.0).or(first).unwrap_or_default());
    let reason = RwSignal::new(String::new());
    let proposals: Vec<_> =
        view.proposals.iter().map(|agency| view! { <li>{text(agency.name.clone())}</li> }).collect();
    let proposals = (!proposals.is_empty()).then(|| {
        view! { <div><p class="small soft">{t!("staff.field.proposals")}</p><ul class="small">{proposals}</ul></div> }
    });
    let inputs = view! {
        {proposals}
        {searched("agency", t!("staff.field.agency"), agencies(panel), agency, panel.errors, true)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let agency = AgencyId(reader.text("agency", agency));
        let reason = reader.text("reason", reason);
        reader.finish(Action::DecideCompetence { agency, reason, paper_count: None })
    })
}

/// A coordinator names another agency than the one that has it.
#[must_use]
pub fn reroute(panel: Panel) -> View {
    let [agency, reason, legal_basis] = [(); 3].map(|()| RwSignal::new(String::new()));
    let inputs = view! {
        {searched("agency", t!("staff.field.agency"), agencies(panel), agency, panel.errors, true)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).lines(3)}
        {Bound::new("legal_basis", t!("staff.field.legal_basis"), legal_basis, panel.errors).line(Input::TEXT)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let agency = AgencyId(reader.text("agency", agency));
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        reader.finish(Action::Reroute { agency, reason, legal_basis })
    })
}
