//! Which papers a filing needs.

use super::{Answers, Facts};
use crate::{
    expression::{ConditionKind, Scope},
    procedure::{PaperRequirement, Procedure},
};

/// Every paper with whether it is needed; None: a question decides that nobody has answered yet.
#[must_use]
pub fn papers_required<'a>(
    procedure: &'a Procedure,
    answers: &Answers,
    facts: &Facts,
) -> Vec<(&'a PaperRequirement, Option<bool>)> {
    let scope = Scope::new(answers, facts);
    let needed =
        |paper: &PaperRequirement| paper.condition.as_ref().map_or(Some(true), |condition| condition.holds(&scope));
    procedure.papers.iter().map(|paper| (paper, needed(paper))).collect()
}

/// Whether the paper is asked for. A question that the applicant left open counts as yes; one that an officer answers
/// counts as no until an officer has said so.
#[must_use]
pub fn paper_is_needed(paper: &PaperRequirement, answers: &Answers, facts: &Facts) -> bool {
    let Some(condition) = &paper.condition else { return true };
    let open = !matches!(condition.kind, ConditionKind::OfficerStates(_));
    condition.holds(&Scope::new(answers, facts)).unwrap_or(open)
}

/// Whether a file must come with an online filing: not for the form itself, nor for what data replace (R20) unless the
/// applicant says that the data are missing.
#[must_use]
pub fn file_is_asked(paper: &PaperRequirement, answers: &Answers, facts: &Facts) -> bool {
    !paper.is_form && !paper.data_first() && paper_is_needed(paper, answers, facts)
}

/// Whether the form that is filled in here is this paper, so that no file is asked for when filing online.
#[must_use]
pub const fn is_the_form_itself(paper: &PaperRequirement) -> bool {
    paper.is_form
}
