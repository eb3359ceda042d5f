//! The date, stops, and what may still happen to a dossier that has ended.

use super::{ClockEffect, ENDED, OPEN, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule(
        "extend_with_apology.agency",
        A::ExtendWithApology,
        &[
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::PendingApproval,
            S::PendingSignature,
            S::Approved,
            S::Denied,
        ],
        &[R::UnitHead],
    )
    .clock(ClockEffect::Extend)
    .guards(&[G::ExtensionLeft])
    .form("04")
    .tell(),
    rule(
        "extend_with_apology.centre",
        A::ExtendWithApology,
        &[S::Accepted, S::InTransfer],
        &[R::UnitHead, R::CentreManager],
    )
    .clock(ClockEffect::Extend)
    .guards(&[G::ExtensionLeft])
    .form("04")
    .tell(),
    rule("extend_with_apology.competence", A::ExtendWithApology, &[S::AwaitingCompetence], &[R::ProvinceManager])
        .clock(ClockEffect::Extend)
        .guards(&[G::ExtensionLeft])
        .form("04")
        .tell(),
    rule(
        "stop.agency",
        A::Stop,
        &[
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::SupplementRequested,
            S::FinancialObligation,
            S::PendingApproval,
            S::PendingSignature,
        ],
        &[R::UnitHead],
    )
    .to(S::Stopped)
    .clock(ClockEffect::End)
    .form("05")
    .tell(),
    rule("stop.centre", A::Stop, &[S::Accepted, S::InTransfer], &[R::UnitHead, R::CentreManager])
        .to(S::Stopped)
        .clock(ClockEffect::End)
        .form("05")
        .tell(),
    rule("stop.competence", A::Stop, &[S::AwaitingCompetence], &[R::ProvinceManager])
        .to(S::Stopped)
        .clock(ClockEffect::End)
        .form("05")
        .tell(),
    rule("rate", A::Rate, &[S::Returned], &[R::Citizen, R::IntakeOfficer])
        .behalf(&[R::IntakeOfficer])
        .clock(ClockEffect::None)
        .guards(&[G::NotRatedYet, G::NotActedBefore]),
    rule("correct_result", A::CorrectResult, &[S::Returned], &[R::UnitHead])
        .clock(ClockEffect::None)
        .guards(&[G::NoOpenCorrection])
        .tell(),
    rule("result_replaced", A::ResultReplaced, &[S::Returned], &[R::System])
        .clock(ClockEffect::None)
        .guards(&[G::OpenCorrection])
        .tell(),
    rule("correction_ended", A::CorrectionEnded, &[S::Returned], &[R::System])
        .clock(ClockEffect::None)
        .guards(&[G::OpenCorrection])
        .tell(),
    rule("note_timer", A::NoteTimer, OPEN, &[R::System]).clock(ClockEffect::Unchanged).guards(&[G::TimerDue]),
    rule("recompute_due", A::RecomputeDue, OPEN, &[R::System])
        .clock(ClockEffect::Recompute)
        .guards(&[G::DueMoves])
        .tell(),
    rule("follow_closure", A::FollowClosure, OPEN, &[R::System]).clock(ClockEffect::Recompute).tell(),
    rule("follow_units", A::FollowUnits, OPEN, &[R::System]).clock(ClockEffect::Unchanged).tell(),
    // A plan that is taken back: what its units have finished is again that of the units before.
    rule("follow_units.ended", A::FollowUnits, ENDED, &[R::System]).clock(ClockEffect::None),
];
