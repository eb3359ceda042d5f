//! Where one is on a way of several steps.

use crate::i18n::Words;
use crate::prelude::*;

/// The steps; one may go back to those that have been visited.
#[component]
pub fn Steps(
    steps: Vec<Words>,
    #[prop(into)] current: Signal<usize>,
    #[prop(into)] visited: Signal<usize>,
    #[prop(into)] on_go: Callback<usize>,
) -> View {
    let total = steps.len().to_string();
    let title = {
        let steps = steps.clone();
        move || {
            let at = current.get();
            let name = steps.get(at).map(Signal::get).unwrap_or_default();
            t!("steps.at").with(&[("at", &(at + 1).to_string()), ("of", &total), ("name", &name)])
        }
    };
    let rows: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let class = move || if at < current.get() { "past" } else { "" };
            view! {
                <li class=class>
                    <button type="button" aria-current=move || (current.get() == at).then_some("step")
                        disabled=move || { visited.get() < at } on:click=move |_| on_go.run(at)>
                        {name}
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="steps" aria-label=t!("steps.label")>
            <p>{title}</p>
            <ol>{rows}</ol>
        </nav>
    }
}
