//! The batch that is being taken: the dossiers with what is decided about each, what is said once for all, progress, and
//! the outcome of each.

use super::{
    Batch,
    inputs::Inputs,
    run::{Item, Outcome, prepare, send},
};
use crate::{fields::faults, route, trouble::guard_of, words};
use domain::{
    dossier::ActionName,
    message::{
        problem::code,
        staff::{Colleague, DossierView},
    },
};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    i18n::pick,
    t,
    ui::{Badge, Button, ErrorSummary, Look, Mark},
};

/// What the panel knows while it is open.
#[derive(Clone, Copy)]
struct Taking {
    action: ActionName,
    items: StoredValue<Vec<Item>>,
    inputs: Inputs,
    /// How many are to be read, and how many of them were.
    to_read: RwSignal<usize>,
    read: RwSignal<usize>,
    busy: RwSignal<bool>,
}

impl Taking {
    fn count(self, what: impl Fn(Item) -> bool) -> usize {
        self.items.with_value(|items| items.iter().filter(|item| what(**item)).count())
    }

    fn prepared(self) -> bool {
        self.read.get() >= self.to_read.get()
    }

    /// Reads these; what was confirmed before is confirmed anew, because another thing may be decided now.
    fn read(self, items: Vec<Item>) {
        self.inputs.unconfirm();
        self.read.set(0);
        self.to_read.set(items.len());
        prepare(items, self.action, self.read, told());
    }

    fn send(self) {
        match self.inputs.read() {
            Ok(make) => {
                self.inputs.errors.set(Vec::new());
                self.busy.set(true);
                let finished = Callback::new(move |()| {
                    if self.busy.try_set(false) {
                        told().run(());
                    }
                });
                self.items.with_value(|items| send(items, self.action, make, finished));
            }
            Err(errors) => {
                self.inputs.errors.set(errors);
                dom::focus_later("error-summary".to_owned());
            }
        }
    }

    /// How far it is, in words and as a bar.
    fn progress(self) -> View {
        let (at, total, words) = if self.prepared() {
            (self.count(Item::is_done), self.items.with_value(Vec::len), t!("staff.batch.done"))
        } else {
            (self.read.get(), self.to_read.get(), t!("staff.batch.reading"))
        };
        let (at, total) = (at.to_string(), total.to_string());
        let text = words.with(&[("count", &at), ("total", &total)]);
        let failed = self.count(|item| item.outcome.with(|outcome| matches!(outcome, Outcome::Failed(_))));
        let failed = (failed > 0 && self.prepared()).then(|| {
            let text = t!("staff.batch.failed").with(&[("count", &failed.to_string())]);
            view! { " "<b class="bad-text">{text}</b> }
        });
        view! { <progress max=total value=at aria-label=text.clone()></progress>" "<span>{text}</span>{failed} }
    }

    /// Reads once more what failed and would fail again as it is.
    fn again(self) -> View {
        let failed = move || self.count(Item::needs_reading);
        let label = move || t!("staff.batch.again").with(&[("count", &failed().to_string())]);
        let press = move |()| {
            let again = |item: &&Item| untrack(|| item.needs_reading());
            self.read(self.items.with_value(|items| items.iter().filter(again).copied().collect()));
        };
        let shown = Memo::new(move |_| self.prepared() && !self.busy.get() && failed() > 0);
        let button = move || {
            shown.get().then(|| view! { <Button label=Signal::derive(label) look=Look::Plain on_press=press/> })
        };
        button.into_view()
    }
}

/// Whoever reads by ear is told at the end of a run.
fn told() -> Callback<()> {
    Callback::new(|()| dom::focus_later("batch-progress".to_owned()))
}

/// The panel.
#[must_use]
pub fn panel(batch: Batch, action: ActionName) -> View {
    let items: Vec<Item> = batch.chosen.get_untracked().into_iter().map(Item::new).collect();
    let taking = Taking {
        action,
        items: StoredValue::new(items.clone()),
        inputs: Inputs::new(action),
        to_read: RwSignal::new(items.len()),
        read: RwSignal::new(0),
        busy: RwSignal::new(false),
    };
    // The title has the focus now, so the end of reading does not take it.
    prepare(items.clone(), action, taking.read, Callback::new(|()| ()));
    let waiting = move || taking.count(Item::waits);
    let asks = Memo::new(move |_| taking.prepared() && (waiting() > 0 || taking.busy.get()));
    let questions = move || {
        asks.get()
            .then(|| untrack(|| taking.inputs.view(taking.items.with_value(|items| common(items, taking.inputs)))))
    };
    let label = Signal::derive(move || {
        t!("staff.batch.send").with(&[("action", words::action(action).get()), ("count", &waiting().to_string())])
    });
    let button = move || {
        let press = move |()| taking.send();
        asks.get().then(|| view! { <Button label=label look=Look::Primary busy=taking.busy on_press=press/> })
    };
    let close = move |()| {
        let over: Vec<String> = taking.items.with_value(|items| {
            items.iter().filter(|item| untrack(|| item.is_over())).map(|item| item.code.get_value()).collect()
        });
        // What may still be done stays chosen.
        batch.chosen.update(|chosen| chosen.retain(|code| !over.contains(code)));
        batch.close(!over.is_empty());
    };
    let rows: Vec<View> = items.into_iter().map(row).collect();
    view! {
        <section class="card actions batch" aria-labelledby="batch-title">
            <h2 id="batch-title" tabindex="-1">{words::action(action)}</h2>
            <ErrorSummary faults=faults(taking.inputs.errors)/>
            <p id="batch-progress" tabindex="-1" role="status" class="batch-progress">{move || taking.progress()}</p>
            <ul class="plain batch-rows">{rows}</ul>
            {questions}
            <div class="buttons">
                {button}
                {taking.again()}
                <Button label=t!("staff.actions.close") look=Look::Quiet disabled=taking.busy on_press=close/>
            </div>
        </section>
    }
}

/// Officers who can be named for every dossier of the batch.
fn common(items: &[Item], inputs: Inputs) -> Vec<Colleague> {
    let waiting = items.iter().filter(|item| item.waits());
    let mut people = waiting.filter_map(|item| item.view.get_untracked()).map(|view| inputs.people(view));
    let Some(first) = people.next() else { return Vec::new() };
    people.fold(first, |mut common, own| {
        common.retain(|colleague| own.contains(colleague));
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
        Some(guard) => pick(&guard.sentence()),
        None if error.code() == code::NOT_REACHED => t!("staff.batch.not_reached").get().to_owned(),
        None => {
            let fields = error.problem().map(|problem| problem.errors.as_slice()).unwrap_or_default();
            fields.first().map_or_else(|| error.words(), crate::fields::error_words)
        }
    }
}
