//! The detour of a hand-over between units, and what goes on under it.

use super::{ClockEffect, Relation, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule(
        "start_handover",
        A::StartHandover,
        &[
            S::Submitted,
            S::IntakeSupplement,
            S::Accepted,
            S::AwaitingCompetence,
            S::InTransfer,
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::SupplementRequested,
            S::FinancialObligation,
            S::PendingApproval,
            S::PendingSignature,
            S::Approved,
            S::Denied,
            S::ResultReady,
            S::ResultInTransit,
            S::Done,
            S::InDelivery,
            S::WithdrawalRequested,
        ],
        &[R::ProvinceManager],
    )
    .to(S::HandoverPending)
    .clock(ClockEffect::Unchanged)
    .guards(&[G::NotOnStack])
    .tell(),
    rule("accept_handover", A::AcceptHandover, &[S::HandoverPending], &[R::UnitHead, R::CentreManager])
        .relation(Relation::NamedReceiver)
        .previous()
        .clock(ClockEffect::Unchanged)
        .guards(&[G::IsNamedReceiver])
        .tell(),
    rule("reject_handover", A::RejectHandover, &[S::HandoverPending], &[R::UnitHead, R::CentreManager])
        .relation(Relation::NamedReceiver)
        .clock(ClockEffect::Unchanged)
        .guards(&[G::IsNamedReceiver]),
    rule("redirect_handover", A::RedirectHandover, &[S::HandoverPending], &[R::ProvinceManager])
        .clock(ClockEffect::Unchanged),
    rule("cancel_handover", A::CancelHandover, &[S::HandoverPending], &[R::ProvinceManager])
        .previous()
        .clock(ClockEffect::Unchanged)
        .tell(),
    rule("resubmit.under_handover", A::Resubmit, &[S::HandoverPending], &[R::Citizen, R::IntakeOfficer])
        .below(S::Submitted)
        .when(&[S::IntakeSupplement])
        .behalf(&[R::IntakeOfficer])
        .clock(ClockEffect::Intake)
        .tell(),
    rule(
        "supplement_received.under_handover",
        A::SupplementReceived,
        &[S::HandoverPending],
        &[R::Citizen, R::IntakeOfficer],
    )
    .below(S::InProcess)
    .when(&[S::SupplementRequested])
    .behalf(&[R::IntakeOfficer])
    .clock(ClockEffect::Resume)
    .form("01")
    .tell(),
    rule(
        "obligation_fulfilled.under_handover",
        A::ObligationFulfilled,
        &[S::HandoverPending],
        &[R::Citizen, R::CaseOfficer, R::System],
    )
    .below(S::InProcess)
    .when(&[S::FinancialObligation])
    .clock(ClockEffect::Resume)
    .form("01")
    .tell(),
    rule("opinions_complete.under_handover", A::OpinionsComplete, &[S::HandoverPending], &[R::System])
        .below(S::InProcess)
        .when(&[S::WaitingOpinion])
        .guards(&[G::NoBlockingOpinionOpen]),
    rule(
        "extend_with_apology.under_handover",
        A::ExtendWithApology,
        &[S::HandoverPending],
        &[R::UnitHead, R::CentreManager, R::ProvinceManager],
    )
    .when(&[
        S::Accepted,
        S::AwaitingCompetence,
        S::InTransfer,
        S::Assigned,
        S::InProcess,
        S::WaitingOpinion,
        S::PendingApproval,
        S::PendingSignature,
        S::Approved,
        S::Denied,
    ])
    .clock(ClockEffect::Extend)
    .guards(&[G::ExtensionLeft, G::OwnerExtends])
    .form("04")
    .tell(),
    rule(
        "request_withdrawal.under_handover",
        A::RequestWithdrawal,
        &[S::HandoverPending],
        &[R::Citizen, R::IntakeOfficer],
    )
    .to(S::WithdrawalRequested)
    .when(&[
        S::Submitted,
        S::IntakeSupplement,
        S::Accepted,
        S::AwaitingCompetence,
        S::InTransfer,
        S::Assigned,
        S::InProcess,
        S::WaitingOpinion,
        S::SupplementRequested,
        S::FinancialObligation,
        S::PendingApproval,
        S::PendingSignature,
    ])
    .behalf(&[R::IntakeOfficer])
    .clock(ClockEffect::AsUnderlying)
    .guards(&[G::NotOnStack])
    .tell(),
    rule("receive_result.under_handover", A::ReceiveResult, &[S::HandoverPending], &[R::ReturnsDesk])
        .below(S::Done)
        .when(&[S::ResultInTransit])
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnPaper])
        .tell(),
    rule("hand_over.under_handover", A::HandOver, &[S::HandoverPending], &[R::ReturnsDesk])
        .to(S::Returned)
        .when(&[S::Done])
        .clock(ClockEffect::None)
        .guards(&[G::LiesHere, G::FeesSettled, G::IdentityCheck])
        .tell(),
    rule(
        "confirm_delivery.under_handover",
        A::ConfirmDelivery,
        &[S::HandoverPending],
        &[R::PostalAgent, R::ReturnsDesk, R::System],
    )
    .to(S::Returned)
    .when(&[S::InDelivery])
    .clock(ClockEffect::None)
    .tell(),
    rule(
        "delivery_failed.under_handover",
        A::DeliveryFailed,
        &[S::HandoverPending],
        &[R::PostalAgent, R::ReturnsDesk, R::System],
    )
    .below(S::Done)
    .when(&[S::InDelivery])
    .clock(ClockEffect::None)
    .tell(),
];
