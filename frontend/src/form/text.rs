//! Texts, phone numbers, addresses of electronic mail, times of day.

use super::Slot;
use crate::api::json;
use crate::prelude::*;
use crate::ui::{Input, Wiring, text_area, text_input};
use serde_json::Value;

/// A text that is kept as it is typed.
pub(super) fn line(slot: &Slot, wiring: Wiring, input: Input) -> View {
    let (typing, leaving) = (slot.clone(), slot.clone());
    let on_input = Callback::new(move |text: String| typing.set_text(&text));
    text_input(wiring, input, shown(&slot.begin()), on_input, Callback::new(move |()| leaving.leave()))
}

/// A long text.
pub(super) fn lines(slot: &Slot, wiring: Wiring) -> View {
    let (typing, leaving) = (slot.clone(), slot.clone());
    let on_input = Callback::new(move |text: String| typing.set_text(&text));
    text_area(wiring, 4, shown(&slot.begin()), on_input, Callback::new(move |()| leaving.leave()))
}

/// What a control shows for a value that is text or number.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(_) => json::write(value).unwrap_or_default(),
        _ => String::new(),
    }
}
