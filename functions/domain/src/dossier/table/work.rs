//! At the resolving agency, until a decision is drafted.

use super::{ClockEffect, OPINION_OPEN, Relation, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule("receive", A::Receive, &[S::InTransfer], &[R::UnitHead]).to(S::Assigned).tell(),
    rule("return_wrong_agency", A::ReturnWrongAgency, &[S::InTransfer, S::Assigned], &[R::UnitHead])
        .to(S::AwaitingCompetence)
        .tell(),
    rule("start_work", A::StartWork, &[S::Assigned], &[R::CaseOfficer]).to(S::InProcess),
    rule(
        "reassign",
        A::Reassign,
        &[
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::SupplementRequested,
            S::FinancialObligation,
            S::PendingApproval,
        ],
        &[R::UnitHead, R::CentreManager],
    )
    .relation(Relation::OwnUnit)
    .clock(ClockEffect::Unchanged),
    rule("propose_supplement", A::ProposeSupplement, &[S::Assigned, S::InProcess], &[R::CaseOfficer])
        .guards(&[G::SupplementLeft]),
    rule("agree_supplement", A::AgreeSupplement, &[S::Assigned, S::InProcess], &[R::UnitHead])
        .guards(&[G::SupplementProposed]),
    rule("request_supplement.agency", A::RequestSupplement, &[S::Assigned, S::InProcess], &[R::CaseOfficer])
        .to(S::SupplementRequested)
        .clock(ClockEffect::Pause)
        .guards(&[G::SupplementAllowed, G::UnitHeadAgrees])
        .form("02")
        .tell(),
    rule("supplement_received", A::SupplementReceived, &[S::SupplementRequested], &[R::Citizen, R::IntakeOfficer])
        .to(S::InProcess)
        .behalf(&[R::IntakeOfficer])
        .clock(ClockEffect::Resume)
        .form("01")
        .tell(),
    rule("expire.agency", A::Expire, &[S::SupplementRequested], &[R::UnitHead])
        .to(S::Stopped)
        .clock(ClockEffect::End)
        .guards(&[G::SupplementOverdueFired])
        .form("05")
        .tell(),
    rule("ask_opinion", A::AskOpinion, &[S::InProcess, S::WaitingOpinion], &[R::CaseOfficer]).to(S::WaitingOpinion),
    rule("ask_side_opinion", A::AskSideOpinion, &[S::InProcess, S::WaitingOpinion], &[R::CaseOfficer]),
    rule("opinions_complete", A::OpinionsComplete, &[S::WaitingOpinion], &[R::System])
        .to(S::InProcess)
        .guards(&[G::NoBlockingOpinionOpen]),
    rule("opinion.answer", A::AnswerOpinion, OPINION_OPEN, &[R::ConsultedOfficer])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::OpinionOpen, G::OwnOpinion]),
    rule("opinion.record_answer", A::RecordOpinionAnswer, OPINION_OPEN, &[R::CaseOfficer])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::OpinionOpen]),
    rule("opinion.mark_overdue", A::MarkOpinionOverdue, OPINION_OPEN, &[R::System])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::OpinionOpen, G::OpinionLate]),
    rule("opinion.withdraw", A::WithdrawOpinion, OPINION_OPEN, &[R::CaseOfficer, R::UnitHead])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::OpinionOpen]),
    rule("request_financial_obligation", A::RequestFinancialObligation, &[S::InProcess], &[R::CaseOfficer])
        .to(S::FinancialObligation)
        .clock(ClockEffect::Pause)
        .tell(),
    rule(
        "obligation_fulfilled",
        A::ObligationFulfilled,
        &[S::FinancialObligation],
        &[R::Citizen, R::CaseOfficer, R::System],
    )
    .to(S::InProcess)
    .clock(ClockEffect::Resume)
    .form("01")
    .tell(),
];
