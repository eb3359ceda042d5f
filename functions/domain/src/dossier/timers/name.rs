//! The names of timers and of what fires.

use crate::{account::Role as R, dossier::action::ActionName as A};
use serde::{Deserialize, Serialize};

macro_rules! timer_ids {
    ($($variant:ident => $id:literal),* $(,)?) => {
        /// The timers, by their ids in `statuses.json`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum TimerId { $($variant),* }

        impl TimerId {
            /// Every timer.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id of `statuses.json`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }
        }
    };
}

timer_ids! {
    Due => "due",
    DraftExpiry => "draft_expiry",
    IntakeNotice => "intake_notice",
    LateEntryConfirmation => "late_entry_confirmation",
    Supplement => "supplement",
    Forward => "forward",
    Takeover => "takeover",
    CompetenceDecision => "competence_decision",
    ReviewReturn => "review_return",
    ObligationReminder => "obligation_reminder",
    WithdrawalAnswer => "withdrawal_answer",
    HandoverTakeover => "handover_takeover",
    HandoverDecision => "handover_decision",
    ResultTransit => "result_transit",
    Collection => "collection",
    Delivery => "delivery",
    OpinionDue => "opinion_due",
}

/// What fires: the events of `statuses.json`, and the reminder before a supplement's last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    #[serde(rename = "due_in_2_days")]
    DueInTwoDays,
    #[serde(rename = "due_in_1_day")]
    DueInOneDay,
    Overdue,
    DraftStale,
    IntakeNoticeDue,
    LateEntryUnconfirmed,
    /// 2 working days before the last day of a supplement.
    SupplementReminder,
    SupplementOverdue,
    ForwardDue,
    NotTakenOver,
    CompetenceUndecided,
    ReviewDue,
    ObligationOpen,
    WithdrawalUnanswered,
    HandoverNotTaken,
    HandoverUndecided,
    ResultNotArrived,
    ResultUnclaimed,
    DeliveryUnconfirmed,
    OpinionOverdue,
}

impl Moment {
    /// The moment of an id, as serde writes it.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(id.to_owned())).ok()
    }

    /// Whom it alarms, by `statuses.json`.
    #[must_use]
    pub const fn alarms(self) -> &'static [R] {
        match self {
            Self::DueInTwoDays | Self::DueInOneDay | Self::Overdue => &[R::CaseOfficer, R::UnitHead, R::CentreManager],
            Self::DraftStale | Self::ObligationOpen => &[R::Citizen],
            Self::IntakeNoticeDue | Self::ForwardDue => &[R::IntakeOfficer, R::CentreManager],
            Self::LateEntryUnconfirmed | Self::WithdrawalUnanswered => &[R::CentreManager],
            Self::SupplementReminder => &[R::Citizen, R::IntakeOfficer],
            Self::SupplementOverdue => &[R::IntakeOfficer, R::UnitHead],
            Self::NotTakenOver => &[R::UnitHead],
            Self::CompetenceUndecided | Self::HandoverUndecided => &[R::ProvinceManager],
            Self::ReviewDue => &[R::CaseOfficer, R::UnitHead],
            Self::HandoverNotTaken => &[R::UnitHead, R::CentreManager, R::ProvinceManager],
            Self::ResultNotArrived => &[R::Clerk, R::ReturnsDesk],
            Self::ResultUnclaimed => &[R::Citizen, R::ReturnsDesk],
            Self::DeliveryUnconfirmed => &[R::PostalAgent],
            Self::OpinionOverdue => &[R::ConsultedOfficer, R::CaseOfficer, R::UnitHead],
        }
    }

    /// The steps that answer it, the nearest first; which of them are possible, the table of actions says.
    #[must_use]
    pub const fn answered_by(self) -> &'static [A] {
        match self {
            Self::DueInTwoDays | Self::DueInOneDay | Self::Overdue => &[A::ExtendWithApology],
            Self::DraftStale => &[],
            Self::IntakeNoticeDue => &[A::Accept, A::RequestSupplement],
            Self::LateEntryUnconfirmed => &[A::ConfirmLateEntry],
            Self::SupplementReminder => &[A::Resubmit, A::SupplementReceived],
            Self::SupplementOverdue => &[A::Expire],
            Self::ForwardDue => &[A::Forward, A::ReferCompetence],
            Self::NotTakenOver => &[A::Receive, A::ReturnWrongAgency],
            Self::CompetenceUndecided => &[A::DecideCompetence],
            Self::ReviewDue => &[A::StartWork, A::ReturnWrongAgency],
            Self::ObligationOpen => &[A::ObligationFulfilled],
            Self::WithdrawalUnanswered => &[A::ConfirmWithdrawal, A::RefuseWithdrawal],
            Self::HandoverNotTaken => &[A::AcceptHandover],
            Self::HandoverUndecided => &[A::RedirectHandover, A::CancelHandover],
            Self::ResultNotArrived => &[A::ReceiveResult],
            Self::ResultUnclaimed => &[A::HandOver, A::ChangeReturnPlace],
            Self::DeliveryUnconfirmed => &[A::ConfirmDelivery, A::DeliveryFailed],
            Self::OpinionOverdue => &[A::RecordOpinionAnswer, A::WithdrawOpinion],
        }
    }

    /// The id of `statuses.json`, as serde writes it.
    #[must_use]
    pub fn id(self) -> String {
        serde_json::to_value(self).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Every moment.
    pub const ALL: [Self; 20] = [
        Self::DueInTwoDays,
        Self::DueInOneDay,
        Self::Overdue,
        Self::DraftStale,
        Self::IntakeNoticeDue,
        Self::LateEntryUnconfirmed,
        Self::SupplementReminder,
        Self::SupplementOverdue,
        Self::ForwardDue,
        Self::NotTakenOver,
        Self::CompetenceUndecided,
        Self::ReviewDue,
        Self::ObligationOpen,
        Self::WithdrawalUnanswered,
        Self::HandoverNotTaken,
        Self::HandoverUndecided,
        Self::ResultNotArrived,
        Self::ResultUnclaimed,
        Self::DeliveryUnconfirmed,
        Self::OpinionOverdue,
    ];
}
