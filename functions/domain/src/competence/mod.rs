//! Which agency is competent: a rule of the procedure's data, decided with the unit map of the day and
//! explained. Except for certification it is never the receiving centre as such.

mod compile;
mod later;
mod place;
mod receive;
mod resolve;
mod words;

pub use later::{as_meant, resolve_later};
pub use receive::may_receive;
pub use resolve::{agency_in, resolve};
pub use words::{Names, explain, explain_decision};

use crate::{
    expression::Condition,
    ids::{AgencyId, CentreId, OfficeId, UnitCode},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The competence rule of a procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Competence {
    /// Always this agency, unless an alternative applies.
    Fixed {
        agency: AgencyId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        alternatives: Vec<Alternative>,
    },
    /// The unit of a field, or the land branch that serves it.
    ByPlace {
        field: String,
        level: PlaceLevel,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fallback: Option<Fallback>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        alternatives: Vec<Alternative>,
        /// Agencies that take part without being competent.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        coordinating: Vec<AgencyId>,
        /// The register may lie with another agency; people refer such a dossier.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        keeper_may_be_other_agency: bool,
    },
    /// Several places are lawful; the applicant picks one in the first of these fields that is answered.
    ByApplicantChoice { fields: Vec<String>, lawful_places: Vec<Text> },
    /// The commune at whose desk the person stands, with no rule of residence (certification).
    ByDesk {},
    /// Several agencies; the lead starts.
    Coordination { lead: AgencyId, field: String, parties: Vec<AgencyId> },
}

/// Which level is meant by the unit of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceLevel {
    /// The commune itself.
    Commune,
    /// The branch of the land registration office that serves the commune.
    ProvinceBranch,
}

/// Another field that counts when the first one cannot be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fallback {
    pub field: String,
    pub when: Condition,
}

/// Another answer to who is competent, under a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    pub when: Condition,
    pub instead: Instead,
}

/// Who is competent instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    Agency {
        agency: AgencyId,
    },
    /// The commune named in this field.
    Commune {
        field: String,
    },
    Desk {},
}

/// Who is competent for one filing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetenceDecision {
    pub outcome: Outcome,
    /// In the order in which they were found.
    pub because: Vec<Reason>,
}

/// What the rule came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// One agency: the office that examines, and the office whose person signs.
    Resolved { agency: AgencyId, office: OfficeId, signing_office: OfficeId },
    /// It cannot be decided by rule: the provincial coordination queue.
    Coordination { reason: CoordinationReason },
    /// The matter belongs to a place outside the province: refused, form 03 names the place. It is the name of a
    /// province, the code of a country or the code of a unit elsewhere.
    OutsideProvince { place: String },
}

/// Why a rule did not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoordinationReason {
    /// The field that decides has no answer.
    PlaceMissing { field: String },
    /// The answer names no place that is known on that day.
    PlaceUnknown { field: String },
    /// The place is an old unit that was split; a person must say which part is meant.
    SplitUnit { field: String, old_code: UnitCode, candidates: Vec<UnitCode> },
    /// No land branch serves the unit.
    NoBranch { unit: UnitCode },
    /// A commune decides at its own desk, and this desk is not a commune's.
    NotACommuneDesk { centre: CentreId },
    /// The lead is not a commune and is not in the map.
    UnknownLead { lead: AgencyId },
}

/// One step of the explanation; the screens put it in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The data name the agency.
    FixedAgency { agency: AgencyId },
    /// A condition holds under which another is competent.
    Alternative { sentence: Text },
    /// That condition has no answer yet and was taken as not given.
    AlternativeUnanswered { sentence: Text },
    /// The unit of the field.
    PlaceOfField { field: String, unit: UnitCode },
    /// The field that counts instead, and why.
    Fallback { field: String, instead_of: String, sentence: Text },
    /// The applicant chose among lawful places.
    ApplicantChoice { field: String, unit: UnitCode, lawful_places: Vec<Text> },
    /// The desk itself.
    Desk { centre: CentreId },
    /// Several agencies take part and this unit's committee leads.
    Lead { unit: UnitCode, parties: Vec<AgencyId> },
    /// The branch that serves the unit.
    LandBranch { unit: UnitCode, branch: AgencyId },
    /// The answer named an old unit, which is now this one.
    OldUnit { old_code: UnitCode, unit: UnitCode },
    /// The answer says how the person knows the place, beside the unit of today.
    OldName { name: String, unit: UnitCode },
    /// The commune's office was found by the sector of the procedure.
    OfficeOfSector { office: OfficeId, sector: String },
    /// Agencies that take part.
    Coordinating { agencies: Vec<AgencyId> },
    /// Another agency may keep the register; then the agency found refers the dossier.
    KeeperMayBeOtherAgency {},
}

/// Why a centre may not take a filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiveRefusal {
    pub code: RefusalCode,
    /// The reason that is published with the procedure; for `outside_province` the place; otherwise empty.
    pub reason: Text,
}

/// Kinds of refusal to receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The procedure is filed at a counter only.
    NotOnline,
    /// Only the competent unit's own centre takes it.
    OwnCentreOnly,
    /// The matter belongs to a place outside the province.
    OutsideProvince,
    /// Only a commune's desk takes it.
    CommuneDeskOnly,
}
