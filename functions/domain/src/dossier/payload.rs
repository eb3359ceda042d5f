//! What an event keeps of an action: reason, inputs, changed answers, papers. Identity numbers are never in it.

use super::{
    Action, Dossier,
    act::{Amended, Context},
    action::SupplementAnswer,
    event::{Content, FiledPaper, Filing, Payload},
    state::{State, SupplementTarget},
};
use crate::{form::Answers, ids::DossierCode, procedure::Procedure};
use serde_json::Value;

/// The linked dossier that the action is about.
pub(super) fn link(action: &Action, next: &Dossier) -> Option<DossierCode> {
    match action {
        Action::CorrectResult { .. } => next.correction.as_ref().map(|linked| linked.code.clone()),
        Action::ResultReplaced { by } | Action::CorrectionEnded { by } => Some(by.clone()),
        _ => None,
    }
}

/// What came with the action. `next` is the dossier after it.
pub(super) fn payload(action: &Action, corrected: bool, next: &Dossier, context: Context<'_>) -> Payload {
    match (action, context.amended) {
        (Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. }, amended) => {
            let reroutes = matches!(next.state.lowest(), State::Submitted);
            Payload::Change {
                competence: amended.as_ref().filter(|_| reroutes).and_then(|new| new_reasons(new, context.content)),
                answers: amended.map(|new| differences(&context.content.answers, new.answers)).unwrap_or_default(),
                papers: with_paper_ones(items, context.papers),
            }
        }
        (Action::AmendIntake { .. } | Action::AmendProcedure { .. }, Some(new)) if corrected => {
            Payload::Filing(Box::new(Filing {
                papers: under(&new.procedure, context.procedure, &context.content.papers),
                answers: new.answers,
                competence: new.competence,
            }))
        }
        (Action::AmendIntake { .. }, Some(new)) => {
            let reroutes = matches!(next.state, State::Submitted | State::IntakeSupplement { .. } | State::Accepted);
            Payload::Change {
                competence: Some(&new).filter(|_| reroutes).and_then(|new| new_reasons(new, context.content)),
                answers: differences(&context.content.answers, new.answers),
                papers: Vec::new(),
            }
        }
        // That it was rated is all that stays with the dossier (R30).
        (Action::Rate { .. }, _) => Payload::None,
        (action, _) => match (input(action, next), context.papers) {
            (input, papers) if !papers.is_empty() => Payload::Documents { input, papers },
            (Value::Object(members), _) if members.is_empty() => Payload::None,
            (input, _) => Payload::Input { input },
        },
    }
}

fn new_reasons(amended: &Amended, content: &Content) -> Option<Vec<crate::competence::Reason>> {
    (amended.competence != content.competence).then(|| amended.competence.clone())
}

/// Only what changed; names that the new form no longer has become `null`, so that the fold is exact.
fn differences(before: &Answers, after: Answers) -> Answers {
    let gone: Vec<String> = before.keys().filter(|name| !after.contains_key(*name)).cloned().collect();
    let changed = after.into_iter().filter(|(name, value)| before.get(name) != Some(value));
    changed.chain(gone.into_iter().map(|name| (name, Value::Null))).collect()
}

/// The papers brought, and those handed over on paper.
fn with_paper_ones(items: &[SupplementAnswer], mut papers: Vec<FiledPaper>) -> Vec<FiledPaper> {
    for item in items.iter().filter(|item| item.on_paper) {
        if let SupplementTarget::Paper { id } = &item.target {
            match papers.iter_mut().find(|paper| paper.paper == Some(*id)) {
                Some(paper) => paper.on_paper = true,
                None => papers.push(FiledPaper { paper: Some(*id), files: Vec::new(), on_paper: true }),
            }
        }
    }
    papers
}

/// Filed papers under a corrected procedure: positions of one list mean nothing in another, so papers are found by
/// their names; what the new list does not ask for is kept without a position.
fn under(new: &Procedure, old: &Procedure, papers: &[FiledPaper]) -> Vec<FiledPaper> {
    let place = |id: u8| {
        let name = &old.papers.iter().find(|paper| paper.id == id)?.name_vi;
        new.papers.iter().find(|paper| paper.name_vi == *name).map(|paper| paper.id)
    };
    papers.iter().map(|paper| FiledPaper { paper: paper.paper.and_then(place), ..paper.clone() }).collect()
}

/// The input as JSON, without what the event has elsewhere: its name, the reason, the identity check. Of a signature:
/// the signature itself, which stays in the history when it is void.
fn input(action: &Action, next: &Dossier) -> Value {
    if let (
        Action::ApproveSign | Action::SignDenial | Action::SignDirectly { .. },
        State::Approved { signature, .. } | State::Denied { signature, .. },
    ) = (action, &next.state)
    {
        return serde_json::json!({ "signature": signature });
    }
    let mut value = serde_json::to_value(action).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        for name in ["action", "reason", "identity"] {
            members.remove(name);
        }
        members.retain(|_, value| !value.is_null());
    }
    value
}
