//! A filled form that is valid: whoever holds a [`Submission`] need not check it again.

use super::{
    Answers, Check, Context, FieldError,
    address::{self, Place},
    check::check_fields,
    normalise::normalise,
};
use crate::procedure::Procedure;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Valid, normalised answers and who applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    pub answers: Answers,
    pub applicant: Applicant,
    /// What the person was told and may ignore.
    pub warnings: Vec<FieldError>,
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    pub kind: ApplicantKind,
    /// The person who applies; of an organisation: its representative.
    pub full_name: String,
    /// Personal identity number, 12 digits.
    pub id_number: Option<String>,
    /// Passport number of a foreigner.
    pub passport: Option<String>,
    /// Country of the passport, ISO 3166 alpha-2.
    pub passport_country: Option<String>,
    pub organisation_name: Option<String>,
    /// Enterprise or tax code.
    pub enterprise_code: Option<String>,
    pub representative_role: Option<RepresentativeRole>,
    pub mandate_number: Option<String>,
    pub phone: Option<String>,
    /// The person said that there is none.
    pub no_phone: bool,
    pub helper_name: Option<String>,
    pub helper_phone: Option<String>,
    pub email: Option<String>,
    /// Unit code of the residence or seat, if it lies in the province.
    pub residence: Option<String>,
}

/// What kind of applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    Citizen,
    Foreigner,
    Organisation,
}

/// How a representative represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepresentativeRole {
    LegalRepresentative,
    Authorised,
}

/// Turns answers into a submission. Texts are expected in Unicode NFC: the host normalises before.
///
/// # Errors
/// Every field that is wrong.
pub fn parse(procedure: &Procedure, answers: &Answers, context: &Context<'_>) -> Result<Submission, Vec<FieldError>> {
    let answers = normalise(&procedure.fields, answers);
    let Check { errors, warnings } = check_fields(&procedure.fields, &answers, context);
    if !errors.is_empty() {
        return Err(errors);
    }
    let applicant = Applicant::of(procedure, &answers)?;
    Ok(Submission { answers, applicant, warnings })
}

impl Applicant {
    /// Reads the applicant from answers that are valid. The names of the fields begin with the prefixes that the
    /// procedure's data give; where two people apply together (a marriage) the card names both and the number is
    /// that of the first.
    ///
    /// # Errors
    /// The field of the name, if a procedure has none: its form cannot be filed by anybody.
    pub fn of(procedure: &Procedure, answers: &Answers) -> Result<Self, Vec<FieldError>> {
        let text = |name: &str| answers.get(name).and_then(Value::as_str).map(str::to_owned);
        let first = procedure.applicant_prefixes.first().map_or("requester", String::as_str);
        let own = |name: &str| text(&format!("{first}_{name}"));
        let names: Vec<String> =
            procedure.applicant_prefixes.iter().filter_map(|prefix| text(&format!("{prefix}_full_name"))).collect();
        if names.is_empty() {
            return Err(vec![FieldError::new(&format!("{first}_full_name"), "required")]);
        }
        Ok(Self {
            kind: match text("applicant_kind").as_deref() {
                Some("foreigner") => ApplicantKind::Foreigner,
                Some("organisation") => ApplicantKind::Organisation,
                _ => ApplicantKind::Citizen,
            },
            full_name: names.join(", "),
            id_number: own("id_number"),
            passport: own("passport_number"),
            passport_country: own("passport_country"),
            organisation_name: text("organisation_name"),
            enterprise_code: text("enterprise_code"),
            representative_role: match text("representative_role").as_deref() {
                Some("legal_representative") => Some(RepresentativeRole::LegalRepresentative),
                Some("authorised") => Some(RepresentativeRole::Authorised),
                _ => None,
            },
            mandate_number: text("mandate_number"),
            phone: text("requester_phone"),
            no_phone: answers.get("no_phone") == Some(&Value::Bool(true)),
            helper_name: text("helper_name"),
            helper_phone: text("helper_phone"),
            email: text("requester_email"),
            residence: match answers.get(&format!("{first}_residence")).and_then(address::place) {
                Some(Place::Unit(code)) => Some(code.to_owned()),
                _ => None,
            },
        })
    }
}
