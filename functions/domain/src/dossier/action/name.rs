//! The bare names of actions: the ids of `statuses.json`, as in paths and in the table.

use super::Action;
use serde::{Deserialize, Serialize};

macro_rules! action_names {
    (
        filing: $($filing:ident => $filing_id:literal),* ;
        on_a_dossier: $($variant:ident => $id:literal),* $(,)?
    ) => {
        /// The bare name of an action, as in paths and in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActionName { $($filing,)* $($variant),* }

        impl ActionName {
            /// Every action on an existing dossier.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Actions on drafts, and those by which a dossier begins: see [`crate::dossier::draft`] and
            /// [`crate::dossier::submit`].
            pub const FILING: &'static [Self] = &[$(Self::$filing),*];

            /// The id of `statuses.json`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$filing => $filing_id,)* $(Self::$variant => $id),* }
            }

            /// The action on an existing dossier of this id.
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
    filing:
    Start => "start",
    DiscardDraft => "discard_draft",
    Submit => "submit",
    ReceiveFromPortal => "receive_from_portal",
    FileAtCounter => "file_at_counter",
    FileByPost => "file_by_post";
    on_a_dossier:
    ConfirmLateEntry => "confirm_late_entry",
    Accept => "accept",
    RequestSupplement => "request_supplement",
    ProposeSupplement => "propose_supplement",
    AgreeSupplement => "agree_supplement",
    Refuse => "refuse",
    Resubmit => "resubmit",
    Expire => "expire",
    SupplementReceived => "supplement_received",
    AmendIntake => "amend_intake",
    AmendProcedure => "amend_procedure",
    Forward => "forward",
    ReferCompetence => "refer_competence",
    DecideCompetence => "decide_competence",
    Reroute => "reroute",
    ResolveOnTheSpot => "resolve_on_the_spot",
    Receive => "receive",
    ReturnWrongAgency => "return_wrong_agency",
    StartWork => "start_work",
    Reassign => "reassign",
    AskOpinion => "ask_opinion",
    AskSideOpinion => "ask_side_opinion",
    AnswerOpinion => "answer_opinion",
    RecordOpinionAnswer => "record_opinion_answer",
    WithdrawOpinion => "withdraw_opinion",
    MarkOpinionOverdue => "mark_opinion_overdue",
    OpinionsComplete => "opinions_complete",
    RequestFinancialObligation => "request_financial_obligation",
    ObligationFulfilled => "obligation_fulfilled",
    SubmitForApproval => "submit_for_approval",
    SubmitForSignature => "submit_for_signature",
    SignDirectly => "sign_directly",
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
    DeliverByPost => "deliver_by_post",
    ConfirmDelivery => "confirm_delivery",
    DeliveryFailed => "delivery_failed",
    HandOver => "hand_over",
    TakeFee => "take_fee",
    ChangeReturnPlace => "change_return_place",
    ExtendWithApology => "extend_with_apology",
    Stop => "stop",
    RequestWithdrawal => "request_withdrawal",
    ConfirmWithdrawal => "confirm_withdrawal",
    RefuseWithdrawal => "refuse_withdrawal",
    CancelWithdrawal => "cancel_withdrawal",
    StartHandover => "start_handover",
    AcceptHandover => "accept_handover",
    RejectHandover => "reject_handover",
    RedirectHandover => "redirect_handover",
    CancelHandover => "cancel_handover",
    Rate => "rate",
    CorrectResult => "correct_result",
    ResultReplaced => "result_replaced",
    CorrectionEnded => "correction_ended",
    NoteTimer => "note_timer",
    RecomputeDue => "recompute_due",
    FollowClosure => "follow_closure",
    FollowUnits => "follow_units",
}
