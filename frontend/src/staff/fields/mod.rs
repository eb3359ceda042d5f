//! Inputs of actions: each is bound to a signal of its text and to its path in the action, so that an error from the
//! functions stands at its field.

mod agency;
mod identity;
mod kept;
mod reader;

pub use agency::searched;
pub use identity::IdentityInput;
pub use kept::{Kept, Typing};
pub use reader::{Reader, clean, day_of, given};

use domain::{dossier::refusal::Guard, form::FieldError};
use frontend::prelude::*;
use frontend::{
    form,
    i18n::{Key, Words, pick},
    t,
    ui::{Checkbox, Fault, Field, Input, radios, text_area, text_input},
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// The errors of one panel, from the functions or found here, and what their fields are called.
#[derive(Clone, Copy)]
pub struct Errors {
    list: RwSignal<Vec<FieldError>>,
    labels: StoredValue<BTreeMap<String, Words>>,
    /// Where the typing is kept over a reload; none: the page keeps it in its own way.
    kept: Option<Kept>,
}

impl Errors {
    /// Nothing is wrong.
    #[must_use]
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), labels: StoredValue::new(BTreeMap::new()), kept: None }
    }

    /// The same for a panel whose typing outlives a reload.
    #[must_use]
    pub fn keeping(kept: Kept) -> Self {
        Self { kept: Some(kept), ..Self::new() }
    }

    /// Ties a value to its path in what is kept, if anything is.
    pub fn tie<T>(self, path: &str, value: RwSignal<T>)
    where
        T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        if let Some(kept) = self.kept {
            kept.tie(path, value);
        }
    }

    /// Whether the panel has a field of this path.
    #[must_use]
    pub fn knows(self, path: &str) -> bool {
        self.labels.with_value(|labels| labels.contains_key(path))
    }

    /// Replaces all errors.
    pub fn set(self, errors: Vec<FieldError>) {
        self.list.set(errors);
    }

    /// What the field of a path is called, for the summary.
    pub fn name(self, path: &str, label: Words) {
        self.labels.update_value(|labels| {
            labels.insert(path.to_owned(), label);
        });
    }

    fn summary(self, error: &FieldError) -> String {
        let label = self.labels.with_value(|labels| labels.get(&error.field).copied());
        // The field may be gone by now, and its words with it.
        match label.and_then(|label| label.try_get()) {
            Some(label) => [&label, ": ", &error_words(error)].concat(),
            None => error_words(error),
        }
    }
}

/// One bound input.
#[derive(Clone)]
pub struct Bound {
    /// Path in the action: `reason`, `items[0].missing`.
    path: String,
    label: Words,
    hint: Option<Words>,
    value: RwSignal<String>,
    errors: Errors,
    required: bool,
}

/// The id of the control for a path: what an error summary links to.
#[must_use]
pub fn id_of(path: &str) -> String {
    let plain = path.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    ["act-"].into_iter().flat_map(str::chars).chain(plain).collect()
}

impl Bound {
    /// A needed input.
    pub fn new(path: impl Into<String>, label: impl Into<Words>, value: RwSignal<String>, errors: Errors) -> Self {
        let (path, label) = (path.into(), label.into());
        errors.name(&path, label);
        errors.tie(&path, value);
        Self { path, label, hint: None, value, errors, required: true }
    }

    /// Words below the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// An input that may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    fn field(&self) -> Field {
        let field = Field::new(id_of(&self.path), self.label)
            .required(self.required)
            .error(error_at(self.errors, self.path.clone()));
        match self.hint {
            Some(hint) => field.hint(hint),
            None => field,
        }
    }

    fn typed(&self) -> Callback<String> {
        let (value, errors, path) = (self.value, self.errors, self.path.clone());
        Callback::new(move |text| {
            value.set(text);
            forget(errors, &path);
        })
    }

    /// One line.
    #[must_use]
    pub fn line(self, input: Input) -> View {
        let (before, typed) = (self.value.get_untracked(), self.typed());
        self.field().render(|wiring| text_input(wiring, input, before, typed, Callback::new(|()| ())))
    }

    /// Several lines.
    #[must_use]
    pub fn lines(self, rows: u8) -> View {
        let (before, typed) = (self.value.get_untracked(), self.typed());
        self.field().render(|wiring| text_area(wiring, rows, before, typed, Callback::new(|()| ())))
    }

    /// A list to pick from; while nothing is picked, the first entry says so.
    #[must_use]
    pub fn select(self, options: Vec<(String, Words)>) -> View {
        let (value, typed) = (self.value, self.typed());
        let open =
            value.with_untracked(String::is_empty).then(|| view! { <option value="">{t!("field.choose")}</option> });
        self.field().render(|wiring| {
            let options: Vec<_> = options
                .into_iter()
                .map(|(key, label)| {
                    let mine = key.clone();
                    view! { <option value=key selected=move || value.with(|value| *value == mine)>{label}</option> }
                })
                .collect();
            view! {
                <select class="input" id=wiring.id aria-describedby=wiring.described_by aria-invalid=wiring.invalid
                    aria-required=wiring.required on:change=move |event| typed.run(event_target_value(&event))>
                    {open}
                    {options}
                </select>
            }
        })
    }

    /// All choices at once.
    #[must_use]
    pub fn choices(self, options: Vec<(String, Words)>) -> View {
        let (value, typed) = (self.value, self.typed());
        let chosen = Signal::derive(move || Some(value.get()).filter(|value| !value.is_empty()));
        self.field().group().render(|wiring| radios(&wiring, options, chosen, typed))
    }
}

/// A tick box of a panel, kept with the rest of its typing.
#[must_use]
pub fn tick_at(path: &str, label: impl Into<Words>, value: RwSignal<bool>, errors: Errors) -> View {
    errors.tie(path, value);
    tick(id_of(path), label, value)
}

/// A tick box that must be ticked before the action goes.
#[must_use]
pub fn confirmation(path: &str, label: impl Into<Words>, value: RwSignal<bool>, errors: Errors) -> View {
    let label = label.into();
    // The whole sentence would be too long for a link of the summary.
    errors.name(path, t!("staff.field.confirmation").words());
    let (id, own) = (id_of(path), path.to_owned());
    let field = Field::new(id.clone(), label).bare().error(error_at(errors, own.clone()));
    field.render(move |wiring| {
        let change = Callback::new(move |on| {
            value.set(on);
            forget(errors, &own);
        });
        view! { <Checkbox id=id label=label checked=value on_change=change wiring=wiring/> }
    })
}

/// A tick box.
#[must_use]
pub fn tick(id: impl Into<String>, label: impl Into<Words>, value: RwSignal<bool>) -> View {
    view! { <Checkbox id=id.into() label=label.into() checked=value on_change=move |on| value.set(on)/> }
}

/// The words of the error at a path.
#[must_use]
pub fn error_at(errors: Errors, path: String) -> Signal<Option<String>> {
    Signal::derive(move || errors.list.with(|list| list.iter().find(|error| error.field == path).map(error_words)))
}

/// What is wrong, in words; the data's own go first.
#[must_use]
pub fn error_words(error: &FieldError) -> String {
    if let Some(guard) = Guard::ALL.iter().find(|guard| guard.as_str() == error.code) {
        return pick(&guard.sentence());
    }
    // A number beyond its range and a file beyond its size have one code: the rule's own words know which it is.
    if error.message.is_some() {
        return form::words::of(error);
    }
    code(&error.code).map_or_else(|| form::words::of(error), |key| key.get().to_owned())
}

/// Words for codes that actions have besides those of forms.
fn code(code: &str) -> Option<Key> {
    Some(match code {
        "same_agency" => t!("staff.wrong.same_agency"),
        "data_replace_it" => t!("staff.wrong.data_replace_it"),
        "differs_from_slip" => t!("staff.wrong.differs_from_slip"),
        "not_later" => t!("staff.wrong.not_later"),
        "not_a_working_day" => t!("staff.wrong.not_a_working_day"),
        "in_the_future" => t!("staff.wrong.in_the_future"),
        "another_person" => t!("staff.wrong.another_person"),
        "same_procedure" => t!("staff.wrong.same_procedure"),
        "closed" => t!("staff.wrong.closed"),
        "taken" => t!("staff.wrong.taken"),
        "bad_time" => t!("staff.wrong.bad_time"),
        "in_future" => t!("staff.wrong.in_the_future"),
        "in_past" => t!("staff.wrong.in_past"),
        "before_from" => t!("staff.wrong.before_from"),
        "not_earlier" => t!("staff.wrong.not_earlier"),
        "itself" => t!("staff.wrong.itself"),
        "no_such_part" => t!("staff.wrong.no_such_part"),
        "overlaps" => t!("staff.wrong.overlaps"),
        "closed_itself" => t!("staff.wrong.closed_itself"),
        "stands_in_for_another" => t!("staff.wrong.stands_in_for_another"),
        _ => return None,
    })
}

/// Takes away the error of a field that is being typed in.
pub fn forget(errors: Errors, path: &str) {
    if errors.list.with_untracked(|list| list.iter().any(|error| error.field == path)) {
        errors.list.update(|list| list.retain(|error| error.field != path));
    }
}

/// All errors for the summary, each with a link to its field.
#[must_use]
pub fn faults(errors: Errors) -> Signal<Vec<Fault>> {
    Signal::derive(move || {
        let fault = |error: &FieldError| Fault { id: id_of(&error.field), text: errors.summary(error) };
        errors.list.with(|list| list.iter().map(fault).collect())
    })
}
