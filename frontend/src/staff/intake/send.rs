//! Sending a filing: everything is read and checked, shown by the field where it is wrong, and sent under the draft's
//! key, so that a second press or a lost answer gives the same receipt.

use super::{
    Stage,
    counter::{Counter, PARTS, Rest},
    draft::Draft,
    due,
    papers::standing,
    prefill::applicant_answers,
    preview,
};
use crate::{
    fields::Reader,
    trouble::{guard_of, refused as refuses, trouble},
};
use domain::{
    dossier::action::IdentityCheck,
    form::FieldError,
    message::{
        problem::code,
        public::PaperInput,
        staff::{AcceptNow, IntakeDossier},
    },
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    i18n::words as text,
    t,
    ui::{Alert, Button, Look, Tone},
};

/// What stands beside the sections: who will decide, what is open, the buttons.
#[must_use]
pub fn side(counter: Counter, rest: Rest) -> View {
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let procedure = rest.form.procedure();
    let send = move |accept: bool| submit(counter, rest, accept, busy, failed);
    let waits = Signal::derive(move || busy.get() || counter.under_way.get() > 0);
    view! {
        <section class="card">
            <h2>{text(procedure.name.clone())}</h2>
            <p class="soft number small">{procedure.code.0.clone()}</p>
            <h3>{t!("staff.intake.competent")}</h3>
            {preview::competence(counter, rest)}
            <h3>{t!("staff.preview.due")}</h3>
            {due::due(counter, rest)}
            <h3>{t!("staff.intake.open")}</h3>
            {open(rest)}
            {move || failed.get().map(failure)}
            <div class="buttons">
                <Button label=t!("staff.intake.accept") look=Look::Primary busy=waits on_press=move |()| send(true)/>
                <Button label=t!("staff.intake.only_file") busy=waits on_press=move |()| send(false)/>
            </div>
            <p class="soft small">{t!("staff.intake.only_file_hint")}</p>
        </section>
    }
}

/// What is still missing, in a few words: questions of the form, and papers.
fn open(rest: Rest) -> View {
    let form_ready =
        move || if rest.form.is_valid() { t!("staff.intake.form_ready") } else { t!("staff.intake.form_open") }.get();
    let papers = move || {
        let procedure = rest.form.procedure();
        let missing =
            procedure.papers.iter().filter(|paper| rest.checklist.status(paper, standing(rest, paper)).is_none());
        match missing.count() {
            0 => t!("staff.intake.papers_ready").get().to_owned(),
            count => t!("staff.intake.papers_open").with(&[("count", &count.to_string())]),
        }
    };
    view! { <ul class="small"><li>{form_ready}</li><li>{papers}</li></ul> }
}

fn submit(counter: Counter, rest: Rest, accept: bool, busy: RwSignal<bool>, failed: RwSignal<Option<ApiError>>) {
    if busy.get_untracked() || counter.under_way.get_untracked() > 0 {
        return;
    }
    failed.set(None);
    counter.errors.set(Vec::new());
    let filing = match read(counter, rest, accept) {
        Ok(filing) => filing,
        Err(errors) => return show(counter, errors),
    };
    busy.set(true);
    let key = counter.key.get_value();
    leptos::task::spawn_local(async move {
        let answer = crate::api::intake(&key, &filing).await;
        // The page may be gone; the dossier is filed all the same, and the draft still holds its key.
        if !busy.try_set(false) {
            return;
        }
        match answer {
            Ok(receipt) => {
                counter.me.with_value(|me| Draft::forget(&me.account));
                let person = applicant_answers(&filing.answers, &rest.form.procedure());
                let identity = untrack(|| counter.identity_check());
                let next = Draft::of_same_person(identity, person, Some(filing.centre));
                counter.stage.set(Stage::Filed { receipt: Box::new(receipt), accepted: accept, next: Box::new(next) });
                dom::focus_heading();
            }
            Err(error) => refused(counter, rest, error, failed),
        }
    });
}

/// Shows what is wrong, each at its field, and goes to the summary.
fn show(counter: Counter, errors: Vec<FieldError>) {
    counter.errors.set(errors);
    dom::focus_later("error-summary".to_owned());
}

fn refused(counter: Counter, rest: Rest, error: ApiError, failed: RwSignal<Option<ApiError>>) {
    let errors = error.problem().map(|problem| problem.errors.clone()).unwrap_or_default();
    if errors.is_empty() || guard_of(&error).is_some() {
        failed.set(Some(error));
        dom::focus_later("intake-failed".to_owned());
        return;
    }
    let of_form = |error: &FieldError| rest.form.part_of(&error.field).is_some();
    let (of_form, ours): (Vec<_>, Vec<_>) = errors.into_iter().partition(of_form);
    rest.form.refuse(of_form);
    show(counter, ours);
}

/// The refusal in words: the rule that says no, or as everywhere.
fn failure(error: ApiError) -> View {
    let problem = error.problem();
    let used = problem.is_some_and(|problem| problem.code == code::KEY_REUSED);
    let shown = match guard_of(&error) {
        Some(guard) => refuses(guard),
        None if used => view! { <Alert tone=Tone::Bad><p>{t!("staff.intake.key_reused")}</p></Alert> },
        None => trouble(error, None),
    };
    view! { <div id="intake-failed">{shown}</div> }
}

/// Everything that was typed, if it is whole.
fn read(counter: Counter, rest: Rest, accept: bool) -> Result<IntakeDossier, Vec<FieldError>> {
    let mut reader = Reader::new();
    let (post_item_no, late_entry) = counter.arrival.read(&mut reader);
    let identity: Option<IdentityCheck> = post_item_no.is_none().then(|| reader.identity(counter.identity));
    let paper_count = reader.sheets("paper_count", rest.sheets);
    let return_to = rest.return_to.read().map_err(|errors| reader.all(errors)).ok();
    let mut valid = true;
    for part in PARTS {
        valid &= rest.form.accept_part(part);
    }
    let accept = accept.then(|| {
        let procedure = rest.form.procedure();
        let checklist = rest.checklist.read(&procedure.papers, |paper| untrack(|| standing(rest, paper)));
        let fees = rest.fees.read(&rest.due.get_untracked());
        AcceptNow {
            present: false,
            checklist: checklist.unwrap_or_else(|errors| {
                reader.all(errors);
                Vec::new()
            }),
            fees: fees.unwrap_or_else(|errors| {
                reader.all(errors);
                Vec::new()
            }),
            officer_states: untrack(|| rest.questions.answers()),
        }
    });
    reader.finish(())?;
    let Some(return_to) = return_to.filter(|_| valid) else { return Err(Vec::new()) };
    let given = rest.papers.get_untracked();
    let papers = given
        .into_iter()
        .filter(|(_, given)| given.on_paper || !given.files.is_empty())
        .map(|(paper, given)| PaperInput {
            paper,
            files: given.files.into_iter().map(|file| file.id).collect(),
            on_paper: given.on_paper,
        })
        .collect();
    Ok(IntakeDossier {
        procedure: rest.form.procedure().reference(),
        answers: rest.form.answers(),
        papers,
        return_to,
        centre: untrack(|| counter.centre()),
        identity,
        paper_count,
        post_item_no,
        late_entry,
        accept,
    })
}
