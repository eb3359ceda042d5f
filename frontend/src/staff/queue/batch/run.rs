//! Preparing and sending: each dossier is read first, so that what is decided is seen and its version is known. They are
//! sent some at a time, so that progress shows; one that fails changes nothing for the others.

use crate::api;
use domain::{
    dossier::{Action, ActionName},
    ids::{DossierCode, RequestId},
    message::staff::{Batch, BatchAct, BatchOutcome, DossierView},
};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, Trouble},
    dom,
};
use std::rc::Rc;

/// Dossiers of one request.
const AT_ONCE: usize = 10;
/// Dossiers that are read at the same time.
const LANES: usize = 4;

/// What became of one dossier.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is being read, or sent.
    UnderWay,
    /// It was read, and the action is this person's.
    Ready,
    /// It was read, and the action is not possible.
    NotPossible,
    Done,
    Failed(ApiError),
}

/// One dossier of a batch.
#[derive(Clone, Copy)]
pub struct Item {
    pub code: StoredValue<String>,
    pub view: RwSignal<Option<DossierView>>,
    pub outcome: RwSignal<Outcome>,
    /// Names its request: another try does nothing twice.
    request: StoredValue<String>,
}

impl Item {
    /// A dossier that has not been read yet.
    #[must_use]
    pub fn new(code: String) -> Self {
        Self {
            code: StoredValue::new(code),
            view: RwSignal::new(None),
            outcome: RwSignal::new(Outcome::UnderWay),
            request: StoredValue::new(dom::uuid()),
        }
    }

    /// Whether it waits to be sent, for the first time or again.
    #[must_use]
    pub fn waits(self) -> bool {
        self.outcome.with(|outcome| match outcome {
            Outcome::Ready => true,
            Outcome::Failed(error) => error.passing() && self.view.with(Option::is_some),
            _ => false,
        })
    }

    /// Whether it failed in a way that sending the same again does not mend: it is read anew first.
    #[must_use]
    pub fn needs_reading(self) -> bool {
        self.outcome.with(|outcome| matches!(outcome, Outcome::Failed(_))) && !self.waits()
    }

    #[must_use]
    pub fn is_done(self) -> bool {
        self.outcome.with(|outcome| *outcome == Outcome::Done)
    }

    /// Whether it has left the list: it was acted on, here or by somebody else.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.outcome.with(|outcome| matches!(outcome, Outcome::Done | Outcome::NotPossible))
    }

    /// The act as it is sent; none for a dossier that was never read.
    fn act(self, make: &impl Fn(&DossierView) -> Action) -> Option<BatchAct> {
        self.view.with_untracked(|view| {
            let view = view.as_ref()?;
            Some(BatchAct {
                code: DossierCode(self.code.get_value()),
                version: view.dossier.version,
                request_id: RequestId(self.request.get_value()),
                draft: None,
                input: api::input(&make(view)),
            })
        })
    }

    /// Takes the answer; tells whether the panel is still there to show it.
    fn settle(self, answer: Result<Option<&BatchOutcome>, &ApiError>) -> bool {
        let outcome = match answer {
            Ok(Some(BatchOutcome { problem: None, .. })) => Outcome::Done,
            Ok(Some(BatchOutcome { problem: Some(problem), .. })) => {
                Outcome::Failed(ApiError::new(Trouble::Problem(Rc::new(problem.clone()))))
            }
            Ok(None) => Outcome::Failed(ApiError::new(Trouble::Garbled(200))),
            Err(error) => Outcome::Failed(error.clone()),
        };
        self.outcome.try_set(outcome)
    }
}

/// Reads each dossier, also one that failed, which is another request from then on; `read` goes up with each, `done` is
/// told at the end.
pub fn prepare(items: Vec<Item>, action: ActionName, read: RwSignal<usize>, done: Callback<()>) {
    let total = items.len();
    let items = StoredValue::new(items);
    for _ in 0..LANES {
        leptos::task::spawn_local(async move {
            // The panel may have been closed meanwhile; nothing has been changed then.
            while let Some(item) = next(items) {
                item.request.set_value(dom::uuid());
                if !item.outcome.try_set(Outcome::UnderWay) {
                    return;
                }
                let Some(code) = item.code.try_get_value() else { return };
                let outcome = match api::dossier(&code).await {
                    Ok(view) => {
                        let possible = view.allowed.contains(&action);
                        if !item.view.try_set(Some(view)) {
                            return;
                        }
                        if possible { Outcome::Ready } else { Outcome::NotPossible }
                    }
                    Err(error) => Outcome::Failed(error),
                };
                if !item.outcome.try_set(outcome) {
                    return;
                }
                read.update(|read| *read += 1);
                if read.get_untracked() == total {
                    done.run(());
                }
            }
        });
    }
}

fn next(items: StoredValue<Vec<Item>>) -> Option<Item> {
    items.try_get_value()?;
    let mut found = None;
    items.update_value(|items| found = items.pop());
    found
}

/// Acts on each that waits; `done` is told at the end.
pub fn send(items: &[Item], action: ActionName, make: impl Fn(&DossierView) -> Action + 'static, done: Callback<()>) {
    let waiting = items.iter().filter(|item| untrack(|| item.waits()));
    let waiting: Vec<(Item, BatchAct)> = waiting.filter_map(|item| Some((*item, item.act(&make)?))).collect();
    leptos::task::spawn_local(async move {
        for some in waiting.chunks(AT_ONCE) {
            if !some.iter().all(|(item, _)| item.outcome.try_set(Outcome::UnderWay)) {
                return;
            }
            let batch = Batch { acts: some.iter().map(|(_, act)| act.clone()).collect() };
            let answer = api::batch(action, &batch).await;
            for (at, (item, _)) in some.iter().enumerate() {
                let own = answer.as_ref().map(|answer| answer.outcomes.get(at));
                if !item.settle(own) {
                    return;
                }
            }
        }
        done.run(());
    });
}
