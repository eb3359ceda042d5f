//! What states carry: requests, drafts, signatures, results, receipts.

use crate::{
    dossier::action::DataProblem,
    ids::{AccountId, CentreId, FileId, OfficeId},
    iso,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// What a supplement asks for; form 02 prints it (R04-R06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    pub items: Vec<SupplementItem>,
    pub reason: String,
    /// Last day for the answer.
    #[serde(deserialize_with = "iso::read")]
    pub due_on: Date,
    pub asked_by: AccountId,
    #[serde(deserialize_with = "iso::read")]
    pub asked_at: Timestamp,
}

/// One line of form 02.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementItem {
    pub target: SupplementTarget,
    /// What is missing or wrong, in words to the citizen.
    pub missing: String,
    pub legal_basis: String,
    /// Why a paper is asked for though data replace it (R20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<DataProblem>,
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

/// A tax or charge that the citizen has to pay before the work goes on (R12); its slip goes to the tax office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// What is to be paid, in words: "Tiền sử dụng đất".
    pub kind: String,
    /// Đồng; none where the tax office computes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_vnd: Option<u64>,
    /// To whom.
    pub payee: String,
    /// Number of the slip to the tax office.
    pub slip_number: String,
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
    /// The next head, whom the first one named (approval level 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_head: Option<AccountId>,
}

/// A demonstration signature: who, in which office, when. Real certificates have an issue of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub signer: AccountId,
    pub signer_name: String,
    pub signer_title_vi: String,
    pub office: OfficeId,
    #[serde(deserialize_with = "iso::read")]
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
    /// A grant has its file unless it was resolved on the spot, on paper; a denial may stand in its reason.
    pub document: Option<FileId>,
    pub reason: Option<String>,
    pub legal_basis: Option<String>,
    #[serde(deserialize_with = "iso::read")]
    pub issued_at: Timestamp,
}

/// Who received the result (R17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    pub name: String,
    /// Masked number of the paper shown; none when delivered online or by post.
    pub id_masked: Option<String>,
    /// The mandate, when somebody else came.
    pub proxy: Option<String>,
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
    /// What shows that it was received.
    #[serde(default)]
    pub proof: ReceiptProof,
}

/// What shows that a result was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReceiptProof {
    /// The receiver signed the register.
    #[default]
    Signature,
    /// A code that the receiver was sent and said.
    Code { code: String },
    /// The post's own proof of delivery.
    Postal { number: String },
    /// It lies in the citizen's account.
    Online,
}

/// A postal item on its way to the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedItem {
    /// Number of the postal item.
    pub item_no: String,
    pub address: String,
    /// The centre that posted it; none: the registry of the agency did.
    pub from: Option<CentreId>,
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
}

/// What the citizen asks when withdrawing (R15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalRequest {
    /// Nobody has to say why.
    pub reason: Option<String>,
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
}

/// How a dossier ended without a result: withdrawn or stopped, with form 05.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Needed for a stop (I6); of a withdrawal what the citizen said, if anything.
    pub reason: Option<String>,
    pub legal_basis: Option<String>,
    /// Originals given back.
    #[serde(default)]
    pub papers_returned: Vec<String>,
    #[serde(default)]
    pub fee_refund: FeeRefund,
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
}

/// What is given back of a fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FeeRefund {
    #[default]
    None,
    /// Đồng, and the rule that gives it back.
    Amount { amount_vnd: u64, rule: String },
}
