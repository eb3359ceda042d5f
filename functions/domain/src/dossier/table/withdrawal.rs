//! The detour of a withdrawal (R15).

use super::{ClockEffect, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule(
        "request_withdrawal.before_acceptance",
        A::RequestWithdrawal,
        &[S::Submitted, S::IntakeSupplement],
        &[R::Citizen, R::IntakeOfficer],
    )
    .to(S::WithdrawalRequested)
    .behalf(&[R::IntakeOfficer])
    .clock(ClockEffect::Unchanged)
    .tell(),
    rule(
        "request_withdrawal.running",
        A::RequestWithdrawal,
        &[
            S::Accepted,
            S::AwaitingCompetence,
            S::InTransfer,
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::PendingApproval,
            S::PendingSignature,
        ],
        &[R::Citizen, R::IntakeOfficer],
    )
    .to(S::WithdrawalRequested)
    .behalf(&[R::IntakeOfficer])
    .clock(ClockEffect::Pause)
    .tell(),
    rule(
        "request_withdrawal.paused",
        A::RequestWithdrawal,
        &[S::SupplementRequested, S::FinancialObligation],
        &[R::Citizen, R::IntakeOfficer],
    )
    .to(S::WithdrawalRequested)
    .behalf(&[R::IntakeOfficer])
    .clock(ClockEffect::Unchanged)
    .tell(),
    rule("confirm_withdrawal", A::ConfirmWithdrawal, &[S::WithdrawalRequested], &[R::IntakeOfficer])
        .to(S::Withdrawn)
        .clock(ClockEffect::End)
        .form("05")
        .tell(),
    rule("refuse_withdrawal", A::RefuseWithdrawal, &[S::WithdrawalRequested], &[R::IntakeOfficer, R::UnitHead])
        .previous()
        .clock(ClockEffect::Restore)
        .guards(&[G::AnswersWithdrawal])
        .tell(),
    rule("cancel_withdrawal", A::CancelWithdrawal, &[S::WithdrawalRequested], &[R::Citizen, R::IntakeOfficer])
        .previous()
        .behalf(&[R::IntakeOfficer])
        .clock(ClockEffect::Restore)
        .tell(),
    rule(
        "obligation_fulfilled.under_withdrawal",
        A::ObligationFulfilled,
        &[S::WithdrawalRequested],
        &[R::Citizen, R::CaseOfficer, R::System],
    )
    .below(S::InProcess)
    .when(&[S::FinancialObligation])
    .clock(ClockEffect::Unchanged)
    .form("01")
    .tell(),
    rule("opinions_complete.under_withdrawal", A::OpinionsComplete, &[S::WithdrawalRequested], &[R::System])
        .below(S::InProcess)
        .when(&[S::WaitingOpinion])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::NoBlockingOpinionOpen]),
];
