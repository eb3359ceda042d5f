//! The switch between the two languages.

use crate::i18n::{self, Lang};
use leptos::prelude::*;

/// Two buttons, each in its own language.
#[component]
pub fn LanguageSwitch() -> AnyView {
    let button = |lang: Lang, name: &'static str| {
        view! {
            <button type="button" lang=lang.tag() aria-pressed=move || if i18n::lang() == lang { "true" } else { "false" }
                on:click=move |_| i18n::set(lang)>
                {name}
            </button>
        }
    };
    view! {
        <div class="language" role="group" aria-label=t!("language.choose")>
            {button(Lang::Vi, "Tiếng Việt")} {button(Lang::En, "English")}
        </div>
    }
    .into_any()
}
