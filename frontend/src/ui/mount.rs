//! Puts the application where the page's static shell stands.

use crate::dom;
use crate::view::{self, View};

/// Replaces the shell, which was painted before the application was there.
pub fn mount(app: impl FnOnce() -> View) {
    if let Some(place) = dom::element("app") {
        place.set_inner_html("");
        view::mount(&place, app);
    }
}
