//! What is known of the person who signed in, as first answers.

use crate::api::auth::Person;
use domain::{
    form::{Answers, field::Prefill},
    procedure::Procedure,
};
use serde_json::Value;

/// First answers from the account. What belongs to an organisation counts only when the applicant says that one applies.
#[must_use]
pub fn from_account(procedure: &Procedure, me: &Person) -> Answers {
    let mut answers = Answers::new();
    let Some(citizen) = &me.citizen else { return answers };
    let organisation = citizen.organisation.as_ref();
    for field in &procedure.fields {
        let known = match field.name.as_str() {
            // Who may apply for nobody else is a citizen; an employee is asked.
            "applicant_kind" if organisation.is_none() => Some("citizen".to_owned()),
            name if field.prefill == Some(Prefill::Login) && name.ends_with("full_name") => Some(me.name.clone()),
            name if field.prefill == Some(Prefill::Login) && name.ends_with("id_number") => {
                Some(citizen.id_number.clone())
            }
            "requester_dob" => citizen.date_of_birth.clone(),
            "requester_phone" => citizen.phone.clone(),
            "organisation_name" => organisation.map(|organisation| organisation.name.clone()),
            "enterprise_code" => organisation.map(|organisation| organisation.enterprise_code.clone()),
            _ => None,
        };
        if let Some(text) = known {
            answers.insert(field.name.clone(), Value::String(text));
        }
    }
    answers
}
