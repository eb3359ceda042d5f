//! Choices one sees all at once: radio buttons and tick boxes.

use super::Wiring;
use crate::i18n::Words;
use crate::prelude::*;

/// Radio buttons of one question; the [`Field`](super::Field) around them must be a group.
#[must_use]
pub fn radios(
    wiring: &Wiring,
    options: Vec<(String, Words)>,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
) -> View {
    let name = wiring.id.clone();
    let options: Vec<View> = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, label))| {
            let id = [name.as_str(), "-", &at.to_string()].concat();
            let is_chosen = {
                let value = value.clone();
                Signal::derive(move || chosen.with(|chosen| chosen.as_deref() == Some(value.as_str())))
            };
            option(
                Control::Radio,
                id,
                name.clone(),
                label,
                is_chosen,
                Callback::new(move |_| on_choose.run(value.clone())),
                None,
            )
        })
        .collect();
    view! { <div class="options">{options}</div> }
}

enum Control {
    Radio,
    Box,
}

fn option(
    control: Control,
    id: String,
    name: String,
    label: Words,
    checked: Signal<bool>,
    on_change: Callback<bool>,
    wiring: Option<Wiring>,
) -> View {
    let (described_by, invalid) = wiring.map(|wiring| (wiring.described_by, wiring.invalid)).unzip();
    let kind = match control {
        Control::Radio => "radio",
        Control::Box => "checkbox",
    };
    let target = id.clone();
    view! {
        <label class="option" for=target>
            <input id=id type=kind name=name prop:checked=checked
                aria-describedby=described_by aria-invalid=invalid on:change=move |event| on_change.run(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
}

/// One tick box with its own words.
#[component]
pub fn Checkbox(
    #[prop(into)] id: String,
    #[prop(into)] label: Words,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    /// Of the question, where one box is the whole answer.
    #[prop(optional)]
    wiring: Option<Wiring>,
) -> View {
    option(Control::Box, id.clone(), id, label, checked, on_change, wiring)
}
