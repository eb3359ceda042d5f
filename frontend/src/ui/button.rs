//! Buttons.

use crate::i18n::Words;
use crate::prelude::*;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next.
    Primary,
    #[default]
    Plain,
    /// As quiet as a link.
    Quiet,
    /// Deletes or refuses.
    Danger,
}

impl Look {
    /// The class, for a link that looks like a button.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button. While `busy` it shows so and takes no second press, but keeps the focus.
#[component]
pub fn Button(
    #[prop(into)] label: Words,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> View {
    let press = move |_| {
        if !busy.get_untracked() && !disabled.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button type="button" class=look.class() disabled=disabled aria-busy=move || busy.get().then_some("true") on:click=press>
            {label}
        </button>
    }
}
