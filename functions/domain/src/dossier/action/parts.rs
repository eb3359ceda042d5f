//! What actions bring: lines of lists, fees, opinions, ratings.

use crate::{
    dossier::{
        Dossier,
        head::{FeeMethod, FeeRecord, Resolver},
        state::SupplementTarget,
    },
    ids::{AccountId, AgencyId, CentreId, FileId, OfficeId},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A line of the intake check-list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPaper {
    pub paper: u8,
    pub status: PaperStatus,
    /// Why paper that was handed over is not scanned (R07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_scanned: Option<ScanException>,
    /// Why a paper was taken though data replace it (R20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<DataProblem>,
}

/// Why data could not take the place of a paper (R20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataProblem {
    /// The database has nothing of it.
    Missing,
    /// What it has is wrong or out of date.
    Wrong,
    /// It cannot be asked now.
    Unreachable,
}

/// Why a paper needs no scan (R07, Circular 03/2025 Art. 5). What is only shown has a status of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScanException {
    /// It was filed electronically as well.
    FiledElectronically,
    /// The answer of another agency to a verification.
    VerificationAnswer,
    /// A state secret.
    Secret,
}

/// What the intake officer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperStatus {
    /// Present and valid.
    Present,
    /// Replaced by data of a national database (R20).
    ReplacedByData,
    /// Shown only, not kept (R07).
    Shown,
    /// Its condition does not hold here.
    NotNeeded,
}

/// A fee as taken at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeInput {
    pub rule: u8,
    pub amount_vnd: u64,
    pub method: FeeMethod,
    #[serde(default)]
    pub receipt_number: String,
    #[serde(default)]
    pub exemption: Option<String>,
}

impl From<FeeInput> for FeeRecord {
    fn from(fee: FeeInput) -> Self {
        Self {
            rule: fee.rule,
            amount_vnd: fee.amount_vnd,
            method: fee.method,
            receipt_number: fee.receipt_number.trim().to_owned(),
            exemption: fee.exemption.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        }
    }
}

/// One answered line of form 02.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupplementAnswer {
    pub target: SupplementTarget,
    /// New files, for a paper.
    #[serde(default)]
    pub files: Vec<FileId>,
    /// New value, for a field.
    #[serde(default)]
    pub value: Option<serde_json::Value>,
    /// The paper was handed over on paper, or shown, at the desk.
    #[serde(default)]
    pub on_paper: bool,
}

/// A question to another agency (statuses.json, `opinion`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionInput {
    pub agency: AgencyId,
    /// The office of that agency; none: whoever answers for it.
    #[serde(default)]
    pub office: Option<OfficeId>,
    pub question: String,
    /// Files of the dossier that are sent with it: the agency sees these and no others.
    #[serde(default)]
    pub documents: Vec<FileId>,
    /// Last day for the answer.
    pub due_on: Date,
}

/// What shows that an obligation is fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentProof {
    /// Number of the receipt, or of the tax office's message.
    pub number: String,
    /// Đồng.
    pub amount_vnd: u64,
    pub paid_at: Timestamp,
}

/// A second person's word on an entry after an outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateDecision {
    /// The true time of receipt stands.
    Confirmed,
    /// The time of entry stands.
    Rejected,
}

/// The citizen's rating by the criteria of R30, each 1 (not satisfied) to 5 (very satisfied).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    pub attitude: u8,
    pub time: u8,
    pub procedure_clarity: u8,
    pub place: u8,
    pub result: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl Rating {
    /// Each criterion by its name.
    #[must_use]
    pub const fn values(&self) -> [(&'static str, u8); 5] {
        [
            ("attitude", self.attitude),
            ("time", self.time),
            ("procedure_clarity", self.procedure_clarity),
            ("place", self.place),
            ("result", self.result),
        ]
    }
}

/// Places of a dossier that a unit's end changes; those that are not named stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiving_centre: Option<CentreId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolver: Option<Resolver>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_centre: Option<CentreId>,
    /// Where the result lies, is on its way to, or was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_centre: Option<CentreId>,
    /// The officer in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AccountId>,
}

impl Places {
    /// All places of a dossier as they are.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            receiving_centre: Some(dossier.receiving_centre.clone()),
            resolver: dossier.resolver.clone(),
            return_centre: Some(dossier.return_to.centre.clone()),
            result_centre: dossier.state.result_centre().cloned(),
            assignee: dossier.state.assignee().cloned(),
        }
    }
}
