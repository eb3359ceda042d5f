//! Inputs about the result: its outside number, its way back, its receipt.

use super::Wrong;
use crate::{
    dossier::{Dossier, act::Context, head::ReturnTo, state::ReceiptProof},
    form::{self, Answers, FieldError, check::check_fields},
    ids::CentreId,
    procedure::ReturnMethod,
};
use serde_json::Value;

/// The number of an outside register, by the rules of its field.
pub(super) fn outside_number(number: Option<&str>, dossier: &Dossier, context: &Context<'_>, wrong: &mut Wrong) {
    let (Some(field), Some(number)) = (&context.procedure.external_number, number.map(str::trim)) else { return };
    let answers: Answers = [(field.name.clone(), Value::String(number.to_owned()))].into_iter().collect();
    let facts = context.facts(dossier);
    let form = form::Context::new(&facts, &|_| false, &|_, _| false);
    // That it is missing where it is needed is the guard's to say.
    for error in check_fields(std::slice::from_ref(field), &answers, &form).errors {
        if error.code != "required" {
            wrong.0.push(FieldError { field: "external_number".to_owned(), ..error });
        }
    }
}

/// Where and how the result is returned. What has arrived elsewhere already is sent on by an action of its own.
pub(super) fn return_place(wanted: &ReturnTo, context: &Context<'_>, wrong: &mut Wrong) {
    if !context.procedure.return_methods.contains(&wanted.method) {
        wrong.note("return_to.method", "not_in_list");
    }
    wrong.line("return_to.centre", wanted.centre.as_str());
    match wanted.method {
        ReturnMethod::Post => wrong.line("return_to.address", wanted.address.as_deref().unwrap_or_default()),
        _ => wrong.optional_line("return_to.address", wanted.address.as_deref()),
    }
}

/// What the post brings back goes to the centre that posted it, or to the receiving centre.
pub(super) fn back_to(centre: &CentreId, dossier: &Dossier, wrong: &mut Wrong) {
    let posted_it = dossier.state.posted().is_some_and(|item| item.from.as_ref() == Some(centre));
    if !posted_it && *centre != dossier.receiving_centre {
        wrong.note("centre", "not_in_list");
    }
}

pub(super) fn receipt(proof: &ReceiptProof, wrong: &mut Wrong) {
    match proof {
        ReceiptProof::Code { code } => wrong.line("proof.code", code),
        ReceiptProof::Postal { number } => wrong.line("proof.number", number),
        ReceiptProof::Online => wrong.note("proof.kind", "not_in_list"),
        ReceiptProof::Signature => {}
    }
}
