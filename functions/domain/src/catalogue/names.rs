//! Whether every name in a procedure's expressions and rules means something.

use super::Errors;
use crate::{
    expression::{Condition, ConditionKind, Expr},
    form::{
        address,
        field::{Field, FieldKind, Required},
        rule::RuleKind,
    },
    procedure::Procedure,
};

/// Names that expressions may use besides fields.
const GLOBAL: [&str; 2] = ["submitted_on", "channel_in"];

pub(super) fn check(procedure: &Procedure, errors: &mut Errors) {
    let known = Known { fields: &procedure.fields, columns: &[] };
    for field in &procedure.fields {
        known.field(field, &field.name, errors);
        if let FieldKind::List { columns } = &field.kind {
            let inside = Known { columns, ..known };
            for column in columns {
                inside.field(column, &format!("{}.{}", field.name, column.name), errors);
            }
        }
    }
    for (index, paper) in procedure.papers.iter().enumerate() {
        known.condition(paper.condition.as_ref(), &format!("required_documents[{index}]"), errors);
    }
    for (index, time) in procedure.processing_times.iter().enumerate() {
        known.condition(time.condition.as_ref(), &format!("processing_time[{index}]"), errors);
    }
    for (index, fee) in procedure.fees.iter().enumerate() {
        let at = format!("fee[{index}]");
        known.condition(fee.condition.as_ref(), &at, errors);
        if let Some(formula) = &fee.formula {
            known.expression(formula, &at, errors);
        }
    }
    for (condition, _) in procedure.competence.conditions() {
        known.condition(Some(condition), "competence", errors);
    }
    for name in procedure.competence.fields() {
        known.name(name, "competence", errors);
    }
    for prefix in &procedure.applicant_prefixes {
        known.name(&format!("{prefix}_full_name"), "applicant_prefixes", errors);
    }
}

/// What names can stand for.
#[derive(Clone, Copy)]
struct Known<'a> {
    fields: &'a [Field],
    /// Of the list that the expression stands in.
    columns: &'a [Field],
}

impl Known<'_> {
    fn field(&self, field: &Field, at: &str, errors: &mut Errors) {
        if let Required::When(condition) = &field.required {
            self.condition(Some(condition), at, errors);
        }
        for rule in &field.rules {
            if let Some(when) = &rule.applies_when {
                self.expression(when, at, errors);
            }
            match &rule.kind {
                RuleKind::CrossField { expr } => self.expression(expr, at, errors),
                RuleKind::IdConsistency { id_field, dob_field } => {
                    self.name(id_field, at, errors);
                    self.name(dob_field, at, errors);
                }
                RuleKind::Unique { of } => self.name(of, at, errors),
                RuleKind::Sum { column, .. } => {
                    let there =
                        matches!(&field.kind, FieldKind::List { columns } if columns.iter().any(|c| c.name == *column));
                    if !there {
                        errors.push(at, format!("no column `{column}`"));
                    }
                }
                _ => {}
            }
        }
    }

    fn condition(&self, condition: Option<&Condition>, at: &str, errors: &mut Errors) {
        match condition.map(|condition| &condition.kind) {
            Some(ConditionKind::Expression(expr)) => self.expression(expr, at, errors),
            Some(ConditionKind::ApplicantStates(name)) => self.name(name, at, errors),
            Some(ConditionKind::OfficerStates(_)) | None => {}
        }
    }

    fn expression(&self, expr: &Expr, at: &str, errors: &mut Errors) {
        for name in expr.names() {
            self.name(&name, at, errors);
        }
    }

    fn name(&self, name: &str, at: &str, errors: &mut Errors) {
        let here = |wanted: &str| self.columns.iter().chain(self.fields).find(|field| field.name == wanted);
        let (field, member) = name.split_once('.').map_or((name, None), |(field, member)| (field, Some(member)));
        let known = match (here(field), member) {
            (Some(_), None) => true,
            (None, None) => GLOBAL.contains(&field),
            (Some(Field { kind: FieldKind::Address { .. }, .. }), Some(member)) => address::MEMBERS.contains(&member),
            (Some(Field { kind: FieldKind::List { columns }, .. }), Some(member)) => {
                // Inside a sum over the rows, names from outside are as good as columns.
                columns.iter().any(|column| column.name == member)
                    || self.fields.iter().any(|field| field.name == member)
            }
            _ => false,
        };
        if !known {
            errors.push(at, format!("unknown name `{name}`"));
        }
    }
}
