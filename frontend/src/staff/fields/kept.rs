//! What an officer types into an action, kept in this tab until it is sent or closed, so that a reload loses nothing.

use frontend::prelude::*;
use frontend::{api::json, storage};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The typing of one open action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Typing {
    /// The action's id.
    pub action: String,
    /// What its uploads are bound to.
    pub draft: String,
    /// Its request id: sent again after a reload, it does nothing twice.
    pub request: String,
    /// Values by their paths in the action.
    pub values: Map<String, Value>,
}

impl Typing {
    /// What this officer was typing about this dossier.
    #[must_use]
    pub fn restore(place: &str) -> Option<Self> {
        storage::read_for_now(place).and_then(|text| json::read(&text).ok())
    }
}

/// Where the typing of a panel is kept.
#[derive(Clone, Copy)]
pub struct Kept {
    place: StoredValue<String>,
    typing: StoredValue<Typing>,
    /// What was typed before the reload and has not found its field yet.
    before: StoredValue<Map<String, Value>>,
}

impl Kept {
    /// Keeps from now on; what was typed before stands in `typing`.
    #[must_use]
    pub fn new(place: String, typing: Typing) -> Self {
        let before = StoredValue::new(typing.values.clone());
        let kept = Self { place: StoredValue::new(place), typing: StoredValue::new(typing), before };
        kept.write();
        kept
    }

    /// Ties a value to its path: it begins with what was typed before, and is kept whenever it changes.
    pub fn tie<T>(self, path: &str, value: RwSignal<T>)
    where
        T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        if let Some(before) = self.take(path) {
            value.set(before);
        }
        let path = path.to_owned();
        effect(move || {
            let now = value.get();
            self.keep(&path, &now);
        });
    }

    /// How many lines a list had; its lines find their values by themselves.
    #[must_use]
    pub fn lines(self, path: &str) -> Option<usize> {
        self.take(path)
    }

    /// Keeps how many lines a list has; a line that is gone is forgotten.
    pub fn keep_lines(self, path: &str, count: usize) {
        let gone = format!("{path}[{count}]");
        self.typing.update_value(|typing| {
            typing.values.retain(|key, _| !key.starts_with(&gone));
            typing.values.insert(path.to_owned(), Value::from(count));
        });
        self.write();
    }

    /// What was typed at a path before the reload, once.
    pub fn take<T: DeserializeOwned>(self, path: &str) -> Option<T> {
        let mut found = None;
        self.before.update_value(|before| found = before.remove(path));
        found.and_then(|value| json::read_value(&value).ok())
    }

    /// Keeps a value that is no signal.
    pub fn keep<T: Serialize>(self, path: &str, value: &T) {
        let Ok(value) = serde_json::to_value(value) else { return };
        self.typing.update_value(|typing| {
            typing.values.insert(path.to_owned(), value);
        });
        self.write();
    }

    /// Forgets it: the action is done, or closed.
    pub fn forget(self) {
        self.place.with_value(|place| storage::remove_for_now(place));
    }

    fn write(self) {
        if let Some(text) = self.typing.with_value(|typing| json::write(typing)) {
            self.place.with_value(|place| storage::write_for_now(place, &text));
        }
    }
}
