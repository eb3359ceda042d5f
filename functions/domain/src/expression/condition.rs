//! Conditions of papers, times, fees and competence: an expression, or a question that a person answers.

use super::{Expr, Scope, holds};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Under which condition something applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    pub kind: ConditionKind,
    /// The condition in words; of a question: the question.
    pub sentence: Text,
}

/// Who or what decides a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ConditionKind {
    /// Over the answers of the form.
    #[serde(rename = "expr")]
    Expression(Expr),
    /// A question to the applicant, answered by the form's field of this name (`states_paper_2`).
    #[serde(rename = "applicant")]
    ApplicantStates(String),
    /// A question that the officer answers under this name, kept apart from the applicant's answers.
    #[serde(rename = "officer")]
    OfficerStates(String),
}

impl Condition {
    /// Whether it holds; None: the question is not answered yet.
    #[must_use]
    pub fn holds(&self, scope: &Scope<'_>) -> Option<bool> {
        match &self.kind {
            ConditionKind::Expression(expr) => Some(holds(expr, scope)),
            ConditionKind::ApplicantStates(name) => scope.answer(name).and_then(serde_json::Value::as_bool),
            ConditionKind::OfficerStates(name) => scope.facts().officer_states.get(name).copied(),
        }
    }

    /// The name of the question's answer, if it is a question.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        match &self.kind {
            ConditionKind::Expression(_) => None,
            ConditionKind::ApplicantStates(name) | ConditionKind::OfficerStates(name) => Some(name),
        }
    }
}
