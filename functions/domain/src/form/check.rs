//! Checking the answers of a whole form: the same code while typing in the browser and again in the functions.

use super::{
    Answers,
    context::Context,
    error::FieldError,
    field::{Field, FieldKind, Required},
    normalise::normalise,
    rule::{RuleKind, Severity},
    rules, types,
};
use crate::{
    expression::{Scope, is_empty},
    procedure::Procedure,
};
use serde_json::Value;

/// Most unknown names that are reported one by one.
const MAX_UNKNOWN: usize = 20;
/// Longest unknown name that is repeated in an error, in characters.
const MAX_NAME: usize = 60;

/// What is wrong with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// These stop the filing.
    pub errors: Vec<FieldError>,
    /// These are said, and the person may go on.
    pub warnings: Vec<FieldError>,
}

/// Checks all answers, normalised first. Total: whatever JSON comes, it answers and never panics.
#[must_use]
pub fn check(procedure: &Procedure, answers: &Answers, context: &Context<'_>) -> Check {
    check_fields(&procedure.fields, &normalise(&procedure.fields, answers), context)
}

/// Checks normalised answers against fields.
#[must_use]
pub fn check_fields(fields: &[Field], answers: &Answers, context: &Context<'_>) -> Check {
    let mut check = Check::default();
    let scope = Scope::new(answers, context.facts);
    check.unknown(fields, answers, "");
    for field in fields {
        check.field(field, &field.name, answers.get(&field.name), &scope, context);
    }
    check
}

/// Whether an answer is needed now.
#[must_use]
pub fn is_required(field: &Field, scope: &Scope<'_>) -> bool {
    match &field.required {
        Required::Never => false,
        Required::Always => true,
        Required::When(condition) => condition.holds(scope) == Some(true),
    }
}

impl Check {
    /// Names that no field has.
    fn unknown(&mut self, fields: &[Field], answers: &Answers, before: &str) {
        let unknown = answers.keys().filter(|name| !fields.iter().any(|field| field.name == **name));
        for name in unknown.take(MAX_UNKNOWN) {
            let name: String = name.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
            self.errors.push(FieldError::new(&format!("{before}{name}"), "unknown_field"));
        }
    }

    fn field(&mut self, field: &Field, path: &str, value: Option<&Value>, scope: &Scope<'_>, context: &Context<'_>) {
        let Some(value) = value.filter(|value| !is_empty(value)) else {
            if is_required(field, scope) {
                let mut error = FieldError::new(path, "required");
                let confirm = field.rules.iter().find(|rule| matches!(rule.kind, RuleKind::MustBeTrue {}));
                error.message = confirm.map(|rule| rule.message.clone());
                self.errors.push(error);
            }
            return;
        };
        if let Some(mut error) = types::wrong_shape(field, path, value, context) {
            // The data's own words say more than "wrong type"; a length beyond every rule speaks for itself.
            if !matches!(error.code.as_str(), "too_long" | "bad_character" | "required" | "unknown_field" | "too_many")
            {
                error.message = words_for_shape(field, scope);
            }
            self.errors.push(error);
            return;
        }
        for rule in field.rules.iter().filter(|rule| rules::applies(rule, scope)) {
            if let Some(code) = rules::broken(&rule.kind, field, value, scope, context) {
                let error = FieldError::new(path, code).saying(&rule.message);
                match rule.severity {
                    Severity::Error => self.errors.push(error),
                    Severity::Warning => self.warnings.push(error),
                }
            }
        }
        if let (FieldKind::List { columns }, Value::Array(rows)) = (&field.kind, value) {
            self.rows(columns, path, rows, scope, context);
        }
    }

    fn rows(&mut self, columns: &[Field], path: &str, rows: &[Value], scope: &Scope<'_>, context: &Context<'_>) {
        for (index, row) in rows.iter().enumerate() {
            let at = format!("{path}[{index}]");
            let Value::Object(members) = row else {
                self.errors.push(FieldError::new(&at, "wrong_type"));
                continue;
            };
            self.unknown(columns, members, &format!("{at}."));
            let scope = scope.in_row(members);
            for column in columns {
                let value = members.get(&column.name);
                self.field(column, &format!("{at}.{}", column.name), value, &scope, context);
            }
        }
    }
}

/// The words of the rule that describes the shape itself: the first error rule that applies.
fn words_for_shape(field: &Field, scope: &Scope<'_>) -> Option<crate::text::Text> {
    let describes = |kind: &RuleKind| !matches!(kind, RuleKind::CrossField { .. } | RuleKind::IdConsistency { .. });
    field
        .rules
        .iter()
        .find(|rule| rule.severity == Severity::Error && describes(&rule.kind) && rules::applies(rule, scope))
        .map(|rule| rule.message.clone())
}
