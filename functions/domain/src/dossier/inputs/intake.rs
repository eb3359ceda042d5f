//! Inputs at the receiving centre: check-list, fees, form 02, corrections.

use super::Wrong;
use crate::{
    calendar::day_of,
    dossier::{
        Action, Dossier,
        act::Context,
        action::{CheckedPaper, FeeInput, MAX_FEE_VND, MAX_ITEMS},
        state::{SupplementItem, SupplementTarget},
    },
    procedure::PaperRequirement,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Each paper of the procedure at most once.
pub(super) fn lines_of(checklist: &[CheckedPaper], context: &Context<'_>, wrong: &mut Wrong) {
    let mut seen = BTreeSet::new();
    for (at, line) in checklist.iter().enumerate() {
        if !context.procedure.papers.iter().any(|paper| paper.id == line.paper) {
            wrong.note(&format!("checklist[{at}]"), "not_in_list");
        } else if !seen.insert(line.paper) {
            wrong.note(&format!("checklist[{at}]"), "twice");
        }
    }
}

/// Only questions that the procedure has. One that is left open keeps the longest time.
pub(super) fn stated(officer_states: &BTreeMap<String, bool>, context: &Context<'_>, wrong: &mut Wrong) {
    let questions = context.procedure.officer_questions();
    for name in officer_states.keys().filter(|name| !questions.iter().any(|(known, _)| known == name)) {
        wrong.note(&format!("officer_states.{name}"), "not_in_list");
    }
}

/// Each fee rule at most once.
pub(super) fn fee_lines(fees: &[FeeInput], wrong: &mut Wrong) {
    let mut seen = BTreeSet::new();
    for (at, fee) in fees.iter().enumerate() {
        if !seen.insert(fee.rule) {
            wrong.note(&format!("fees[{at}]"), "twice");
        }
        if fee.amount_vnd > MAX_FEE_VND {
            wrong.note(&format!("fees[{at}].amount_vnd"), "range");
        }
        wrong.optional_line(&format!("fees[{at}].receipt_number"), Some(&fee.receipt_number));
        wrong.optional_line(&format!("fees[{at}].exemption"), fee.exemption.as_deref());
    }
}

/// Form 02: a full list of what exists, nothing twice, answerable from tomorrow on. A paper that data replace is asked for
/// with the reason only why they do not do (R20).
pub(super) fn supplement_list(items: &[SupplementItem], due_on: Date, context: &Context<'_>, wrong: &mut Wrong) {
    if items.is_empty() {
        wrong.note("items", "required");
    }
    if items.len() > MAX_ITEMS {
        return wrong.note("items", "too_many");
    }
    let mut seen = BTreeSet::new();
    for (at, item) in items.iter().enumerate() {
        let paper = match &item.target {
            SupplementTarget::Paper { id } => context.procedure.papers.iter().find(|paper| paper.id == *id),
            SupplementTarget::Field { .. } => None,
        };
        let known = match &item.target {
            SupplementTarget::Paper { .. } => paper.is_some(),
            SupplementTarget::Field { name } => context.procedure.fields.iter().any(|field| field.name == *name),
        };
        match item.fallback {
            None if paper.is_some_and(PaperRequirement::data_first) => {
                wrong.note(&format!("items[{at}].fallback"), "data_replace_it");
            }
            Some(_) if !paper.is_some_and(PaperRequirement::data_first) => {
                wrong.note(&format!("items[{at}].fallback"), "not_in_list");
            }
            _ => {}
        }
        if !known {
            wrong.note(&format!("items[{at}]"), "not_in_list");
        } else if !seen.insert(&item.target) {
            wrong.note(&format!("items[{at}]"), "twice");
        }
        wrong.text(&format!("items[{at}].missing"), &item.missing);
        wrong.text(&format!("items[{at}].legal_basis"), &item.legal_basis);
    }
    if due_on <= day_of(context.now) {
        wrong.note("due_on", "in_the_past");
    }
}

/// The corrected form must have been parsed. While a supplement is open the procedure stays: its list names papers and
/// fields of that procedure.
pub(super) fn amendment(dossier: &Dossier, action: &Action, context: &Context<'_>, wrong: &mut Wrong) {
    if context.amended.is_none() {
        wrong.note("answers", "required");
    }
    let corrected = context.corrected(dossier, action).is_some();
    if corrected && dossier.state.supplement().is_some() {
        wrong.note("procedure", "supplement_open");
    }
    if matches!(action, Action::AmendProcedure { .. }) && context.amended.is_some() && !corrected {
        wrong.note("procedure", "same_procedure");
    }
}
