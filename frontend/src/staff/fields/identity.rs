//! The check of identity at the desk (I15): what was shown, and its number.

use super::{Bound, Errors};
use domain::dossier::action::IdentityKind;
use frontend::prelude::*;
use frontend::{t, ui::Input};

/// The inputs of a check of identity at the desk.
#[derive(Clone, Copy)]
pub struct IdentityInput {
    kind: RwSignal<String>,
    pub number: RwSignal<String>,
}

const KINDS: [(&str, IdentityKind); 4] = [
    ("identity_card", IdentityKind::IdentityCard),
    ("vneid", IdentityKind::Vneid),
    ("passport", IdentityKind::Passport),
    ("other", IdentityKind::Other),
];

impl IdentityInput {
    /// An identity card, number to be typed.
    #[must_use]
    pub fn new() -> Self {
        Self::of(IdentityKind::IdentityCard, String::new())
    }

    /// A check as stored in a draft.
    #[must_use]
    pub fn of(kind: IdentityKind, number: String) -> Self {
        let kind = KINDS.iter().find(|(_, known)| *known == kind).map_or("other", |(name, _)| name);
        Self { kind: RwSignal::new(kind.to_owned()), number: RwSignal::new(number) }
    }

    /// The kind chosen; subscribes.
    #[must_use]
    pub fn kind(self) -> IdentityKind {
        self.kind
            .with(|kind| KINDS.iter().find(|(name, _)| name == kind).map_or(IdentityKind::Other, |(_, kind)| *kind))
    }

    /// The two questions.
    #[must_use]
    pub fn view(self, errors: Errors) -> View {
        let kinds =
            KINDS.iter().map(|(name, kind)| ((*name).to_owned(), crate::words::identity(*kind).words())).collect();
        let input = Input { width: "medium", ..Input::TEXT };
        let number = Bound::new("identity.number", t!("staff.identity.number"), self.number, errors);
        view! {
            <div class="pair">
                {Bound::new("identity.kind", t!("staff.identity.kind"), self.kind, errors).select(kinds)}
                {number.hint(t!("staff.identity.hint")).line(input)}
            </div>
        }
    }
}
