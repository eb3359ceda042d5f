//! Administrative units, keyed by code plus validity, with the agencies and centres that belong to them.
//!
//! On 1 July 2025 the province's 171 units became 54, and every new unit took over the code of an old one:
//! 22 codes now name another unit than before, so a code without a date says nothing.

mod agency;
mod asked;
pub mod closure;
mod compile;
mod desk;
mod lineage;
mod map;
mod name;
pub mod plan;
mod resolve;
mod roll;
mod spelling;
mod succession;

pub use map::{CHAIRMAN, COMMITTEE, GENERAL_OFFICE, PROVINCIAL_CENTRE, UnitMap};
pub use resolve::{Candidate, Resolution, Via};

use crate::{
    ids::{AgencyId, OfficeId, UnitCode},
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
    /// Thị trấn; ended on 30 June 2025.
    Township,
}

/// A unit during one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub code: UnitCode,
    /// First day. None: before our records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day. None: still valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Without its kind: "Hà Tu".
    pub name: String,
    /// "Phường Hà Tu".
    pub full_name: String,
    /// "Ha Tu Ward".
    pub name_en: String,
    pub kind: UnitKind,
    /// Districts existed until 30 June 2025; of an old unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Other codes under which sources list the same unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<UnitCode>,
    /// Agency identifier of its committee for dossier codes (R22), `H49.901`. Invented for the demonstration:
    /// the official list is not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_agency_code: Option<String>,
    /// Id of its committee and its centre where that is not the code: the code was an agency's id before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// Units that took over its area; empty while it is valid. Several: it was split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Successor>,
}

/// A unit that took over an old one or a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    pub code: UnitCode,
    /// The one to propose when the old unit was split.
    pub default: bool,
    /// What tells this part of a split unit from the others: "Khu 1 đến khu 5". None: the sources do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Text>,
}

/// Kinds of agencies, as far as the rules distinguish them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    ProvincialPeoplesCommittee,
    ServiceCentre,
    ProvincialOffice,
    Department,
    Authority,
    VerticalAgency,
    PublicServiceUnit,
    PublicServiceUnitBranch,
    ExternalOrganisation,
}

/// An agency of the province, or one that works in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    pub id: AgencyId,
    pub name: Text,
    pub short_vi: String,
    pub kind: AgencyKind,
    /// Sectors of procedures it decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Works in a system of its own; the province only sees the dossier.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AgencyId>,
    /// Units served, of a land branch; of a unit that began by a plan with its first day, `06673@2026-12-11`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves_units: Vec<UnitCode>,
    /// Agency identifier for dossier codes (R22); invented for the demonstration.
    pub demo_agency_code: String,
}

/// A kind of office that every commune has one of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneOffice {
    pub id: OfficeId,
    pub name: Text,
    /// Sectors of procedures it examines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// Kinds of units that have it.
    pub unit_kinds: Vec<UnitKind>,
    /// Appended to the unit's agency identifier.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_suffix: String,
    /// The office that is meant, by kind of unit, where one id stands for several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resolves_to: Vec<(UnitKind, OfficeId)>,
}

/// One row of the browser's list of units: enough to name the unit, its committee and its centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSummary {
    pub code: UnitCode,
    /// Without its kind.
    pub name: String,
    pub name_en: String,
    pub kind: UnitKind,
    /// As in [`Unit::agency`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// That its centre is closed today, until when and who stands in, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Text>,
}
