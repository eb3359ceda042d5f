//! The states of `statuses.json`, each with the data that only this state has. Drafts live in the browser only
//! ([`super::draft`]), so a dossier is never in the states `draft` and `discarded`.

mod handover;
mod name;
mod parts;

pub use handover::{Handover, HandoverMove, Rejection};
pub use name::StateName;
pub use parts::{
    Closing, DecisionKind, Draft, FeeRefund, IssuedResult, Obligation, PostedItem, ReceiptProof, Receiver, Signature,
    SupplementItem, SupplementRequest, SupplementTarget, WithdrawalRequest,
};

use crate::ids::{AccountId, AgencyId, CentreId};
use serde::{Deserialize, Serialize};

/// The state with its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum State {
    Submitted,
    IntakeSupplement {
        request: SupplementRequest,
    },
    Refused {
        reason: String,
        legal_basis: String,
        guidance: String,
    },
    Accepted,
    AwaitingCompetence {
        reason: String,
        /// The agency that whoever referred it thinks competent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed: Option<AgencyId>,
    },
    InTransfer,
    Assigned {
        assignee: AccountId,
    },
    InProcess {
        assignee: AccountId,
    },
    /// Exactly while a blocking opinion is open (I13); the items stand in [`super::Dossier::opinions`].
    WaitingOpinion {
        assignee: AccountId,
    },
    SupplementRequested {
        assignee: AccountId,
        request: SupplementRequest,
    },
    FinancialObligation {
        assignee: AccountId,
        obligation: Obligation,
    },
    PendingApproval {
        assignee: AccountId,
        draft: Draft,
    },
    PendingSignature {
        assignee: AccountId,
        draft: Draft,
    },
    Approved {
        assignee: AccountId,
        draft: Draft,
        signature: Signature,
    },
    Denied {
        assignee: AccountId,
        draft: Draft,
        signature: Signature,
    },
    /// At the resolving agency.
    ResultReady {
        result: IssuedResult,
    },
    /// On its way to this centre, whatever the return place has become meanwhile.
    ResultInTransit {
        result: IssuedResult,
        to: CentreId,
    },
    /// At this centre, whatever the return place has become meanwhile.
    Done {
        result: IssuedResult,
        at: CentreId,
    },
    InDelivery {
        result: IssuedResult,
        item: PostedItem,
    },
    Returned {
        result: IssuedResult,
        receiver: Receiver,
    },
    WithdrawalRequested {
        under: Box<State>,
        request: WithdrawalRequest,
    },
    Withdrawn {
        closing: Closing,
    },
    Stopped {
        closing: Closing,
    },
    HandoverPending {
        under: Box<State>,
        handover: Handover,
    },
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
            Self::WaitingOpinion { .. } => StateName::WaitingOpinion,
            Self::SupplementRequested { .. } => StateName::SupplementRequested,
            Self::FinancialObligation { .. } => StateName::FinancialObligation,
            Self::PendingApproval { .. } => StateName::PendingApproval,
            Self::PendingSignature { .. } => StateName::PendingSignature,
            Self::Approved { .. } => StateName::Approved,
            Self::Denied { .. } => StateName::Denied,
            Self::ResultReady { .. } => StateName::ResultReady,
            Self::ResultInTransit { .. } => StateName::ResultInTransit,
            Self::Done { .. } => StateName::Done,
            Self::InDelivery { .. } => StateName::InDelivery,
            Self::Returned { .. } => StateName::Returned,
            Self::WithdrawalRequested { .. } => StateName::WithdrawalRequested,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Stopped { .. } => StateName::Stopped,
            Self::HandoverPending { .. } => StateName::HandoverPending,
        }
    }

    /// The state under a detour; none where this is no detour.
    #[must_use]
    pub fn under(&self) -> Option<&Self> {
        match self {
            Self::WithdrawalRequested { under, .. } | Self::HandoverPending { under, .. } => Some(under),
            _ => None,
        }
    }

    /// The detours that are under way, the last-opened first, and the working state under them all at the end.
    pub fn stack(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |state| state.under())
    }

    /// The working state under all detours; itself where there is none.
    #[must_use]
    pub fn lowest(&self) -> &Self {
        self.stack().last().unwrap_or(self)
    }

    /// The same without a hand-over under way.
    #[must_use]
    pub fn without_handover(self) -> Self {
        match self {
            Self::HandoverPending { under, .. } => *under,
            Self::WithdrawalRequested { under, request } => {
                Self::WithdrawalRequested { under: Box::new(under.without_handover()), request }
            }
            other => other,
        }
    }

    /// The same detours over another working state.
    #[must_use]
    pub fn with_lowest(self, lowest: Self) -> Self {
        match self {
            Self::WithdrawalRequested { under, request } => {
                Self::WithdrawalRequested { under: Box::new(under.with_lowest(lowest)), request }
            }
            Self::HandoverPending { under, handover } => {
                Self::HandoverPending { under: Box::new(under.with_lowest(lowest)), handover }
            }
            _ => lowest,
        }
    }

    /// Whether this detour is under way (I12: none is twice).
    #[must_use]
    pub fn has_detour(&self, detour: StateName) -> bool {
        self.stack().any(|state| state.name() == detour)
    }

    /// The hand-over under way, if one is.
    #[must_use]
    pub fn handover(&self) -> Option<&Handover> {
        self.stack().find_map(|state| match state {
            Self::HandoverPending { handover, .. } => Some(handover),
            _ => None,
        })
    }

    /// The withdrawal that is asked for, if one is.
    #[must_use]
    pub fn withdrawal(&self) -> Option<&WithdrawalRequest> {
        self.stack().find_map(|state| match state {
            Self::WithdrawalRequested { request, .. } => Some(request),
            _ => None,
        })
    }

    /// The state whose national value is reported: a hand-over reports what it covers, a withdrawal reports itself.
    #[must_use]
    pub fn reported(&self) -> StateName {
        match self {
            Self::HandoverPending { under, .. } => under.reported(),
            other => other.name(),
        }
    }

    /// The officer in charge, where one is named; looks through detours.
    #[must_use]
    pub fn assignee(&self) -> Option<&AccountId> {
        match self.lowest() {
            Self::Assigned { assignee }
            | Self::InProcess { assignee }
            | Self::WaitingOpinion { assignee }
            | Self::SupplementRequested { assignee, .. }
            | Self::FinancialObligation { assignee, .. }
            | Self::PendingApproval { assignee, .. }
            | Self::PendingSignature { assignee, .. }
            | Self::Approved { assignee, .. }
            | Self::Denied { assignee, .. } => Some(assignee),
            _ => None,
        }
    }

    /// The draft under way, where one exists; looks through detours.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        match self.lowest() {
            Self::PendingApproval { draft, .. }
            | Self::PendingSignature { draft, .. }
            | Self::Approved { draft, .. }
            | Self::Denied { draft, .. } => Some(draft),
            _ => None,
        }
    }

    /// The issued result, once there is one; looks through detours.
    #[must_use]
    pub fn result(&self) -> Option<&IssuedResult> {
        match self.lowest() {
            Self::ResultReady { result }
            | Self::ResultInTransit { result, .. }
            | Self::Done { result, .. }
            | Self::InDelivery { result, .. }
            | Self::Returned { result, .. } => Some(result),
            _ => None,
        }
    }

    /// The open supplement request, if one is open; looks through detours.
    #[must_use]
    pub fn supplement(&self) -> Option<&SupplementRequest> {
        match self.lowest() {
            Self::IntakeSupplement { request } | Self::SupplementRequested { request, .. } => Some(request),
            _ => None,
        }
    }

    /// What the citizen has to pay before the work goes on, if something is; looks through detours.
    #[must_use]
    pub fn obligation(&self) -> Option<&Obligation> {
        match self.lowest() {
            Self::FinancialObligation { obligation, .. } => Some(obligation),
            _ => None,
        }
    }

    /// The postal item on its way, if one is; looks through detours.
    #[must_use]
    pub fn posted(&self) -> Option<&PostedItem> {
        match self.lowest() {
            Self::InDelivery { item, .. } => Some(item),
            _ => None,
        }
    }

    /// The centre where the result lies, or to which it is on its way; none while it is the agency's or the post's.
    #[must_use]
    pub fn result_centre(&self) -> Option<&CentreId> {
        match self.lowest() {
            Self::ResultInTransit { to, .. } => Some(to),
            Self::Done { at, .. } => Some(at),
            Self::InDelivery { item, .. } => item.from.as_ref(),
            _ => None,
        }
    }

    /// How the dossier ended without a result, if it did.
    #[must_use]
    pub fn closing(&self) -> Option<&Closing> {
        match self {
            Self::Withdrawn { closing } | Self::Stopped { closing } => Some(closing),
            _ => None,
        }
    }

    /// The same state under another officer; looks through detours.
    #[must_use]
    pub fn reassigned(self, to: &AccountId) -> Self {
        let assignee = to.clone();
        match self {
            Self::Assigned { .. } => Self::Assigned { assignee },
            Self::InProcess { .. } => Self::InProcess { assignee },
            Self::WaitingOpinion { .. } => Self::WaitingOpinion { assignee },
            Self::SupplementRequested { request, .. } => Self::SupplementRequested { assignee, request },
            Self::FinancialObligation { obligation, .. } => Self::FinancialObligation { assignee, obligation },
            Self::PendingApproval { draft, .. } => Self::PendingApproval { assignee, draft },
            Self::PendingSignature { draft, .. } => Self::PendingSignature { assignee, draft },
            Self::Approved { draft, signature, .. } => Self::Approved { assignee, draft, signature },
            Self::Denied { draft, signature, .. } => Self::Denied { assignee, draft, signature },
            Self::WithdrawalRequested { under, request } => {
                Self::WithdrawalRequested { under: Box::new(under.reassigned(to)), request }
            }
            Self::HandoverPending { under, handover } => {
                Self::HandoverPending { under: Box::new(under.reassigned(to)), handover }
            }
            other => other,
        }
    }
}
