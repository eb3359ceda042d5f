//! Which fields a screen shows.
//!
//! A field that is only needed in a case that the applicant chose (a passport, when a foreigner applies) is hidden in
//! the other cases; the catalogue decides that when it is compiled, as [`Field::shown_when`]. Fields that are merely
//! optional, or needed because another field is empty (a helper's name), are always shown.

use super::{Answers, Facts, field::Field};
use crate::expression::{Scope, holds, is_empty};

/// Whether the screen shows the field now. A field with an answer is always shown, so that nothing is sent unseen.
#[must_use]
pub fn visible(field: &Field, answers: &Answers, facts: &Facts) -> bool {
    shown(field, &Scope::new(answers, facts), answers)
}

/// The same for a column in one row of a list.
#[must_use]
pub fn visible_in_row(column: &Field, row: &Answers, answers: &Answers, facts: &Facts) -> bool {
    shown(column, &Scope::new(answers, facts).in_row(row), row)
}

fn shown(field: &Field, scope: &Scope<'_>, own: &Answers) -> bool {
    let Some(when) = &field.shown_when else { return true };
    own.get(&field.name).is_some_and(|value| !is_empty(value)) || holds(when, scope)
}
