//! A path that leads nowhere.

use crate::{context::titled, route};
use frontend::prelude::*;
use frontend::{t, ui::Look};

#[component]
pub fn NotFoundPage() -> View {
    titled(t!("not_found.title"));
    view! {
        <h1>{t!("not_found.title")}</h1>
        <p>{t!("not_found.text")}</p>
        <div class="buttons"><a class=Look::Primary.class() href=route::HOME>{t!("not_found.home")}</a></div>
    }
}
