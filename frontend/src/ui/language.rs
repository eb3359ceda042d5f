//! The switch between the two languages.

use super::toast;
use crate::i18n::{self, Lang};
use crate::prelude::*;

/// Two buttons, each in its own language.
#[component]
pub fn LanguageSwitch() -> View {
    let choose = |lang: Lang| {
        leptos::task::spawn_local(async move {
            if i18n::choose(lang).await.is_err() {
                toast(t!("language.not_fetched"));
            }
        });
    };
    let button = move |lang: Lang, brief: &'static str, name: &'static str| {
        view! {
            <button type="button" aria-label=name lang=lang.tag() aria-pressed=move || if i18n::lang() == lang { "true" } else { "false" }
                on:click=move |_| choose(lang)>
                <span class="brief" aria-hidden="true">{brief}</span>
                <span class="long">{name}</span>
            </button>
        }
    };
    view! {
        <div class="language" role="group" aria-label=t!("language.choose")>
            {button(Lang::Vi, "VI", "Tiếng Việt")} {button(Lang::En, "EN", "English")}
        </div>
    }
}
