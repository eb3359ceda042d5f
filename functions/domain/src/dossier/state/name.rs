//! The bare names of the states of `statuses.json`.

use serde::{Deserialize, Serialize};

macro_rules! state_names {
    ($($variant:ident => $id:literal),* $(,)?) => {
        /// The bare name of a state: keys, filters and tables use it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum StateName { $($variant),* }

        impl StateName {
            /// Every state, in the order of a dossier's life.
            pub const ALL: [Self; 26] = [$(Self::$variant),*];

            /// The id of `statuses.json`, as in JSON and in keys.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

state_names! {
    Draft => "draft",
    Discarded => "discarded",
    Submitted => "submitted",
    IntakeSupplement => "intake_supplement",
    Refused => "refused",
    Accepted => "accepted",
    AwaitingCompetence => "awaiting_competence",
    InTransfer => "in_transfer",
    Assigned => "assigned",
    InProcess => "in_process",
    WaitingOpinion => "waiting_opinion",
    SupplementRequested => "supplement_requested",
    FinancialObligation => "financial_obligation",
    PendingApproval => "pending_approval",
    PendingSignature => "pending_signature",
    Approved => "approved",
    Denied => "denied",
    ResultReady => "result_ready",
    ResultInTransit => "result_in_transit",
    Done => "done",
    InDelivery => "in_delivery",
    Returned => "returned",
    WithdrawalRequested => "withdrawal_requested",
    Withdrawn => "withdrawn",
    Stopped => "stopped",
    HandoverPending => "handover_pending",
}

impl StateName {
    /// No transition leaves a final state (I9).
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Discarded | Self::Refused | Self::Returned | Self::Withdrawn | Self::Stopped)
    }

    /// A detour covers an underlying state, to which 'previous' leads back (I12).
    #[must_use]
    pub const fn is_detour(self) -> bool {
        matches!(self, Self::WithdrawalRequested | Self::HandoverPending)
    }

    /// Value 1 to 10 reported to the national portal (R24); none for drafts, which nobody sees. `started`: whether 4
    /// has been reported before, so that the reported value never falls back to 2. A hand-over reports what it covers:
    /// see [`super::State::reported`].
    #[must_use]
    pub const fn national_status(self, started: bool) -> Option<u8> {
        Some(match self {
            Self::Draft | Self::Discarded => return None,
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
            | Self::WaitingOpinion
            | Self::PendingApproval
            | Self::PendingSignature
            | Self::Approved
            | Self::Denied
            | Self::HandoverPending => 4,
            Self::IntakeSupplement | Self::SupplementRequested => 5,
            Self::FinancialObligation => 6,
            Self::WithdrawalRequested | Self::Withdrawn => 7,
            Self::Stopped => 8,
            Self::ResultReady | Self::ResultInTransit | Self::Done | Self::InDelivery => 9,
            Self::Returned => 10,
        })
    }
}
