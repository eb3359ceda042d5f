//! One step that the citizen takes: its inputs, what is wrong with them, sending it once.

use domain::{form::FieldError, message::public::MyDossierView};
use frontend::prelude::*;
use frontend::{
    api::{self, ApiError},
    dom,
    form::words,
    i18n::Key,
    t,
    ui::{Alert, Button, Field, Input, Look, Tone, text_area, text_input, toast},
};
use serde_json::{Map, Value};

/// The step's inputs by their paths in the action, and how it fares.
#[derive(Clone, Copy)]
pub struct Sender {
    action: &'static str,
    dossier: StoredValue<(String, u32)>,
    /// Names the request and binds its files: sent twice, it is done once.
    pub id: StoredValue<String>,
    pub busy: RwSignal<bool>,
    wrong: RwSignal<Vec<FieldError>>,
    error: RwSignal<Option<ApiError>>,
    renewed: Callback<MyDossierView>,
}

impl Sender {
    /// A step on this dossier as the citizen saw it.
    #[must_use]
    pub fn new(action: &'static str, view: &MyDossierView, renewed: Callback<MyDossierView>) -> Self {
        Self {
            action,
            dossier: StoredValue::new((view.tracked.code.0.clone(), view.version)),
            id: StoredValue::new(dom::uuid()),
            busy: RwSignal::new(false),
            wrong: RwSignal::new(Vec::new()),
            error: RwSignal::new(None),
            renewed,
        }
    }

    /// A question; its id is the path with the action before it.
    pub fn field(self, path: &'static str, label: Key) -> Field {
        let error = Signal::derive(move || {
            self.wrong.with(|wrong| wrong.iter().find(|error| error.field == path).map(words::of))
        });
        Field::new([self.action, "-", path].concat(), label).error(error)
    }

    /// A text of one line, or of several.
    pub fn text(self, field: Field, value: RwSignal<String>, input: Option<Input>) -> View {
        let before = value.get_untracked();
        let typed = Callback::new(move |text| value.set(text));
        let left = Callback::new(|()| ());
        field.render(|wiring| match input {
            Some(input) => text_input(wiring, input, before, typed, left),
            None => text_area(wiring, 3, before, typed, left),
        })
    }

    /// Says what is wrong by field; the first wrong one gets the focus.
    pub fn refuse(self, wrong: Vec<FieldError>) {
        if let Some(first) = wrong.first() {
            dom::focus_later([self.action, "-", &first.field].concat());
        }
        self.wrong.set(wrong);
    }

    /// Sends it; the page shows the dossier as it is then.
    pub fn send(self, input: Map<String, Value>, done: Key) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        self.wrong.set(Vec::new());
        let ((code, version), id) = (self.dossier.get_value(), self.id.get_value());
        leptos::task::spawn_local(async move {
            let outcome = api::public::act_on_mine(&code, version, &id, self.action, input).await;
            if !self.busy.try_set(false) {
                return;
            }
            match outcome {
                Ok(view) => {
                    toast(done);
                    self.renewed.run(view);
                }
                Err(trouble) => {
                    // Somebody acted meanwhile: what was typed stays, and goes out under the version of now.
                    if let Some(now) = trouble.version_now() {
                        self.dossier.update_value(|(_, version)| *version = now);
                    }
                    self.refuse(trouble.problem().map(|problem| problem.errors.clone()).unwrap_or_default());
                    self.error.set(Some(trouble));
                }
            }
        });
    }

    /// What went wrong, and the button.
    pub fn foot(self, label: Key, look: Look, press: impl Fn() + Send + Sync + 'static) -> View {
        let trouble = move || {
            self.error.get().map(|error| view! { <Alert tone=Tone::Bad><p>{move || error.words()}</p></Alert> })
        };
        view! {
            {trouble}
            <div class="buttons"><Button label look busy=self.busy on_press=Callback::new(move |()| press())/></div>
        }
    }
}

/// A missing answer.
#[must_use]
pub fn missing(path: &str) -> FieldError {
    FieldError::new(path, "required")
}

/// The typed text; empty: nothing.
#[must_use]
pub fn typed(value: RwSignal<String>) -> String {
    dom::composed(value.get_untracked().trim())
}

/// A map of JSON with one entry.
#[must_use]
pub fn entry(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}

/// The typed text, or nothing.
#[must_use]
pub fn optional(value: RwSignal<String>) -> Value {
    Some(typed(value)).filter(|text| !text.is_empty()).map_or(Value::Null, Value::String)
}

/// The words of a step that is done.
#[must_use]
pub fn noted() -> Key {
    t!("mine.noted")
}
