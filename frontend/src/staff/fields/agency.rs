//! An agency or a centre, found by typing.

use super::{Errors, error_at, forget, id_of};
use frontend::prelude::*;
use frontend::{
    i18n::Words,
    ui::{Combobox, Field, Item},
};

/// One of these; the value is its id, empty while none is chosen.
#[must_use]
pub fn searched(
    path: &str,
    label: impl Into<Words>,
    items: Signal<Vec<Item>>,
    value: RwSignal<String>,
    errors: Errors,
    required: bool,
) -> View {
    let label = label.into();
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
