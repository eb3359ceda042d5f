//! A message that stands in the page.

use crate::prelude::*;
use crate::ui::{Icon, icon};

/// How serious a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Info,
    Good,
    Warning,
    Bad,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Info => "alert info",
            Self::Good => "alert good",
            Self::Warning => "alert warning",
            Self::Bad => "alert bad",
        }
    }
}

/// A message; a bad one is announced at once, the others when the reader comes to them.
#[component]
pub fn Alert(#[prop(optional)] tone: Tone, children: Children) -> View {
    let sign = match tone {
        Tone::Good => Icon::Check,
        Tone::Info => Icon::Info,
        Tone::Warning | Tone::Bad => Icon::Warning,
    };
    let role = (tone == Tone::Bad).then_some("alert");
    view! { <div class=tone.class() role=role>{icon(sign)}<div>{children()}</div></div> }
}
