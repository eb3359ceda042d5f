//! After the result is returned: a rating taken for the citizen, and the correction of a result that is wrong.

use super::{panel::Panel, transfer::assignee_field};
use crate::fields::{Bound, IdentityInput, Reader, given};
use domain::{
    dossier::{Action, action::Rating},
    ids::AccountId,
};
use frontend::prelude::*;
use frontend::{
    i18n::Words,
    t,
    words::{RATING, rating_level},
};

/// R30 on behalf of the citizen: five criteria, five levels, and a comment.
#[must_use]
pub fn rate(panel: Panel) -> View {
    let levels = || {
        (1..=5_u8).rev().map(|level| (level.to_string(), rating_level(level).words())).collect::<Vec<(String, Words)>>()
    };
    let (identity, comment) = (IdentityInput::new(), RwSignal::new(String::new()));
    let values = RATING.map(|_| RwSignal::new(String::new()));
    let rows: Vec<View> = RATING
        .iter()
        .zip(values)
        .map(|((path, label), value)| Bound::new(*path, *label, value, panel.errors).select(levels()))
        .collect();
    let inputs = view! {
        {identity.view(panel.errors)}
        {rows}
        {Bound::new("rating.comment", t!("rating.comment"), comment, panel.errors).optional().lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let identity = Some(reader.identity(identity));
        let mut read = |at: usize| {
            let (Some((path, _)), Some(value)) = (RATING.get(at), values.get(at)) else { return 0 };
            reader.text(path, *value).parse().unwrap_or_default()
        };
        let rating = Rating {
            attitude: read(0),
            time: read(1),
            procedure_clarity: read(2),
            place: read(3),
            result: read(4),
            comment: given(comment),
        };
        reader.finish(Action::Rate { rating, identity })
    })
}

/// A linked dossier is opened with the officer named here; the old result is valid until the new one is issued.
#[must_use]
pub fn correct(panel: Panel) -> View {
    let (assignee, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let inputs = view! {
        {assignee_field(panel, assignee)}
        {Bound::new("reason", t!("staff.field.reason"), reason, panel.errors).hint(t!("staff.correct.reason_hint")).lines(3)}
    };
    panel.frame(inputs, move || {
        let mut reader = Reader::new();
        let assignee = AccountId(reader.text("assignee", assignee));
        let reason = reader.text("reason", reason);
        reader.finish(Action::CorrectResult { reason, assignee })
    })
}
