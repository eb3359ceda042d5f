//! Routes and contexts of the public portal.

use frontend::t;
use frontend::ui::LanguageSwitch;
use leptos::prelude::*;

/// The portal.
#[component]
pub fn App() -> AnyView {
    view! { <main><h1>{t!("loading")}</h1><LanguageSwitch/></main> }.into_any()
}
