//! Preparing and sending: each dossier is read first, so that what is decided is seen and its version is known, then
//! acted on by itself. One that fails changes nothing for the others.

use crate::api;
use domain::{
    dossier::{Action, ActionName},
    message::staff::DossierView,
};
use frontend::prelude::*;
use frontend::{api::ApiError, dom};

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
}

/// Reads each dossier; `read` goes up with each.
pub fn prepare(items: Vec<Item>, action: ActionName, read: RwSignal<usize>) {
    leptos::task::spawn_local(async move {
        for item in items {
            let answer = api::dossier(&item.code.get_value()).await;
            let outcome = match answer {
                Ok(view) => {
                    let possible = view.allowed.contains(&action);
                    item.view.set(Some(view));
                    if possible { Outcome::Ready } else { Outcome::NotPossible }
                }
                Err(error) => Outcome::Failed(error),
            };
            // The panel may have been closed meanwhile; nothing has been changed then.
            if !item.outcome.try_set(outcome) {
                return;
            }
            read.update(|read| *read += 1);
        }
    });
}

/// Acts on each that waits; `sent` goes up with each, `done` is told at the end.
pub fn send(
    items: Vec<Item>,
    make: impl Fn(&DossierView) -> Action + 'static,
    sent: RwSignal<usize>,
    done: Callback<()>,
) {
    leptos::task::spawn_local(async move {
        for item in items.into_iter().filter(|item| untrack(|| item.waits())) {
            let Some(view) = item.view.get_untracked() else { continue };
            item.outcome.set(Outcome::UnderWay);
            let (code, request, action) = (item.code.get_value(), item.request.get_value(), make(&view));
            let answer = api::act(&code, view.dossier.version, &request, &request, &action).await;
            let outcome = match answer {
                Ok(view) => {
                    item.view.set(Some(view));
                    Outcome::Done
                }
                Err(error) => Outcome::Failed(error),
            };
            if !item.outcome.try_set(outcome) {
                return;
            }
            sent.update(|sent| *sent += 1);
        }
        done.run(());
    });
}
