//! What a page loads: a signal that says whether it is on its way, there, or failed, with a way to try again.
//!
//! The framework's resources bring their codecs and suspense along (about 10 KB compressed); a page of the portals
//! needs one answer at a time.

use crate::api::ApiError;
use crate::prelude::*;
use std::{future::Future, pin::Pin, sync::Arc};

/// How far a load is.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    Loading,
    Ready(T),
    Failed(ApiError),
}

type Fetch<T> = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, ApiError>>>> + Send + Sync>;

/// A load that belongs to the component that made it: an answer that comes after the page is left is dropped.
pub struct Remote<T: Send + Sync + 'static> {
    state: RwSignal<Load<T>>,
    fetch: StoredValue<Fetch<T>>,
    round: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + Send + Sync + 'static> Remote<T> {
    /// Begins to load.
    pub fn new<F, A>(fetch: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<T, ApiError>> + 'static,
    {
        let fetch: Fetch<T> = Arc::new(move || Box::pin(fetch()));
        let remote =
            Self { state: RwSignal::new(Load::Loading), fetch: StoredValue::new(fetch), round: StoredValue::new(0) };
        remote.reload();
        remote
    }

    /// Loads again; what is shown stays until the answer comes, unless it was an error.
    pub fn reload(self) {
        if self.state.with_untracked(|state| matches!(state, Load::Failed(_))) {
            self.state.set(Load::Loading);
        }
        self.round.update_value(|round| *round = round.wrapping_add(1));
        let round = self.round.get_value();
        let load = (self.fetch.get_value())();
        leptos::task::spawn_local(async move {
            let answer = load.await;
            // A newer load, or none when the page is gone, makes this answer worthless.
            if self.round.try_get_value() == Some(round) {
                self.state.set(match answer {
                    Ok(value) => Load::Ready(value),
                    Err(error) => Load::Failed(error),
                });
            }
        });
    }

    /// Replaces the value: the answer of an action is the new state.
    pub fn set(self, value: T) {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        self.state.set(Load::Ready(value));
    }

    /// How far it is; subscribes.
    #[must_use]
    pub fn get(self) -> Load<T> {
        self.state.get()
    }

    /// The value, if it is there; subscribes.
    #[must_use]
    pub fn value(self) -> Option<T> {
        self.state.with(|state| match state {
            Load::Ready(value) => Some(value.clone()),
            _ => None,
        })
    }
}
