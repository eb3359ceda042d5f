//! What a head is made of: the agency, the way of return, the applicant, fees, forms, links.

use super::desk::{office_desk, registry_desk};
use crate::{
    competence::Outcome,
    dossier::{action::LateDecision, state::SupplementItem},
    ids::{AccountId, AgencyId, CentreId, DeskId, DossierCode, OfficeId},
    iso,
    procedure::ReturnMethod,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Ordinary, or the correction of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Ordinary,
    /// Its clock is internal: neither statutory nor in the on-time index.
    Correction { of: DossierCode },
}

impl Kind {
    /// Whether it is no correction.
    #[must_use]
    pub const fn is_ordinary(&self) -> bool {
        matches!(self, Self::Ordinary)
    }
}

/// The correction that a returned dossier led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedCorrection {
    pub code: DossierCode,
    pub state: CorrectionState,
}

/// What became of a linked correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionState {
    /// Under way; the old result is valid.
    Open,
    /// Published: the old result is revoked, kept and marked.
    Replaced,
    /// Ended without a new result; the old one stands.
    Ended,
}

/// An entry after an outage: true time of receipt, reason, paper receipt, and the second person's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateEntry {
    #[serde(deserialize_with = "iso::read")]
    pub received_at: Timestamp,
    pub reason: String,
    pub paper_receipt_no: String,
    /// None: it waits for its second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<LateDecision>,
}

/// The competent agency and its offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolver {
    pub agency: AgencyId,
    /// Office that examines.
    pub office: OfficeId,
    /// Office whose person signs.
    pub signing_office: OfficeId,
}

/// How and where the result goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnTo {
    pub method: ReturnMethod,
    /// Centre of return; for post and online the fall-back.
    pub centre: CentreId,
    /// Postal address, for post.
    pub address: Option<String>,
}

/// The applicant as far as lists and slips need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicantCard {
    pub name: String,
    /// The organisation applied for, if any.
    pub organisation: Option<String>,
    pub phone: Option<String>,
    /// Last digits only, `••••••••0123`.
    pub id_masked: Option<String>,
}

/// A list of missing things on its way to the unit head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementProposal {
    pub items: Vec<SupplementItem>,
    pub reason: String,
    #[serde(deserialize_with = "iso::read")]
    pub due_on: Date,
    pub agreed_by: Option<AccountId>,
}

/// One fee line as settled at intake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRecord {
    /// Position in the procedure version's fee list.
    pub rule: u8,
    pub amount_vnd: u64,
    pub method: FeeMethod,
    /// Number of the receipt; empty only when nothing was paid.
    pub receipt_number: String,
    /// Why nothing or less was due.
    pub exemption: Option<String>,
}

/// How a fee was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeMethod {
    Cash,
    Transfer,
    /// Nothing was due, or it was waived.
    None,
}

/// A form of Circular 03/2025 that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// `01` to `05`.
    pub form: String,
    /// Running number of the receiving centre and day.
    pub number: u32,
    /// Event that issued it.
    pub version: u32,
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
}

impl ReturnTo {
    /// Whether the result travels on paper to a desk. Whoever chose online and wants paper besides chooses the counter:
    /// the electronic result lies in the citizen's account in any case (R17).
    #[must_use]
    pub fn on_paper(&self) -> bool {
        self.method == ReturnMethod::Counter
    }
}

impl Resolver {
    /// What a decision on competence comes to; none: the coordination queue, or no place of the province.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Resolved { agency, office, signing_office } => {
                Some(Self { agency: agency.clone(), office: office.clone(), signing_office: signing_office.clone() })
            }
            Outcome::Coordination { .. } | Outcome::OutsideProvince { .. } => None,
        }
    }

    pub(in crate::dossier) fn office_desk(&self) -> DeskId {
        office_desk(&self.agency, &self.office)
    }
    pub(in crate::dossier) fn signing_desk(&self) -> DeskId {
        office_desk(&self.agency, &self.signing_office)
    }
    pub(in crate::dossier) fn registry_desk(&self) -> DeskId {
        registry_desk(&self.agency)
    }
}
