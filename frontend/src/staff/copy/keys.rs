//! The keys of the screen: Enter goes on to the next field, Alt+Enter adds an original, Ctrl+Enter takes it in.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Send,
    AddRow,
    Next,
}

/// Reads a key; none for one that is the browser's.
#[must_use]
pub fn wish(event: &KeyboardEvent) -> Option<Wish> {
    if event.key() != "Enter" || event.is_composing() {
        return None;
    }
    if event.ctrl_key() || event.meta_key() {
        return Some(Wish::Send);
    }
    if event.alt_key() {
        return Some(Wish::AddRow);
    }
    let into = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
    // A button is pressed by Enter; a link is followed.
    ["INPUT", "SELECT"].contains(&into.tag_name().as_str()).then_some(Wish::Next)
}

/// Goes from the field that has the focus to the next one on the screen; false on the last.
pub fn go_on(screen: &HtmlElement) -> bool {
    let Some(here) = frontend::dom::document().and_then(|document| document.active_element()) else { return false };
    let Ok(fields) = screen.query_selector_all("input, select") else { return false };
    let mut passed = false;
    for at in 0..fields.length() {
        let Some(field) = fields.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
        // One of several radio buttons is enough; what is hidden has no box.
        let other_choice = field.get_attribute("type").as_deref() == Some("radio") && !is_checked(&field);
        if passed && !other_choice && field.offset_parent().is_some() {
            let _ = field.focus();
            return true;
        }
        passed = passed || field.is_same_node(Some(&here));
    }
    false
}

fn is_checked(field: &HtmlElement) -> bool {
    field.matches(":checked").unwrap_or(false)
}
