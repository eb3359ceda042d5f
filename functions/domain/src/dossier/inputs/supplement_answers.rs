//! The answer to form 02: every line is answered, and nothing else is touched.

use super::Wrong;
use crate::{
    dossier::{
        Dossier,
        act::Context,
        action::{MAX_ITEMS, SupplementAnswer},
        state::SupplementTarget,
    },
    expression::is_empty,
};
use std::collections::BTreeSet;

/// Checks the lines of an answer. Errors of answers stand under their position, a missing answer under the position
/// of the line in form 02.
pub(super) fn check(
    items: &[SupplementAnswer],
    dossier: &Dossier,
    on_behalf: bool,
    context: &Context<'_>,
    wrong: &mut Wrong,
) {
    let Some(request) = dossier.state.supplement() else { return };
    if items.len() > MAX_ITEMS {
        return wrong.note("items", "too_many");
    }
    let mut seen = BTreeSet::new();
    for (at, answer) in items.iter().enumerate() {
        if !request.items.iter().any(|item| item.target == answer.target) {
            wrong.note(&format!("items[{at}]"), "not_asked");
        } else if !seen.insert(&answer.target) {
            wrong.note(&format!("items[{at}]"), "twice");
        }
        if answer.files.len() > MAX_ITEMS {
            wrong.note(&format!("items[{at}].files"), "too_many");
        }
    }
    for (at, item) in request.items.iter().enumerate() {
        if !items.iter().any(|answer| answer.target == item.target && answers(answer, on_behalf, context)) {
            wrong.note(&format!("items[{at}]"), "required");
        }
    }
}

/// Whether the line brings what was asked: a file, paper that an officer took at the desk, or a value that the whole
/// form was parsed with.
fn answers(answer: &SupplementAnswer, on_behalf: bool, context: &Context<'_>) -> bool {
    match &answer.target {
        SupplementTarget::Paper { id } => {
            (on_behalf && answer.on_paper)
                || context.papers.iter().any(|paper| paper.paper == Some(*id) && !paper.files.is_empty())
        }
        SupplementTarget::Field { name } => {
            let given = answer.value.as_ref().is_some_and(|value| !is_empty(value));
            given && context.amended.as_ref().is_some_and(|new| new.answers.contains_key(name))
        }
    }
}
