//! What a new form begins with at the counter: what the card says, and what was typed for another procedure.

use crate::fields::IdentityInput;
use domain::{
    dossier::action::IdentityKind,
    form::{Answers, field::Part},
    procedure::Procedure,
};
use frontend::prelude::*;
use serde_json::Value;

/// What the card says: its number and who applies, unless the form already says something else.
#[must_use]
pub fn by_card(identity: IdentityInput, procedure: &Procedure, mut answers: Answers) -> Answers {
    let name = [procedure.applicant_prefixes.first().map_or("requester", String::as_str), "_id_number"].concat();
    let number = identity.number.get_untracked();
    let plain = number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit());
    let by_card = matches!(untrack(|| identity.kind()), IdentityKind::IdentityCard | IdentityKind::Vneid);
    let kind = if by_card { "citizen" } else { "foreigner" };
    let by_passport = untrack(|| identity.kind()) == IdentityKind::Passport;
    let asks = |wanted: &str| procedure.fields.iter().any(|field| field.name == wanted);
    if ((plain && by_card) || (by_passport && !number.is_empty())) && asks("applicant_kind") {
        answers.entry("applicant_kind").or_insert(Value::from(kind));
    }
    if plain && by_card && procedure.fields.iter().any(|field| field.name == name) {
        answers.entry(name).or_insert(Value::String(number));
    }
    answers
}

/// The answers that this procedure asks for too.
#[must_use]
pub fn fitting(answers: &Answers, procedure: &Procedure) -> Answers {
    let known = |name: &String| procedure.fields.iter().any(|field| field.name == *name);
    answers.iter().filter(|(name, _)| known(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Only the applicant's own answers.
#[must_use]
pub fn applicant_answers(answers: &Answers, procedure: &Procedure) -> Answers {
    let own = |name: &String| procedure.fields.iter().any(|field| field.name == *name && field.part == Part::Applicant);
    answers.iter().filter(|(name, _)| own(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}
