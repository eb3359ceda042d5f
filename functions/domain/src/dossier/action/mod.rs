//! The actions of `statuses.json` with their inputs, in the order of a dossier's life. The wire form is the body of
//! `POST …/dossiers/{code}/actions/{action}`. How a dossier begins is [`super::submit`]'s.

mod name;
mod parts;

pub use super::identity::{IdentityCheck, IdentityKind, mask};
pub use name::ActionName;
pub use parts::{
    CheckedPaper, DataProblem, FeeInput, LateDecision, OpinionInput, PaperStatus, PaymentProof, Places, Rating,
    ScanException, SupplementAnswer,
};

use super::{
    head::ReturnTo,
    state::{DecisionKind, FeeRefund, HandoverMove, Obligation, ReceiptProof, SupplementItem},
    timers::{Moment, TimerId},
};
use crate::{
    form::Answers,
    ids::{AccountId, AgencyId, CentreId, DossierCode, FileId, ProcedureCode},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest free text of an action, in characters.
pub const MAX_TEXT: usize = 2_000;
/// Longest text of one line: names, numbers, addresses, in characters.
pub const MAX_LINE: usize = 300;
/// Most opinions of one dossier.
pub const MAX_OPINIONS: usize = 30;
/// Most lines of a supplement list or its answer, and most files of one line.
pub const MAX_ITEMS: usize = 50;
/// Largest fee of one line, đồng.
pub const MAX_FEE_VND: u64 = 1_000_000_000_000;

/// What can be done to a dossier. Reasons are at most [`MAX_TEXT`] characters, what stands on one line at most
/// [`MAX_LINE`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    // Intake.
    /// A second person's word on an entry after an outage.
    ConfirmLateEntry {
        decision: LateDecision,
        reason: String,
    },
    /// Form 01: the dossier is complete and valid; the clock starts.
    Accept {
        checklist: Vec<CheckedPaper>,
        paper_count: u16,
        #[serde(default)]
        fees: Vec<FeeInput>,
        /// Answers to the procedure's questions that only an officer can answer; the due date follows them.
        #[serde(default)]
        officer_states: BTreeMap<String, bool>,
    },
    /// Form 02: one full list. At intake by the intake officer, at the agency by the case officer.
    RequestSupplement {
        items: Vec<SupplementItem>,
        reason: String,
        due_on: Date,
    },
    /// The officer shows the head what is missing: always at the agency, for a second request also at intake.
    ProposeSupplement {
        items: Vec<SupplementItem>,
        reason: String,
        due_on: Date,
    },
    /// The head agrees to the proposed list.
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
    /// Nothing came in time: form 03 before acceptance, form 05 after it.
    Expire {
        reason: String,
        legal_basis: String,
        /// Originals given back, after acceptance.
        #[serde(default)]
        papers_returned: Vec<String>,
        /// What to do instead, for form 03 (R04).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        guidance: Option<String>,
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
    /// Correct the procedure after it was forwarded: the dossier comes back to the centre and is routed anew.
    AmendProcedure {
        procedure: ProcedureCode,
        /// All answers of the form of that procedure.
        answers: Answers,
        reason: String,
    },

    // Routing.
    Forward {
        paper_count: u16,
    },
    /// Nobody is competent by the rules: the coordination queue decides.
    ReferCompetence {
        reason: String,
        #[serde(default)]
        proposed_agency: Option<AgencyId>,
    },
    DecideCompetence {
        agency: AgencyId,
        reason: String,
        /// Sheets that travel on; none: as counted before.
        #[serde(default)]
        paper_count: Option<u16>,
    },
    /// Another agency than the one that has it: the rules changed, or were read wrongly, and nothing is decided yet.
    Reroute {
        agency: AgencyId,
        reason: String,
        legal_basis: String,
    },
    /// No transfer and no assignment: whoever examines sits at the desk.
    ResolveOnTheSpot,
    /// The unit head takes it over and names an officer.
    Receive {
        assignee: AccountId,
        paper_count: u16,
    },
    ReturnWrongAgency {
        reason: String,
        legal_basis: String,
        #[serde(default)]
        proposed_agency: Option<AgencyId>,
        /// Sheets that go back; none: as counted before.
        #[serde(default)]
        paper_count: Option<u16>,
    },

    // Work.
    StartWork,
    Reassign {
        assignee: AccountId,
        reason: String,
    },
    /// Blocking: the dossier waits for the answers.
    AskOpinion {
        opinions: Vec<OpinionInput>,
    },
    /// Not blocking: the work goes on meanwhile.
    AskSideOpinion {
        opinions: Vec<OpinionInput>,
    },
    /// By the asked agency.
    AnswerOpinion {
        opinion: u8,
        answer: String,
        #[serde(default)]
        document: Option<FileId>,
    },
    /// An answer that came on paper; its scan is the document.
    RecordOpinionAnswer {
        opinion: u8,
        answer: String,
        document: FileId,
    },
    WithdrawOpinion {
        opinion: u8,
        reason: String,
    },
    /// By the system: its date has passed.
    MarkOpinionOverdue {
        opinion: u8,
    },
    /// By the system: no blocking opinion is open any more.
    OpinionsComplete,
    /// The first of two appointments (R12): the slip goes to the tax office.
    RequestFinancialObligation {
        obligation: Obligation,
        reason: String,
    },
    /// The second appointment counts from here.
    ObligationFulfilled {
        proof: PaymentProof,
        /// A picture of the receipt.
        #[serde(default)]
        document: Option<FileId>,
    },

    // Decision.
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
    /// Approval level 1, a grant. What is resolved on the spot may be a stamped paper without a file.
    SubmitForSignature {
        #[serde(default)]
        document: Option<FileId>,
    },
    /// Approval level 0, a grant: the officer in charge is the authorised signer.
    SignDirectly {
        document: FileId,
    },
    EndorseOnward {
        /// The next head.
        assignee: AccountId,
    },
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

    // Result.
    /// To the return place, from the agency or onward from another centre.
    SendResult {
        paper_count: u16,
    },
    ReceiveResult {
        paper_count: u16,
    },
    /// By the system: the result lies in the citizen's account.
    DeliverOnline,
    DeliverByPost {
        item_no: String,
        address: String,
    },
    ConfirmDelivery {
        receiver_name: String,
        proof: ReceiptProof,
    },
    DeliveryFailed {
        reason: String,
        /// The centre to which the item goes back; it is the return place then.
        centre: CentreId,
    },
    HandOver {
        identity: IdentityCheck,
        receiver_name: String,
        #[serde(default)]
        proxy: Option<String>,
        #[serde(default)]
        proof: ReceiptProof,
        /// What was left to pay.
        #[serde(default)]
        fees: Vec<FeeInput>,
    },
    /// What has come to be due since the dossier was taken in: an answer, or the procedure, was corrected.
    TakeFee {
        fees: Vec<FeeInput>,
    },
    ChangeReturnPlace {
        return_to: ReturnTo,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },

    // The date, and ends without a result.
    /// Form 04 (R13).
    ExtendWithApology {
        /// The new last day.
        new_due_on: Date,
        reason: String,
    },
    /// Form 05, for a legal reason.
    Stop {
        reason: String,
        legal_basis: String,
        #[serde(default)]
        papers_returned: Vec<String>,
        #[serde(default)]
        fee_refund: FeeRefund,
    },
    RequestWithdrawal {
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },
    /// Form 05 (R15).
    ConfirmWithdrawal {
        #[serde(default)]
        papers_returned: Vec<String>,
        #[serde(default)]
        fee_refund: FeeRefund,
    },
    RefuseWithdrawal {
        reason: String,
        legal_basis: String,
    },
    CancelWithdrawal {
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },

    // Hand-over between units.
    StartHandover {
        agency: AgencyId,
        moves: Vec<HandoverMove>,
        paper_count: u16,
        batch_id: String,
        reason: String,
        /// The unit that gives, where it has ended: what lies at its centre goes along.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<AgencyId>,
    },
    AcceptHandover {
        paper_count: u16,
        /// The new officer, where one held it.
        #[serde(default)]
        assignee: Option<AccountId>,
    },
    RejectHandover {
        reason: String,
    },
    RedirectHandover {
        agency: AgencyId,
        reason: String,
    },
    CancelHandover {
        reason: String,
    },

    // After the end.
    Rate {
        rating: Rating,
        #[serde(default)]
        identity: Option<IdentityCheck>,
    },
    /// Opens a linked dossier: see [`super::correction`].
    CorrectResult {
        reason: String,
        assignee: AccountId,
    },
    /// By the system: the linked correction is published, the old result is revoked.
    ResultReplaced {
        by: DossierCode,
    },
    /// By the system: the linked correction ended without a new result; the old one stands.
    CorrectionEnded {
        by: DossierCode,
    },
    /// By the system: a timer has fired. It raises an alarm; a person acts (I8).
    NoteTimer {
        timer: TimerId,
        moment: Moment,
        #[serde(default)]
        opinion: Option<u8>,
    },
    /// By the system: a new version of the calendar moves the due date (I5). Never silently: the reason is told.
    RecomputeDue {
        /// Version of that calendar.
        calendar: Date,
        reason: String,
    },
    /// By the system: the place that has the work is closed for a time, or its work is another's, or that has ended. The
    /// due date follows the rule of the decision, and the citizen is told.
    FollowClosure {
        closure: String,
        reason: String,
    },
    /// By the system: units have ended, or a plan is taken back. Places change to where they belong now; state, clock and
    /// due date stay.
    FollowUnits {
        plan: String,
        to: Box<Places>,
        /// The same places as they were, so that the step can be taken back.
        was: Box<Places>,
        reason: String,
        /// A hand-over that lies under a withdrawal, where nobody can cancel it, ends with the plan.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ends_handover: bool,
    },
}

impl Action {
    /// The identity check that came with it, if one did.
    #[must_use]
    pub fn identity(&self) -> Option<&IdentityCheck> {
        match self {
            Self::HandOver { identity, .. } => Some(identity),
            Self::Resubmit { identity, .. }
            | Self::SupplementReceived { identity, .. }
            | Self::ChangeReturnPlace { identity, .. }
            | Self::RequestWithdrawal { identity, .. }
            | Self::CancelWithdrawal { identity }
            | Self::Rate { identity, .. } => identity.as_ref(),
            _ => None,
        }
    }

    /// The written reason, where the action has one.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::ConfirmLateEntry { reason, .. }
            | Self::Refuse { reason, .. }
            | Self::RequestSupplement { reason, .. }
            | Self::ProposeSupplement { reason, .. }
            | Self::Expire { reason, .. }
            | Self::AmendIntake { reason, .. }
            | Self::AmendProcedure { reason, .. }
            | Self::ReferCompetence { reason, .. }
            | Self::DecideCompetence { reason, .. }
            | Self::Reroute { reason, .. }
            | Self::ReturnWrongAgency { reason, .. }
            | Self::Reassign { reason, .. }
            | Self::WithdrawOpinion { reason, .. }
            | Self::RequestFinancialObligation { reason, .. }
            | Self::Deny { reason, .. }
            | Self::ReturnForRework { reason }
            | Self::ReturnForResigning { reason }
            | Self::DeliveryFailed { reason, .. }
            | Self::ExtendWithApology { reason, .. }
            | Self::Stop { reason, .. }
            | Self::RefuseWithdrawal { reason, .. }
            | Self::StartHandover { reason, .. }
            | Self::RejectHandover { reason }
            | Self::RedirectHandover { reason, .. }
            | Self::CancelHandover { reason }
            | Self::CorrectResult { reason, .. }
            | Self::RecomputeDue { reason, .. }
            | Self::FollowClosure { reason, .. }
            | Self::FollowUnits { reason, .. } => Some(reason),
            Self::SubmitForApproval { reason, .. } | Self::RequestWithdrawal { reason, .. } => reason.as_deref(),
            _ => None,
        }
    }

    /// The document of the agency, or the receipt, that comes with it.
    #[must_use]
    pub fn document(&self) -> Option<&FileId> {
        match self {
            Self::SignDirectly { document } | Self::RecordOpinionAnswer { document, .. } => Some(document),
            Self::SubmitForSignature { document }
            | Self::SubmitForApproval { document, .. }
            | Self::Deny { document, .. }
            | Self::Publish { document, .. }
            | Self::AnswerOpinion { document, .. }
            | Self::ObligationFulfilled { document, .. } => document.as_ref(),
            _ => None,
        }
    }
}
