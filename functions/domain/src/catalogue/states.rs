//! Questions that the applicant answers with yes or no because a paper, a time, a fee or the competence depends on
//! them: each becomes a field of the form.

use crate::{
    expression::{Comparison, Condition, ConditionKind, Expr, Literal},
    form::field::{Field, FieldKind, FieldRole, Part, PlaceScope, Required},
    form::rule::{Rule, RuleKind, Severity},
    text::Text,
};

/// The field of a question to the applicant; None for other conditions.
pub(super) fn field(condition: &Condition, part: Part) -> Option<Field> {
    let ConditionKind::ApplicantStates(name) = &condition.kind else { return None };
    Some(Field {
        name: name.clone(),
        label: condition.sentence.clone(),
        kind: FieldKind::Boolean,
        required: Required::Always,
        rules: Vec::new(),
        default: None,
        prefill: None,
        role: Some(FieldRole::States),
        part,
        note: None,
        shown_when: None,
    })
}

/// The question for the commune, where it decides only under a condition.
pub(super) fn conditional_place(name: &str, when: &Condition) -> Field {
    let shown_when = match &when.kind {
        ConditionKind::ApplicantStates(question) => Some(Expr::Compare(
            Comparison::Equal,
            Box::new((Expr::Name(question.clone()), Expr::Literal(Literal::Bool(true)))),
        )),
        ConditionKind::Expression(expr) => Some(expr.clone()),
        ConditionKind::OfficerStates(_) => None,
    };
    Field {
        name: name.to_owned(),
        label: Text {
            vi: "Việc này liên quan đến xã, phường, đặc khu nào?".to_owned(),
            en: "Which commune does the matter concern?".to_owned(),
        },
        kind: FieldKind::Unit { scope: PlaceScope::Province },
        required: Required::When(when.clone()),
        rules: vec![Rule {
            kind: RuleKind::Unit { scope: PlaceScope::Province },
            severity: Severity::Error,
            message: Text {
                vi: "Chọn một xã, phường, đặc khu trong danh sách.".to_owned(),
                en: "Choose a commune of the list.".to_owned(),
            },
            applies_when: None,
        }],
        default: None,
        prefill: None,
        role: Some(FieldRole::Competence),
        part: Part::Matter,
        note: None,
        shown_when,
    }
}
