//! A list that is too long to see at once, searched by typing, without tone marks if one likes.
//! The pattern is the combobox with a listbox popup of the ARIA authoring practices.

use super::Wiring;
use crate::i18n::Words;
use crate::prelude::*;
use domain::text::{fold, rank_folded};
use web_sys::KeyboardEvent;

/// Most matches that are shown; typing another letter narrows them.
const SHOWN: usize = 14;

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub value: String,
    pub label: String,
    /// Other words by which it is found: an old name, a code.
    pub also: String,
}

/// A searchable list. `typed` reports a text that stands for no entry, so that a caller can offer more (old names of
/// units); `chosen` is the value chosen now.
#[component]
pub fn Combobox(
    wiring: Wiring,
    #[prop(into)] items: Signal<Vec<Item>>,
    #[prop(into)] chosen: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<Option<String>>,
    #[prop(optional)] on_typed: Option<Callback<String>>,
    #[prop(optional)] on_blur: Option<Callback<()>>,
    #[prop(optional, into)] empty: Option<Words>,
) -> View {
    // None: not typing, the field shows the chosen entry.
    let typed = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let folded = Memo::new(move |_| {
        items.with(|items| items.iter().map(|item| fold(&[&item.label, " ", &item.also].concat())).collect::<Vec<_>>())
    });
    let matches = Memo::new(move |_| {
        let query = typed.with(|typed| typed.as_deref().map(fold).unwrap_or_default());
        let mut found: Vec<_> = folded.with(|folded| {
            let ranked = |(at, text): (usize, &String)| rank_folded(&query, text).map(|rank| (rank, at));
            folded.iter().enumerate().filter_map(ranked).collect()
        });
        found.sort_unstable();
        found.truncate(SHOWN);
        items.with(|items| found.iter().filter_map(|(_, at)| items.get(*at).cloned()).collect::<Vec<Item>>())
    });
    let shown = Signal::derive(move || {
        typed.get().unwrap_or_else(|| {
            chosen.with(|chosen| {
                let label = |value: &String| {
                    items.with(|items| items.iter().find(|item| item.value == *value).map(|item| item.label.clone()))
                };
                chosen.as_ref().and_then(label).unwrap_or_default()
            })
        })
    });
    let choose = move |item: Option<Item>| {
        typed.set(None);
        open.set(false);
        on_choose.run(item.map(|item| item.value));
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        active.set(0);
        open.set(true);
        // A changed text no longer stands for the chosen entry.
        if chosen.with_untracked(Option::is_some) {
            on_choose.run(None);
        }
        if let Some(on_typed) = on_typed {
            on_typed.run(text.clone());
        }
        typed.set(Some(text));
    };
    let on_key = move |event: KeyboardEvent| {
        let count = matches.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count > 0 => {
                event.prevent_default();
                let step = if event.key() == "ArrowDown" { 1 } else { count - 1 };
                if open.get_untracked() {
                    active.update(|active| *active = (*active + step) % count);
                } else {
                    open.set(true);
                }
            }
            "Enter" if open.get_untracked() => {
                event.prevent_default();
                if let Some(item) = matches.with_untracked(|matches| matches.get(active.get_untracked()).cloned()) {
                    choose(Some(item));
                }
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                open.set(false);
            }
            _ => {}
        }
    };
    let leave = move |_| {
        open.set(false);
        // A text that is exactly one entry stands for it, though it was not picked.
        if let Some(text) = typed.get_untracked() {
            let wanted = fold(&text);
            let exact = items.with_untracked(|items| items.iter().find(|item| fold(&item.label) == wanted).cloned());
            if exact.is_some() {
                choose(exact);
            }
        }
        if let Some(on_blur) = on_blur {
            on_blur.run(());
        }
    };
    let list_id = [&wiring.id, "-list"].concat();
    let option_id = {
        let id = wiring.id.clone();
        move |at: usize| [id.as_str(), "-option-", &at.to_string()].concat()
    };
    let active_id = {
        let option_id = option_id.clone();
        move || (open.get() && matches.with(|found| !found.is_empty())).then(|| option_id(active.get()))
    };
    let options = move || {
        let found = matches.get();
        if !open.get() {
            return None;
        }
        if found.is_empty() {
            let words = empty.unwrap_or_else(|| t!("combobox.none").words());
            return Some(view! { <li class="none" role="presentation">{words}</li> });
        }
        let rows: Vec<_> = found
            .into_iter()
            .enumerate()
            .map(|(at, item)| {
                let label = item.label.clone();
                // The press comes before the field loses the focus, so the list is still there.
                let press = move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    choose(Some(item.clone()));
                };
                view! {
                    <li id=option_id(at) role="option" aria-selected=move || if active.get() == at { "true" } else { "false" } on:mousedown=press>
                        {label}
                    </li>
                }
            })
            .collect();
        Some(rows.into_view())
    };
    view! {
        <div class="combobox">
            <input
                class="input"
                id=wiring.id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-describedby=wiring.described_by
                aria-invalid=wiring.invalid
                aria-required=wiring.required
                prop:value=shown
                on:input=on_input
                on:keydown=on_key
                on:click=move |_| open.set(true)
                on:blur=leave
            />
            <ul id=list_id role="listbox" aria-label=t!("combobox.list") hidden=move || !open.get()>{options}</ul>
        </div>
    }
}
