//! From the issued result to the citizen's hands.

use super::{ClockEffect, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule("send_result", A::SendResult, &[S::ResultReady], &[R::Clerk, R::CaseOfficer])
        .to(S::ResultInTransit)
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnPaper, G::LiesElsewhere]),
    rule("send_result.onward", A::SendResult, &[S::Done], &[R::ReturnsDesk])
        .to(S::ResultInTransit)
        .clock(ClockEffect::None)
        .guards(&[G::LiesElsewhere])
        .tell(),
    rule("receive_result", A::ReceiveResult, &[S::ResultReady, S::ResultInTransit], &[R::ReturnsDesk])
        .to(S::Done)
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnPaper, G::HereOrArrived])
        .tell(),
    rule("deliver_online", A::DeliverOnline, &[S::ResultReady, S::Done], &[R::System])
        .to(S::Returned)
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnline, G::FeesSettled])
        .tell(),
    rule("deliver_by_post", A::DeliverByPost, &[S::ResultReady, S::Done], &[R::ReturnsDesk, R::Clerk])
        .to(S::InDelivery)
        .clock(ClockEffect::None)
        .guards(&[G::ReturnByPost, G::FeesSettled, G::PostedByHolder])
        .tell(),
    rule("confirm_delivery", A::ConfirmDelivery, &[S::InDelivery], &[R::PostalAgent, R::ReturnsDesk, R::System])
        .to(S::Returned)
        .clock(ClockEffect::None)
        .tell(),
    rule("delivery_failed", A::DeliveryFailed, &[S::InDelivery], &[R::PostalAgent, R::ReturnsDesk, R::System])
        .to(S::Done)
        .clock(ClockEffect::None)
        .tell(),
    rule("hand_over", A::HandOver, &[S::Done], &[R::ReturnsDesk])
        .to(S::Returned)
        .clock(ClockEffect::None)
        .guards(&[G::LiesHere, G::FeesSettled, G::IdentityCheck])
        .tell(),
    // A corrected answer or procedure makes more due than was paid (R28); the work, and a return without a desk, wait for it.
    rule(
        "take_fee",
        A::TakeFee,
        &[
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
            S::ResultReady,
            S::ResultInTransit,
            S::Done,
        ],
        &[R::IntakeOfficer, R::ReturnsDesk],
    )
    .clock(ClockEffect::Unchanged)
    .guards(&[G::FeesSettled])
    .tell(),
    rule(
        "change_return_place",
        A::ChangeReturnPlace,
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
            S::HandoverPending,
        ],
        &[R::Citizen, R::ReturnsDesk],
    )
    .behalf(&[R::ReturnsDesk])
    .clock(ClockEffect::Unchanged)
    .tell(),
];
