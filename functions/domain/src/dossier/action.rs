//! The actions of `statuses.json` with their inputs. The wire form is the body of
//! `POST …/dossiers/{code}/actions/{action}`.

pub use super::identity::{IdentityCheck, IdentityKind, mask};

use super::{
    head::{FeeMethod, FeeRecord, ReturnTo},
    state::{DecisionKind, SupplementItem, SupplementTarget},
};
use crate::{
    form::Answers,
    ids::{AccountId, AgencyId, FileId, ProcedureCode},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What can be done to a dossier. Reasons are at most [`MAX_TEXT`] characters, what stands on one line at most
/// [`MAX_LINE`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// Form 01: the dossier is complete and valid; the clock starts.
    Accept {
        checklist: Vec<CheckedPaper>,
        paper_count: u16,
        #[serde(default)]
        fees: Vec<FeeInput>,
    },
    /// Form 02: one full list. At intake by the intake officer, at the agency by the case officer.
    RequestSupplement {
        items: Vec<SupplementItem>,
        reason: String,
        due_on: Date,
    },
    /// The case officer shows the unit head what is missing.
    ProposeSupplement {
        items: Vec<SupplementItem>,
        reason: String,
        due_on: Date,
    },
    /// The unit head agrees to the proposed list.
    AgreeSupplement,
    /// Form 03.
    Refuse {
        reason: String,
        legal_basis: String,
        guidance: String,
    },
    /// The citizen's answer before acceptance.
    Resubmit {
        items: Vec<SupplementAnswer>,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },
    /// The citizen's answer after acceptance; the clock runs on.
    SupplementReceived {
        items: Vec<SupplementAnswer>,
        #[serde(default)]
        paper_count: u16,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },
    /// Correct intake data before work starts: answers of the form, or the procedure before it is forwarded.
    AmendIntake {
        #[serde(default)]
        procedure: Option<ProcedureCode>,
        /// The answers that change; with a new procedure all of them. `null` removes one.
        answers: Answers,
        reason: String,
    },
    Forward {
        paper_count: u16,
    },
    /// Nobody is competent by the rules: the coordination queue decides.
    ReferCompetence {
        reason: String,
    },
    DecideCompetence {
        agency: AgencyId,
        reason: String,
    },
    /// The unit head takes it over and names an officer.
    Receive {
        assignee: AccountId,
        paper_count: u16,
    },
    ReturnWrongAgency {
        reason: String,
        legal_basis: String,
    },
    StartWork,
    Reassign {
        assignee: AccountId,
        reason: String,
    },
    /// Approval levels 2 and 3.
    SubmitForApproval {
        decision: DecisionKind,
        #[serde(default)]
        document: Option<FileId>,
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        legal_basis: Option<String>,
    },
    /// Approval level 1, a grant.
    SubmitForSignature {
        document: FileId,
    },
    EndorseOnward,
    Endorse,
    /// A draft denial.
    Deny {
        reason: String,
        legal_basis: String,
        #[serde(default)]
        document: Option<FileId>,
    },
    ReturnForRework {
        reason: String,
    },
    ApproveSign,
    SignDenial,
    ReturnForResigning {
        reason: String,
    },
    Publish {
        number: String,
        #[serde(default)]
        external_number: Option<String>,
        /// The final file; needed for a grant.
        #[serde(default)]
        document: Option<FileId>,
    },
    SendResult {
        paper_count: u16,
    },
    ReceiveResult {
        paper_count: u16,
    },
    /// By the system: the result lies in the citizen's account.
    DeliverOnline,
    HandOver {
        identity: IdentityCheck,
        receiver_name: String,
        #[serde(default)]
        proxy: Option<String>,
    },
    ChangeReturnPlace {
        return_to: ReturnTo,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },
}

/// Longest free text of an action, in characters.
pub const MAX_TEXT: usize = 2_000;
/// Longest text of one line: names, numbers, addresses, in characters.
pub const MAX_LINE: usize = 300;
/// Most lines of a supplement list or its answer, and most files of one line.
pub const MAX_ITEMS: usize = 50;
/// Largest fee of one line, đồng.
pub const MAX_FEE_VND: u64 = 1_000_000_000_000;

/// A line of the intake check-list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPaper {
    pub paper: u8,
    pub status: PaperStatus,
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

impl Action {
    /// The identity check that came with it, if one did.
    #[must_use]
    pub fn identity(&self) -> Option<&IdentityCheck> {
        match self {
            Self::HandOver { identity, .. } => Some(identity),
            Self::Resubmit { identity, .. }
            | Self::SupplementReceived { identity, .. }
            | Self::ChangeReturnPlace { identity, .. } => identity.as_ref(),
            _ => None,
        }
    }
}

macro_rules! action_names {
    ($($variant:ident => $id:literal),* $(,)?) => {
        /// The bare name of an action, as in paths and in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActionName { $($variant),* }

        impl ActionName {
            /// Every action on an existing dossier.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id of `statuses.json`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The action of this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }
        }

        impl Action {
            /// Its bare name.
            #[must_use]
            pub fn name(&self) -> ActionName {
                match self { $(Self::$variant { .. } => ActionName::$variant),* }
            }
        }
    };
}

action_names! {
    Accept => "accept",
    RequestSupplement => "request_supplement",
    ProposeSupplement => "propose_supplement",
    AgreeSupplement => "agree_supplement",
    Refuse => "refuse",
    Resubmit => "resubmit",
    SupplementReceived => "supplement_received",
    AmendIntake => "amend_intake",
    Forward => "forward",
    ReferCompetence => "refer_competence",
    DecideCompetence => "decide_competence",
    Receive => "receive",
    ReturnWrongAgency => "return_wrong_agency",
    StartWork => "start_work",
    Reassign => "reassign",
    SubmitForApproval => "submit_for_approval",
    SubmitForSignature => "submit_for_signature",
    EndorseOnward => "endorse_onward",
    Endorse => "endorse",
    Deny => "deny",
    ReturnForRework => "return_for_rework",
    ApproveSign => "approve_sign",
    SignDenial => "sign_denial",
    ReturnForResigning => "return_for_resigning",
    Publish => "publish",
    SendResult => "send_result",
    ReceiveResult => "receive_result",
    DeliverOnline => "deliver_online",
    HandOver => "hand_over",
    ChangeReturnPlace => "change_return_place",
}
