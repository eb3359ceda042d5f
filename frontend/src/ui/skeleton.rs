//! What stands where something is being loaded.

use crate::prelude::*;

/// Grey lines, and words for those who do not see them.
#[component]
pub fn Skeleton(#[prop(default = 4)] lines: u8) -> View {
    let lines: Vec<_> = (0..lines).map(|_| view! { <span></span> }).collect();
    view! { <div class="skeleton" role="status"><p class="unseen">{t!("loading")}</p>{lines}</div> }
}
