//! Choices: radio buttons for few, a select for some, a searchable list for many; yes and no; several values.

use super::Slot;
use crate::prelude::*;
use crate::{
    i18n,
    ui::{Checkbox, Combobox, Item, Wiring, radios},
};
use domain::{
    form::{Choice, field::Choices},
    text::Text,
};
use serde_json::Value;

/// Up to so many options are seen at once.
const SEEN_AT_ONCE: usize = 4;

/// One value. With an answer that may be left out, a select has an empty entry to go back to.
pub(super) fn select(slot: &Slot, wiring: Wiring, choices: &Choices, always_required: bool) -> View {
    match choices {
        Choices::List(list) => searchable(slot, wiring, list.clone()),
        Choices::Options(options) if options.len() <= SEEN_AT_ONCE && always_required => {
            let rows = options.iter().map(|option| (option.value.clone(), i18n::words(option.label.clone()))).collect();
            let (chosen, choosing) = (slot.clone(), slot.clone());
            let on_choose = Callback::new(move |value: String| {
                choosing.set(Value::String(value));
                choosing.leave();
            });
            radios(&wiring, rows, Signal::derive(move || chosen.text()), on_choose)
        }
        Choices::Options(options) => dropdown(slot, wiring, options),
    }
}

/// Whether [`select`] draws radio buttons, which need a group around them.
pub(super) fn is_group(choices: &Choices, always_required: bool) -> bool {
    matches!(choices, Choices::Options(options) if options.len() <= SEEN_AT_ONCE && always_required)
}

fn dropdown(slot: &Slot, wiring: Wiring, options: &[Choice]) -> View {
    let begin = slot.begin();
    let first = begin.as_str().unwrap_or_default().to_owned();
    let rows: Vec<_> = options
        .iter()
        .map(|option| {
            let (value, label) = (option.value.clone(), i18n::words(option.label.clone()));
            let selected = value == first;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    let (typing, leaving) = (slot.clone(), slot.clone());
    view! {
        <select
            class="input"
            id=wiring.id
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
            aria-required=wiring.required
            on:change=move |event| typing.set_text(&event_target_value(&event))
            on:blur=move |_| leaving.leave()
        >
            <option value="">{t!("form.choose")}</option>
            {rows}
        </select>
    }
}

/// A value of a reference list.
pub(super) fn searchable(slot: &Slot, wiring: Wiring, list: String) -> View {
    let reference = slot.form.reference;
    let items = Signal::derive(move || {
        let item = |entry: &domain::message::public::ListValue| Item {
            value: entry.value.clone(),
            label: i18n::pick(&entry.label),
            also: [&entry.value, " ", &entry.label.vi].concat(),
        };
        reference.list(&list).iter().map(item).collect::<Vec<_>>()
    });
    let (chosen, choosing, leaving) = (slot.clone(), slot.clone(), slot.clone());
    let chosen = Signal::derive(move || chosen.text());
    let on_choose = Callback::new(move |value: Option<String>| choosing.set(value.map_or(Value::Null, Value::String)));
    view! { <Combobox wiring items chosen on_choose on_blur=Callback::new(move |()| leaving.leave())/> }
}

/// A yes-or-no question.
pub(super) fn yes_no(slot: &Slot, wiring: &Wiring) -> View {
    let rows = vec![("true".to_owned(), t!("form.yes").words()), ("false".to_owned(), t!("form.no").words())];
    let (chosen, choosing) = (slot.clone(), slot.clone());
    let chosen =
        Signal::derive(move || chosen.get().as_bool().map(|yes| if yes { "true" } else { "false" }.to_owned()));
    let on_choose = Callback::new(move |value: String| {
        choosing.set(Value::Bool(value == "true"));
        choosing.leave();
    });
    radios(wiring, rows, chosen, on_choose)
}

/// One box to tick; unticked is no answer.
pub(super) fn tick(slot: &Slot, wiring: Wiring, label: Text) -> View {
    let (chosen, choosing) = (slot.clone(), slot.clone());
    let checked = Signal::derive(move || chosen.get() == Value::Bool(true));
    let on_change = Callback::new(move |ticked: bool| {
        choosing.set(if ticked { Value::Bool(true) } else { Value::Null });
        choosing.leave();
    });
    view! { <Checkbox id=wiring.id.clone() label=i18n::words(label) checked on_change wiring/> }
}

/// Several values, one box each.
pub(super) fn several(slot: &Slot, wiring: &Wiring, choices: &Choices) -> View {
    let (name, slot) = (wiring.id.clone(), slot.clone());
    let reference = slot.form.reference;
    let options: Vec<Choice> = match choices {
        Choices::Options(options) => options.clone(),
        Choices::List(_) => Vec::new(),
    };
    let list = match choices {
        Choices::List(list) => Some(list.clone()),
        Choices::Options(_) => None,
    };
    let rows = move || {
        let options = match &list {
            None => options.clone(),
            Some(list) => {
                let choice = |entry: &domain::message::public::ListValue| Choice {
                    value: entry.value.clone(),
                    label: entry.label.clone(),
                };
                reference.list(list).iter().map(choice).collect()
            }
        };
        options
            .into_iter()
            .enumerate()
            .map(|(at, option)| {
                let id = [name.as_str(), "-", &at.to_string()].concat();
                let (chosen, choosing, value) = (slot.clone(), slot.clone(), Value::String(option.value));
                let checked = {
                    let value = value.clone();
                    Signal::derive(move || chosen.get().as_array().is_some_and(|chosen| chosen.contains(&value)))
                };
                let on_change = Callback::new(move |ticked: bool| {
                    let mut chosen = choosing.begin().as_array().cloned().unwrap_or_default();
                    chosen.retain(|known| *known != value);
                    if ticked {
                        chosen.push(value.clone());
                    }
                    choosing.set(if chosen.is_empty() { Value::Null } else { Value::Array(chosen) });
                    choosing.leave();
                });
                view! { <Checkbox id label=i18n::words(option.label) checked on_change/> }
            })
            .collect::<Vec<_>>()
    };
    view! { <div class="options">{rows}</div> }
}
