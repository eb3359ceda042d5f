//! A short mark: state, late, nearly late. Its words say what its colour shows.

use crate::i18n::Words;
use crate::prelude::*;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    Neutral,
    Active,
    Good,
    /// Due soon.
    Near,
    Late,
}

/// A mark with its words.
#[component]
pub fn Badge(#[prop(optional)] mark: Mark, #[prop(into)] label: Words) -> View {
    let class = match mark {
        Mark::Neutral => "badge",
        Mark::Active => "badge active",
        Mark::Good => "badge good",
        Mark::Near => "badge near",
        Mark::Late => "badge late",
    };
    view! { <span class=class>{label}</span> }
}
