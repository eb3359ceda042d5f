//! Small steps on the browser's document that several screens need.

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Document, Element, Event, HtmlElement};

/// The document.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// An element by its id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Sets `<html lang>`, which screen readers take their voice from.
pub fn set_document_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Runs after the next paint, when what a signal changed stands in the document.
pub fn after_paint(run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), 30);
    }
}

/// Moves the focus to an element after the next paint, and brings it into view.
pub fn focus_later(id: String) {
    after_paint(move || {
        if let Some(element) = element(&id) {
            focus(&element);
        }
    });
}

/// Moves the focus. What is not focusable by itself (a heading, a group) becomes so.
pub fn focus(element: &HtmlElement) {
    let tag = element.tag_name();
    if !["INPUT", "SELECT", "TEXTAREA", "BUTTON", "A"].contains(&tag.as_str()) && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    element.scroll_into_view_with_bool(true);
    let _ = element.focus();
}

/// Moves the focus to the page's heading, as a page load would, so that screen readers say where one is. Whoever has
/// begun to type on the new page by then keeps the focus there.
pub fn focus_heading() {
    after_paint(|| {
        if is_typing() {
            return;
        }
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        if let Some(heading) = first("main h1").and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            let _ = heading.set_attribute("tabindex", "-1");
            let _ = heading.focus();
        }
    });
}

/// Whether a control that one types into has the focus.
#[must_use]
pub fn is_typing() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()))
}

/// The first element that a selector finds.
#[must_use]
pub fn first(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Milliseconds since 1970: the only clock of the screens. Decisions never rest on it, the server has its own.
#[must_use]
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// A random UUID (version 4). The browser makes it; on an insecure origin, where it will not, the digits come
/// from `Math.random`, which is good enough for a key that only has to be unique to one person.
#[must_use]
pub fn uuid() -> String {
    let made = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("crypto")).ok().and_then(|crypto| {
        let make = js_sys::Reflect::get(&crypto, &JsValue::from_str("randomUUID")).ok()?;
        make.dyn_ref::<js_sys::Function>()?.call0(&crypto).ok()?.as_string()
    });
    made.unwrap_or_else(|| {
        let digit = |limit: f64| (js_sys::Math::random() * limit) as u32;
        "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"
            .chars()
            .filter_map(|letter| match letter {
                'x' => char::from_digit(digit(16.0), 16),
                'y' => char::from_digit(8 + digit(4.0), 16),
                other => Some(other),
            })
            .collect()
    })
}

/// The text in Unicode's composed form, as the functions expect it; the browser knows how.
#[must_use]
pub fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { js_sys::JsString::from(text).normalize("NFC").into() }
}

/// What stands in a text control of the page, if something does.
#[must_use]
pub fn typed_into(id: &str) -> Option<String> {
    let input: web_sys::HtmlInputElement = element(id)?.dyn_into().ok()?;
    Some(input.value()).filter(|text| !text.is_empty())
}

/// Puts the cursor behind the text of a control.
pub fn focus_end(id: &str) {
    if let Some(input) = element(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = input.focus();
        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = input.set_selection_range(end, end);
    }
}

/// Opens a file of the store in a new tab, or in this one when the browser refuses.
pub fn open_file(url: &str) {
    let Some(window) = web_sys::window() else { return };
    if !matches!(window.open_with_url_and_target(url, "_blank"), Ok(Some(_))) {
        let _ = window.location().set_href(url);
    }
}

/// Whether the browser believes to be online.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// A listener of the window, until it is dropped.
pub struct Listener {
    event: &'static str,
    callback: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback(self.event, self.callback.as_ref().unchecked_ref());
        }
    }
}

/// Calls at each event of the window; `E` is the type of the event of that name.
#[must_use]
pub fn listen<E: JsCast>(event: &'static str, run: impl Fn(E) + 'static) -> Listener {
    let callback = Closure::<dyn Fn(Event)>::new(move |event: Event| run(event.unchecked_into()));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    }
    Listener { event, callback }
}

/// Calls at each event of the window, for as long as the page lives.
pub fn on_window(event: &'static str, run: impl Fn() + 'static) {
    std::mem::forget(listen(event, move |_: Event| run()));
}
