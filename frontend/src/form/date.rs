//! Dates as people type them: `2/3/1985`, `02031985`, and where the rules allow `3/1985` or `1985`.

use super::Slot;
use crate::prelude::*;
use crate::ui::{Input, Wiring, text_input};
use domain::form::dates::Partial;
use serde_json::Value;

/// A date; what is no date is kept as typed, so that the check can say so and a draft can restore it.
pub(super) fn date(slot: &Slot, wiring: Wiring, partial: bool) -> View {
    let placeholder = if partial { "dd/mm/yyyy, mm/yyyy, yyyy" } else { "dd/mm/yyyy" };
    let input = Input { placeholder, width: if partial { "medium" } else { "short" }, ..Input::DATE };
    let (typing, leaving) = (slot.clone(), slot.clone());
    let on_input = Callback::new(move |text: String| typing.set_text(&iso(&text)));
    text_input(wiring, input, shown(&slot.begin()), on_input, Callback::new(move |()| leaving.leave()))
}

/// The ISO form of what was typed, or the typing itself. Phone keyboards for digits may lack the slash.
fn iso(typed: &str) -> String {
    let typed = typed.trim();
    let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    let spread = match (digits, typed.len()) {
        (true, 8) => [typed.get(..2), typed.get(2..4), typed.get(4..)].map(Option::unwrap_or_default).join("/"),
        (true, 6) => [typed.get(..2), typed.get(2..)].map(Option::unwrap_or_default).join("/"),
        _ => typed.to_owned(),
    };
    Partial::parse_typed(&spread).map_or_else(|| typed.to_owned(), Partial::iso)
}

/// A kept value as people read it.
pub(super) fn shown(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    Partial::parse(text).map_or_else(|| text.to_owned(), Partial::shown)
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn a_date_may_be_typed_with_or_without_slashes() {
        assert_eq!(iso("2/3/1985"), "1985-03-02");
        assert_eq!(iso("02031985"), "1985-03-02");
        assert_eq!(iso("031985"), "1985-03");
        assert_eq!(iso("1985"), "1985");
    }

    #[test]
    fn what_is_no_date_stays_as_it_was_typed() {
        assert_eq!(iso("31/02/1985"), "31/02/1985");
        assert_eq!(iso("2/3"), "2/3");
    }
}
