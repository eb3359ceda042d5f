//! The states of `statuses.json` that this version reaches, each with the data that only this state has.

use crate::ids::{AccountId, FileId, OfficeId};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The bare name of a state: keys, filters and tables use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    Submitted,
    IntakeSupplement,
    Refused,
    Accepted,
    AwaitingCompetence,
    InTransfer,
    Assigned,
    InProcess,
    SupplementRequested,
    PendingApproval,
    PendingSignature,
    Approved,
    Denied,
    ResultReady,
    ResultInTransit,
    Done,
    Returned,
}

impl StateName {
    /// Every state, in the order of a dossier's life.
    pub const ALL: [Self; 17] = [
        Self::Submitted,
        Self::IntakeSupplement,
        Self::Refused,
        Self::Accepted,
        Self::AwaitingCompetence,
        Self::InTransfer,
        Self::Assigned,
        Self::InProcess,
        Self::SupplementRequested,
        Self::PendingApproval,
        Self::PendingSignature,
        Self::Approved,
        Self::Denied,
        Self::ResultReady,
        Self::ResultInTransit,
        Self::Done,
        Self::Returned,
    ];

    /// The id of `statuses.json`, as in JSON and in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::IntakeSupplement => "intake_supplement",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::AwaitingCompetence => "awaiting_competence",
            Self::InTransfer => "in_transfer",
            Self::Assigned => "assigned",
            Self::InProcess => "in_process",
            Self::SupplementRequested => "supplement_requested",
            Self::PendingApproval => "pending_approval",
            Self::PendingSignature => "pending_signature",
            Self::Approved => "approved",
            Self::Denied => "denied",
            Self::ResultReady => "result_ready",
            Self::ResultInTransit => "result_in_transit",
            Self::Done => "done",
            Self::Returned => "returned",
        }
    }

    /// No transition leaves a final state (I9).
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Returned)
    }

    /// Value 1 to 10 reported to the national portal (R24). `started`: whether 4 has been reported before,
    /// so that the reported value never falls back to 2.
    #[must_use]
    pub fn national_status(self, started: bool) -> u8 {
        match self {
            Self::Submitted => 1,
            Self::Accepted | Self::AwaitingCompetence | Self::InTransfer => {
                if started {
                    4
                } else {
                    2
                }
            }
            Self::Refused => 3,
            Self::Assigned
            | Self::InProcess
            | Self::PendingApproval
            | Self::PendingSignature
            | Self::Approved
            | Self::Denied => 4,
            Self::IntakeSupplement | Self::SupplementRequested => 5,
            Self::ResultReady | Self::ResultInTransit | Self::Done => 9,
            Self::Returned => 10,
        }
    }
}

/// What a supplement asks for; form 02 prints it (R04-R06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    pub items: Vec<SupplementItem>,
    pub reason: String,
    /// Last day for the answer.
    pub due_on: Date,
    pub asked_by: AccountId,
    pub asked_at: Timestamp,
}

/// One line of form 02.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    pub target: SupplementTarget,
    /// What is missing or wrong, in words to the citizen.
    pub missing: String,
    pub legal_basis: String,
}

/// What the citizen may change: only this is open (statuses.json, resubmit).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "TargetRow")]
pub enum SupplementTarget {
    /// A paper of the procedure's list.
    Paper { id: u8 },
    /// A field of the form.
    Field { name: String },
}

/// [`SupplementTarget`] as it is read. What serde derives for a tag inside keeps a copy of everything until it has seen the
/// tag, by code that the browser would have to load.
#[derive(Deserialize)]
struct TargetRow {
    kind: TargetKind,
    id: Option<u8>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum TargetKind {
    Paper,
    Field,
}

impl TryFrom<TargetRow> for SupplementTarget {
    type Error = &'static str;

    fn try_from(row: TargetRow) -> Result<Self, Self::Error> {
        match row {
            TargetRow { kind: TargetKind::Paper, id: Some(id), .. } => Ok(Self::Paper { id }),
            TargetRow { kind: TargetKind::Field, name: Some(name), .. } => Ok(Self::Field { name }),
            _ => Err("a paper needs its id, a field its name"),
        }
    }
}

/// Whether the dossier is granted or denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    Grant,
    Denial,
}

/// The draft decision on its way to signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub decision: DecisionKind,
    /// Draft of the result or of the denial letter; a denial may be written from its reason alone.
    pub document: Option<FileId>,
    /// Needed for a denial (I6).
    pub reason: Option<String>,
    pub legal_basis: Option<String>,
    pub by: AccountId,
    /// Who endorsed it in this round, in order.
    pub endorsed_by: Vec<AccountId>,
}

/// A demonstration signature: who, in which office, when. Real certificates have an issue of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub signer: AccountId,
    pub signer_name: String,
    pub signer_title_vi: String,
    pub office: OfficeId,
    pub at: Timestamp,
    /// Always true in this version; shown wherever the signature is shown.
    pub demonstration: bool,
}

/// An issued result or denial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedResult {
    pub decision: DecisionKind,
    pub signature: Signature,
    /// Number of the registry.
    pub number: String,
    /// Number of an outside register, where the procedure needs one.
    pub external_number: Option<String>,
    /// A grant always has its file; a denial may stand in its reason.
    pub document: Option<FileId>,
    pub reason: Option<String>,
    pub legal_basis: Option<String>,
    pub issued_at: Timestamp,
}

/// Who received the result (R17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    pub name: String,
    /// Masked number of the paper shown; none when delivered online.
    pub id_masked: Option<String>,
    /// The mandate, when somebody else came.
    pub proxy: Option<String>,
    pub at: Timestamp,
}

/// The state with its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum State {
    Submitted,
    IntakeSupplement { request: SupplementRequest },
    Refused { reason: String, legal_basis: String, guidance: String },
    Accepted,
    AwaitingCompetence { reason: String },
    InTransfer,
    Assigned { assignee: AccountId },
    InProcess { assignee: AccountId },
    SupplementRequested { assignee: AccountId, request: SupplementRequest },
    PendingApproval { assignee: AccountId, draft: Draft },
    PendingSignature { assignee: AccountId, draft: Draft },
    Approved { assignee: AccountId, draft: Draft, signature: Signature },
    Denied { assignee: AccountId, draft: Draft, signature: Signature },
    ResultReady { result: IssuedResult },
    ResultInTransit { result: IssuedResult },
    Done { result: IssuedResult },
    Returned { result: IssuedResult, receiver: Receiver },
}

impl State {
    /// Its bare name.
    #[must_use]
    pub fn name(&self) -> StateName {
        match self {
            Self::Submitted => StateName::Submitted,
            Self::IntakeSupplement { .. } => StateName::IntakeSupplement,
            Self::Refused { .. } => StateName::Refused,
            Self::Accepted => StateName::Accepted,
            Self::AwaitingCompetence { .. } => StateName::AwaitingCompetence,
            Self::InTransfer => StateName::InTransfer,
            Self::Assigned { .. } => StateName::Assigned,
            Self::InProcess { .. } => StateName::InProcess,
            Self::SupplementRequested { .. } => StateName::SupplementRequested,
            Self::PendingApproval { .. } => StateName::PendingApproval,
            Self::PendingSignature { .. } => StateName::PendingSignature,
            Self::Approved { .. } => StateName::Approved,
            Self::Denied { .. } => StateName::Denied,
            Self::ResultReady { .. } => StateName::ResultReady,
            Self::ResultInTransit { .. } => StateName::ResultInTransit,
            Self::Done { .. } => StateName::Done,
            Self::Returned { .. } => StateName::Returned,
        }
    }

    /// The officer in charge, where one is named.
    #[must_use]
    pub fn assignee(&self) -> Option<&AccountId> {
        match self {
            Self::Assigned { assignee }
            | Self::InProcess { assignee }
            | Self::SupplementRequested { assignee, .. }
            | Self::PendingApproval { assignee, .. }
            | Self::PendingSignature { assignee, .. }
            | Self::Approved { assignee, .. }
            | Self::Denied { assignee, .. } => Some(assignee),
            _ => None,
        }
    }

    /// The draft under way, where one exists.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        match self {
            Self::PendingApproval { draft, .. }
            | Self::PendingSignature { draft, .. }
            | Self::Approved { draft, .. }
            | Self::Denied { draft, .. } => Some(draft),
            _ => None,
        }
    }

    /// The issued result, once there is one.
    #[must_use]
    pub fn result(&self) -> Option<&IssuedResult> {
        match self {
            Self::ResultReady { result }
            | Self::ResultInTransit { result }
            | Self::Done { result }
            | Self::Returned { result, .. } => Some(result),
            _ => None,
        }
    }

    /// The open supplement request, if one is open.
    #[must_use]
    pub fn supplement(&self) -> Option<&SupplementRequest> {
        match self {
            Self::IntakeSupplement { request } | Self::SupplementRequested { request, .. } => Some(request),
            _ => None,
        }
    }
}
