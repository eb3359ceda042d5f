//! An agency or a centre, found by typing.

use super::{Errors, error_at, forget, id_of};
use domain::message::public::AgencyName;
use frontend::prelude::*;
use frontend::{
    i18n::{Words, pick},
    ui::{Combobox, Field, Item},
};

/// One of these agencies; the value is its id, empty while none is chosen.
#[must_use]
pub fn agency_field(
    path: &str,
    label: impl Into<Words>,
    agencies: StoredValue<Vec<AgencyName>>,
    value: RwSignal<String>,
    errors: Errors,
    required: bool,
) -> View {
    let items = Signal::derive(move || {
        let item = |agency: &AgencyName| Item {
            value: agency.id.0.clone(),
            label: pick(&agency.name),
            also: agency.id.0.clone(),
        };
        agencies.with_value(|agencies| agencies.iter().map(item).collect::<Vec<_>>())
    });
    searched(path, label.into(), items, value, errors, required)
}

/// One of the province's centres.
#[must_use]
pub fn centre_field(
    path: &str,
    label: impl Into<Words>,
    centres: Signal<Vec<Item>>,
    value: RwSignal<String>,
    errors: Errors,
) -> View {
    searched(path, label.into(), centres, value, errors, true)
}

fn searched(
    path: &str,
    label: Words,
    items: Signal<Vec<Item>>,
    value: RwSignal<String>,
    errors: Errors,
    required: bool,
) -> View {
    errors.name(path, label);
    errors.tie(path, value);
    let own = path.to_owned();
    let choose = Callback::new(move |chosen: Option<String>| {
        value.set(chosen.unwrap_or_default());
        forget(errors, &own);
    });
    let chosen = Signal::derive(move || Some(value.get()).filter(|value| !value.is_empty()));
    let field = Field::new(id_of(path), label).required(required).error(error_at(errors, path.to_owned()));
    field.render(|wiring| view! { <Combobox wiring=wiring items=items chosen=chosen on_choose=choose/> })
}
