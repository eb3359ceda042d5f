//! The intake officer's two answers to a new dossier: accept (form 01) or refuse (form 03).

use super::{ending::guidance_field, panel::Panel};
use crate::{
    desk::{
        checklist::{Checklist, Standing},
        fees::Fees,
        questions::Questions,
    },
    fields::{Bound, Reader},
};
use domain::{
    dossier::Action,
    form::{Facts, paper_is_needed},
    message::staff::DossierView,
    procedure::PaperRequirement,
};
use frontend::prelude::*;
use frontend::{t, ui::Input};
use std::collections::BTreeMap;

/// Check-list, fees and sheets; the clock starts.
#[must_use]
pub fn accept(panel: Panel) -> View {
    let view = panel.view();
    let papers = panel.open.procedure.with_value(|procedure| procedure.papers.clone());
    let questions =
        panel.open.procedure.with_value(|procedure| Questions::new(procedure, &BTreeMap::new(), panel.errors));
    let (checklist, fees) = (Checklist::new(&[], panel.errors), Fees::new(&[], panel.errors));
    let sheets = RwSignal::new(view.dossier.paper_count.to_string());
    let lines: Vec<View> = papers
        .iter()
        .map(|paper| {
            let (view, known) = (view.clone(), paper.clone());
            // Whether a paper is needed may hang on what the officer answers.
            let stands = Memo::new(move |_| standing(&view, &known, questions.answers()));
            checklist.line(paper.clone(), stands.into())
        })
        .collect();
    let fee_lines: Vec<View> = view.fees_due.iter().map(|line| fees.line(line)).collect();
    let fee_lines = if fee_lines.is_empty() {
        view! { <p>{t!("staff.fee.none_due")}</p> }
    } else {
        fee_lines.into_view()
    };
    let inputs = view! {
        {questions.view()}
        <h3>{t!("staff.paper.heading")}</h3>
        {lines}
        <h3>{t!("staff.fee.heading")}</h3>
        {fee_lines}
        {Bound::new("paper_count", t!("staff.field.sheets"), sheets, panel.errors).hint(t!("staff.field.sheets_hint")).optional().line(Input::DIGITS)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let paper_count = reader.sheets("paper_count", sheets);
        let mut wrong = Vec::new();
        let officer_states = untrack(|| questions.answers());
        let checklist =
            checklist.read(&papers, |paper| standing(&view, paper, officer_states.clone())).unwrap_or_else(|errors| {
                wrong.extend(errors);
                Vec::new()
            });
        let fees = fees.read(&view.fees_due).unwrap_or_else(|errors| {
            wrong.extend(errors);
            Vec::new()
        });
        reader.all(wrong);
        reader.finish(Action::Accept { checklist, paper_count, fees, officer_states })
    })
}

/// How a paper of a filed dossier stands.
fn standing(view: &DossierView, paper: &PaperRequirement, officer_states: BTreeMap<String, bool>) -> Standing {
    let facts = Facts { officer_states, ..view.dossier.facts() };
    let filed = view.content.papers.iter().find(|filed| filed.paper == Some(paper.id));
    Standing {
        needed: paper_is_needed(paper, &view.content.answers, &facts),
        given: filed.is_some(),
        scanned: paper.is_form || filed.is_some_and(|filed| !filed.on_paper || !filed.files.is_empty()),
    }
}

/// Reason, legal basis, and what to do instead.
#[must_use]
pub fn refuse(panel: Panel) -> View {
    let [reason, legal_basis, guidance] = [(); 3].map(|()| RwSignal::new(String::new()));
    let inputs = view! {
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.field.reason_hint")).lines(3)}
        {Bound::new("legal_basis", t!("staff.field.legal_basis"), legal_basis, panel.errors).hint(t!("staff.field.legal_basis_hint")).line(Input::TEXT)}
        {guidance_field(panel, guidance)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let reason = reader.text("reason", reason);
        let legal_basis = reader.text("legal_basis", legal_basis);
        let guidance = reader.text("guidance", guidance);
        reader.finish(Action::Refuse { reason, legal_basis, guidance })
    })
}
