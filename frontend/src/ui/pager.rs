//! More of a list. Lists are pages with an opaque cursor, so there is a next page and no page number.

use super::Button;
use crate::prelude::*;

/// Says how many rows are shown and offers the next page while there is one.
#[component]
pub fn More(
    #[prop(into)] shown: Signal<usize>,
    #[prop(into)] more: Signal<bool>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_more: Callback<()>,
) -> View {
    let count = move || t!("pager.shown").with(&[("count", &shown.get().to_string())]);
    view! {
        <div class="buttons pager">
            <span role="status">{count}</span>
            <Show when=move || more.get()>
                <Button label=t!("pager.more") busy=busy on_press=on_more/>
            </Show>
        </div>
    }
}
