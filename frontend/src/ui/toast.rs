//! Short news in a corner: saved, copied, back online. Nothing that must be read stands only here.

use crate::i18n::Key;
use crate::prelude::*;

/// How long news stand, in milliseconds.
const STAND_MS: u32 = 5_000;

thread_local! {
    static NEWS: SharedSignal<Vec<(u32, String)>> = SharedSignal::new(Vec::new());
}

/// Shows news for some seconds.
pub fn toast(words: Key) {
    NEWS.with(|news| {
        let id = news.with_untracked(|rows| rows.last().map_or(0, |(id, _)| id.wrapping_add(1)));
        news.update(|rows| rows.push((id, words.get().to_owned())));
        gloo_timers::callback::Timeout::new(STAND_MS, move || {
            NEWS.with(|news| news.update(|rows| rows.retain(|(old, _)| *old != id)));
        })
        .forget();
    });
}

/// Where news appear; once per portal.
#[component]
pub fn Toasts() -> View {
    let rows = move || {
        let rows = NEWS.with(SharedSignal::get);
        rows.into_iter().map(|(_, words)| view! { <p>{words}</p> }).collect::<Vec<_>>()
    };
    view! { <div class="toasts" role="status">{rows}</div> }
}
