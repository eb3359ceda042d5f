//! Text controls. They begin with a value and report what is typed; nothing overwrites a person's typing.

use super::Wiring;
use crate::prelude::*;

/// How a text is typed.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// `text`, `tel`, `email`, `search`, `password`.
    pub kind: &'static str,
    /// `numeric`, `decimal` … for phone keyboards; empty: by kind.
    pub mode: &'static str,
    /// Purpose for the browser's memory; empty: none.
    pub autocomplete: &'static str,
    pub placeholder: &'static str,
    /// `short`, `medium` or empty for the full width.
    pub width: &'static str,
}

impl Input {
    /// A plain text.
    pub const TEXT: Self = Self { kind: "text", mode: "", autocomplete: "", placeholder: "", width: "" };
    /// Digits.
    pub const DIGITS: Self = Self { mode: "numeric", width: "medium", ..Self::TEXT };
    /// A date typed as people write it.
    pub const DATE: Self = Self { placeholder: "dd/mm/yyyy", width: "short", ..Self::DIGITS };
}

/// A one-line text.
#[must_use]
pub fn text_input(
    wiring: Wiring,
    input: Input,
    value: String,
    on_input: Callback<String>,
    on_blur: Callback<()>,
) -> View {
    let some = |text: &'static str| (!text.is_empty()).then_some(text);
    view! {
        <input
            class=["input ", input.width].concat()
            id=wiring.id
            type=input.kind
            inputmode=some(input.mode)
            autocomplete=some(input.autocomplete).unwrap_or("off")
            placeholder=some(input.placeholder)
            prop:value=value
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
            aria-required=wiring.required
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| on_blur.run(())
        />
    }
}

/// A text of several lines.
#[must_use]
pub fn text_area(wiring: Wiring, rows: u8, value: String, on_input: Callback<String>, on_blur: Callback<()>) -> View {
    view! {
        <textarea
            class="input"
            id=wiring.id
            rows=rows
            prop:value=value
            aria-describedby=wiring.described_by
            aria-invalid=wiring.invalid
            aria-required=wiring.required
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| on_blur.run(())
        ></textarea>
    }
}
