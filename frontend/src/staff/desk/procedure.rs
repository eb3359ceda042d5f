//! Choosing a procedure of the catalogue, without tone marks if one likes; the choice is loaded with its form.

use crate::trouble::trouble;
use domain::procedure::Procedure;
use frontend::prelude::*;
use frontend::{
    api::{ApiError, public},
    i18n::{Lang, lang},
    remote::{Load, Remote},
    t,
    ui::{Combobox, Field, Item, Skeleton},
};
use std::sync::Arc;

/// The field; `chosen` is the code chosen now, `on_loaded` gets the procedure.
#[must_use]
pub fn procedure_field(id: &'static str, chosen: Signal<Option<String>>, on_loaded: Callback<Arc<Procedure>>) -> View {
    let catalogue = Remote::new(public::procedures);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let wanted = RwSignal::new(None::<String>);
    let items = Signal::derive(move || {
        let english = lang() == Lang::En;
        let rows = catalogue.value().map(|list| list.procedures).unwrap_or_default();
        rows.into_iter()
            .map(|row| {
                let name = if english && !row.name_en.is_empty() { row.name_en } else { row.name_vi.clone() };
                Item {
                    label: [name.as_str(), " (", row.code.as_str(), ")"].concat(),
                    value: row.code.0,
                    also: row.name_vi,
                }
            })
            .collect::<Vec<_>>()
    });
    let fetch = move |code: String| {
        busy.set(true);
        failed.set(None);
        leptos::task::spawn_local(async move {
            let answer = public::procedure(&code).await;
            if !busy.try_set(false) || wanted.get_untracked().as_ref() != Some(&code) {
                return;
            }
            match answer {
                Ok(loaded) => on_loaded.run(Arc::new(loaded)),
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let choose = Callback::new(move |code: Option<String>| {
        wanted.set(code.clone());
        if let Some(code) = code.filter(|code| chosen.with_untracked(|chosen| chosen.as_ref() != Some(code))) {
            fetch(code);
        }
    });
    let retry = Callback::new(move |()| {
        if let Some(code) = wanted.get_untracked() {
            fetch(code);
        }
    });
    let shown = Signal::derive(move || wanted.get().or_else(|| chosen.get()));
    let field = Field::new(id, t!("staff.field.procedure")).hint(t!("staff.field.procedure_hint"));
    let control = move |wiring| view! { <Combobox wiring=wiring items=items chosen=shown on_choose=choose/> };
    let list_failed = move || match catalogue.get() {
        Load::Failed(error) => Some(trouble(error, Some(Callback::new(move |()| catalogue.reload())))),
        _ => None,
    };
    view! {
        {list_failed}
        {field.render(control)}
        <Show when=move || busy.get()><Skeleton lines=2/></Show>
        {move || failed.get().map(|error| trouble(error, Some(retry)))}
    }
}
