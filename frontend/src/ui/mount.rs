//! Puts the application where the page's static shell stands.

use crate::dom;
use leptos::{mount::mount_to, prelude::*};

/// Replaces the shell, which was painted before the application was there.
pub fn mount<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    if let Some(place) = dom::element("app") {
        place.set_inner_html("");
        mount_to(place, app).forget();
    }
}
