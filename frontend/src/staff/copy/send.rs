//! Sending: read by the rules of the form, under one key, so that a second Enter makes no second dossier.

use super::{
    Done,
    desk::{Desk, Person, facts},
};
use crate::trouble::{guard_of, refused, trouble};
use domain::{
    dossier::{
        action::{CheckedPaper, IdentityCheck, IdentityKind, PaperStatus},
        head::ReturnTo,
    },
    form::{self, Answers, FieldError},
    ids::CentreId,
    message::staff::{AcceptNow, IntakeDossier},
    procedure::ReturnMethod,
};
use frontend::prelude::*;
use frontend::{api::ApiError, dom};
use std::collections::BTreeMap;

/// Sends what was typed, if it is whole.
pub fn send(desk: Desk) {
    if desk.busy.get_untracked() {
        return;
    }
    desk.failed.set(None);
    let filing = match read(desk) {
        Ok(filing) => filing,
        Err(errors) => return show(desk, errors),
    };
    desk.errors.set(Vec::new());
    desk.busy.set(true);
    let key = desk.key.get_value();
    leptos::task::spawn_local(async move {
        let answer = crate::api::intake(&key, &filing).await;
        // The page may be gone; the dossier is filed all the same.
        if !desk.busy.try_set(false) {
            return;
        }
        match answer {
            Ok(receipt) => {
                let person = Person { name: receipt.applicant.name.clone(), number: crate::fields::clean(desk.number) };
                desk.kept.forget();
                let presented = filing.accept.is_some_and(|now| now.present);
                desk.round.set((Some(Done { code: receipt.code.0.clone(), person, presented }), Person::default()));
            }
            Err(error) => {
                let errors = error.problem().map(|problem| problem.errors.clone()).unwrap_or_default();
                if errors.is_empty() || guard_of(&error).is_some() {
                    desk.failed.set(Some(error));
                    dom::focus_later("copy-failed".to_owned());
                } else {
                    show(desk, errors);
                }
            }
        }
    });
}

fn show(desk: Desk, errors: Vec<FieldError>) {
    desk.errors.set(errors);
    dom::focus_later("error-summary".to_owned());
}

/// The refusal in words.
pub fn failure(error: ApiError) -> View {
    let shown = match guard_of(&error) {
        Some(guard) => refused(guard),
        None => trouble(error, None),
    };
    view! { <div id="copy-failed" tabindex="-1">{shown}</div> }
}

/// The filing, by the same rules as the functions have.
fn read(desk: Desk) -> Result<IntakeDossier, Vec<FieldError>> {
    let procedure = desk.procedure.get_value();
    let answers = desk.answers();
    let facts = facts();
    let context = form::Context::new(&facts, &|_| true, &|_, _| true);
    let mut errors = form::parse(&procedure, &answers, &context).err().unwrap_or_default();
    // One tick stands for both.
    errors.retain(|error| error.field != "declaration");
    errors.extend(unnamed(&answers));
    let fees = desk.fees.read(&desk.due.get_untracked());
    // Before pages and copies are right there is no fee to speak of.
    if let (Err(wrong), true) = (&fees, errors.is_empty()) {
        errors.extend(wrong.clone());
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let checked = |paper: &domain::procedure::PaperRequirement| CheckedPaper {
        paper: paper.id,
        status: if form::paper_is_needed(paper, &answers, &facts) {
            PaperStatus::Shown
        } else {
            PaperStatus::NotNeeded
        },
        not_scanned: None,
        fallback: None,
    };
    let checklist = procedure.papers.iter().map(checked).collect();
    let centre = CentreId(desk.centre.get_untracked());
    Ok(IntakeDossier {
        procedure: procedure.reference(),
        papers: Vec::new(),
        return_to: ReturnTo { method: ReturnMethod::Counter, centre: centre.clone(), address: None },
        centre,
        identity: Some(IdentityCheck { kind: IdentityKind::IdentityCard, number: crate::fields::clean(desk.number) }),
        paper_count: 0,
        post_item_no: None,
        late_entry: None,
        accept: Some(AcceptNow {
            checklist,
            fees: fees.unwrap_or_default(),
            officer_states: BTreeMap::new(),
            present: desk.presents(),
        }),
        answers,
    })
}

/// The register needs the name of each paper, which the form of the procedure does not insist on.
fn unnamed(answers: &Answers) -> Vec<FieldError> {
    let rows = answers.get("documents").and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.get("document_name").is_none())
        .map(|(at, _)| FieldError::new(&["documents[", &at.to_string(), "].document_name"].concat(), "required"))
        .collect()
}
