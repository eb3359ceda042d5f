//! The address bar as a signal, over the browser's History API.
//!
//! The framework's own router weighs 47 KB compressed, a third of what the public portal may weigh in all; the
//! portals have a dozen flat paths each and need none of its nesting. Paths are read by each portal's `route.rs`.

use crate::dom;
use crate::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

/// Where one is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// `/procedures/1.001193`
    pub path: String,
    /// `?q=khai`, or empty.
    pub query: String,
    /// `#…`, or empty.
    pub hash: String,
}

impl Location {
    /// A value of the query, decoded; None when absent or empty.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        parameter(&self.query, name)
    }

    /// The fragment, where secrets travel: it never reaches a server.
    #[must_use]
    pub fn fragment(&self) -> &str {
        self.hash.trim_start_matches('#')
    }
}

fn parameter(text: &str, name: &str) -> Option<String> {
    UrlSearchParams::new_with_str(text).ok()?.get(name).filter(|value| !value.is_empty())
}

thread_local! {
    static LOCATION: SharedSignal<Location> = SharedSignal::new(Location::default());
}

/// The present location; subscribes.
#[must_use]
pub fn location() -> Location {
    LOCATION.with(SharedSignal::get)
}

/// Begins to follow the address bar, and to follow links within the portal without loading a page.
/// `ours` says which paths the portal has.
pub fn start(ours: fn(&str) -> bool) {
    read();
    let Some(window) = web_sys::window() else { return };
    let back = Closure::<dyn Fn()>::new(read);
    let _ = window.add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
    back.forget();
    let click = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| follow(&event, ours));
    let _ = window.add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
    click.forget();
}

/// Goes to a path of the portal and remembers the way back.
pub fn go(path: &str) {
    push(path, false);
    dom::focus_heading();
}

/// Changes the address without a step in the history: a filter, a page that moved. The focus stays.
pub fn replace(path: &str) {
    push(path, true);
}

/// Leaves the portal: sign-in, a file.
pub fn leave(path: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(path);
    }
}

/// Text as part of a path or query.
#[must_use]
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn push(path: &str, instead: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let _ = if instead {
        history.replace_state_with_url(&JsValue::NULL, "", Some(path))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(path))
    };
    read();
}

/// Takes the address bar into the signal.
fn read() {
    let Some(bar) = web_sys::window().map(|window| window.location()) else { return };
    let now = Location {
        path: bar.pathname().unwrap_or_default(),
        query: bar.search().unwrap_or_default(),
        hash: bar.hash().unwrap_or_default(),
    };
    LOCATION.with(|signal| {
        if signal.with_untracked(|before| *before != now) {
            signal.set(now);
        }
    });
}

/// Follows a plain click on a link to one of the portal's own pages.
fn follow(event: &MouseEvent, ours: fn(&str) -> bool) {
    let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
    if !plain || event.default_prevented() {
        return;
    }
    let Some(link) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("a[href]").ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    let Some(here) = web_sys::window().map(|window| window.location()) else { return };
    let elsewhere = !link.target().is_empty() || link.has_attribute("download") || Ok(link.origin()) != here.origin();
    // A link inside the page (#main) is the browser's.
    let inside = Ok(link.pathname()) == here.pathname() && !link.hash().is_empty();
    if elsewhere || inside || !ours(&link.pathname()) {
        return;
    }
    event.prevent_default();
    go(&[link.pathname(), link.search(), link.hash()].concat());
}
