//! All that is wrong with a form, at its top, with a link to each place.

use crate::dom;
use crate::prelude::*;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The id of the question.
    pub id: String,
    /// The question's label and what is wrong.
    pub text: String,
}

/// Shown while there are faults; whoever submits moves the focus to `#error-summary`.
#[component]
pub fn ErrorSummary(
    #[prop(into)] faults: Signal<Vec<Fault>>,
    /// Called before the focus moves: the question may stand in another step.
    #[prop(optional, into)]
    on_follow: Option<Callback<String>>,
) -> View {
    let rows = move || {
        let row = |fault: Fault| {
            let id = fault.id;
            let href = ["#", &id].concat();
            let follow = move |event: web_sys::MouseEvent| {
                event.prevent_default();
                if let Some(on_follow) = on_follow {
                    on_follow.run(id.clone());
                }
                dom::focus_later(id.clone());
            };
            view! { <li><a href=href on:click=follow>{fault.text}</a></li> }
        };
        faults.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || faults.with(|faults| !faults.is_empty())>
            <div class="alert bad" id="error-summary" role="alert" tabindex="-1">
                <div>
                    <h2>{t!("summary.title")}</h2>
                    <ul>{rows}</ul>
                </div>
            </div>
        </Show>
    }
}
