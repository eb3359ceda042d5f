//! The batch that is being taken: the dossiers with what is decided about each, what is said once for all, progress, and
//! the outcome of each.

use super::{
    Batch,
    inputs::Inputs,
    run::{Item, Outcome, prepare, send},
};
use crate::{fields::faults, refusal, route, trouble::guard_of, words};
use domain::{
    dossier::ActionName,
    message::staff::{Colleague, DossierView},
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    i18n::pick,
    t,
    ui::{Badge, Button, ErrorSummary, Look, Mark},
};

/// The panel.
#[must_use]
pub fn panel(batch: Batch, action: ActionName) -> View {
    let items: Vec<Item> = batch.chosen.get_untracked().into_iter().map(Item::new).collect();
    let (all, read, sent, busy) =
        (StoredValue::new(items.clone()), RwSignal::new(0_usize), RwSignal::new(0_usize), RwSignal::new(false));
    prepare(items.clone(), action, read);
    let total = items.len();
    let prepared = Memo::new(move |_| read.get() >= total);
    let waiting = move || all.with_value(|items| items.iter().filter(|item| item.waits()).count());
    let inputs = Inputs::new(action);
    let questions =
        move || prepared.get().then(|| untrack(|| inputs.view(all.with_value(|items| common_colleagues(items)))));
    let finished = Callback::new(move |()| {
        busy.set(false);
        dom::focus_later("batch-progress".to_owned());
    });
    let press = move |()| match inputs.read() {
        Ok(make) => {
            inputs.errors.set(Vec::new());
            sent.set(0);
            busy.set(true);
            send(all.get_value(), make, sent, finished);
        }
        Err(errors) => {
            inputs.errors.set(errors);
            dom::focus_later("error-summary".to_owned());
        }
    };
    let done = move || {
        all.with_value(|items| items.iter().filter(|item| item.outcome.with(|now| *now == Outcome::Done)).count())
    };
    let progress = move || {
        let (at, words) =
            if prepared.get() { (done(), t!("staff.batch.done")) } else { (read.get(), t!("staff.batch.reading")) };
        let (at_text, total_text) = (at.to_string(), total.to_string());
        let text = words.with(&[("count", &at_text), ("total", &total_text)]);
        view! { <progress max=total_text value=at_text aria-label=text.clone()></progress>" "<span>{text}</span> }
    };
    let nothing_left = Signal::derive(move || !prepared.get() || waiting() == 0);
    let close = move |()| {
        if all.with_value(|items| items.iter().any(|item| item.outcome.with_untracked(|now| *now == Outcome::Done))) {
            batch.chosen.update(|chosen| chosen.clear());
            batch.reload.run(());
        }
        batch.close();
    };
    let rows: Vec<View> = items.into_iter().map(row).collect();
    view! {
        <section class="card actions batch" aria-labelledby="batch-title">
            <h2 id="batch-title" tabindex="-1">{words::action(action)}</h2>
            <ErrorSummary faults=faults(inputs.errors)/>
            <p id="batch-progress" tabindex="-1" role="status" class="batch-progress">{progress}</p>
            <ul class="plain batch-rows">{rows}</ul>
            {questions}
            <div class="buttons">
                <Button label=words::action(action) look=Look::Primary busy=busy disabled=nothing_left on_press=press/>
                <Button label=t!("staff.actions.close") look=Look::Quiet disabled=busy on_press=close/>
            </div>
        </section>
    }
}

/// Officers who can be named for every dossier of the batch.
fn common_colleagues(items: &[Item]) -> Vec<Colleague> {
    let mut views = items.iter().filter(|item| item.waits()).filter_map(|item| item.view.get_untracked());
    let Some(first) = views.next() else { return Vec::new() };
    views.fold(first.colleagues, |mut common, view| {
        common.retain(|colleague| view.colleagues.contains(colleague));
        common
    })
}

fn row(item: Item) -> View {
    let code = item.code.get_value();
    let href = route::dossier(&code);
    let about = move || item.view.get().map(|view| about(&view));
    let outcome = move || outcome(&item.outcome.get());
    view! { <li><a class="number" href=href>{code}</a>" "{about}" "{outcome}</li> }
}

/// What is decided about.
fn about(view: &DossierView) -> View {
    let name = view.procedure.name.clone();
    let draft = view.dossier.state.draft().map(|draft| view! { " · "<b>{words::decision(draft.decision)}</b> });
    let sheets = view.dossier.paper_count.to_string();
    let sheets = move || t!("staff.batch.sheets").with(&[("count", &sheets)]);
    view! { <span>{move || pick(&name)}" · "{view.dossier.applicant.name.clone()}" · "{sheets}{draft}</span> }
}

fn outcome(outcome: &Outcome) -> View {
    match outcome {
        Outcome::UnderWay => view! { <span class="soft">"…"</span> },
        Outcome::Ready => ().into_view(),
        Outcome::NotPossible => view! { <Badge mark=Mark::Neutral label=t!("staff.batch.not_possible")/> },
        Outcome::Done => view! { <Badge mark=Mark::Good label=t!("staff.batch.ok")/> },
        Outcome::Failed(error) => {
            let error = error.clone();
            view! { <span class="bad-text">{move || why(&error)}</span> }
        }
    }
}

/// A refusal in words, with its rule where one refused.
fn why(error: &ApiError) -> String {
    match guard_of(error) {
        Some(guard) => refusal::sentence(guard),
        None => {
            let fields = error.problem().map(|problem| problem.errors.as_slice()).unwrap_or_default();
            fields.first().map_or_else(|| error.words(), crate::fields::error_words)
        }
    }
}
