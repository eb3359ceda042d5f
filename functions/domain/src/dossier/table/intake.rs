//! At the receiving centre, until the dossier is on its way to whoever decides.

use super::{ClockEffect, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule(
        "confirm_late_entry",
        A::ConfirmLateEntry,
        &[S::Submitted, S::IntakeSupplement, S::Accepted],
        &[R::IntakeOfficer, R::CentreManager],
    )
    .clock(ClockEffect::Recompute)
    .guards(&[G::IsLateEntry, G::SecondPerson])
    .form("01")
    .tell(),
    rule("accept", A::Accept, &[S::Submitted], &[R::IntakeOfficer])
        .to(S::Accepted)
        .clock(ClockEffect::Start)
        .guards(&[G::DossierComplete, G::Digitised, G::FeeAtFilingPaid])
        .form("01")
        .tell(),
    rule("request_supplement.intake", A::RequestSupplement, &[S::Submitted], &[R::IntakeOfficer])
        .to(S::IntakeSupplement)
        .clock(ClockEffect::None)
        .guards(&[G::SupplementAllowed])
        .form("02")
        .tell(),
    rule("propose_supplement.intake", A::ProposeSupplement, &[S::Submitted], &[R::IntakeOfficer])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::SupplementLeft]),
    rule("agree_supplement.intake", A::AgreeSupplement, &[S::Submitted], &[R::CentreManager])
        .clock(ClockEffect::Unchanged)
        .guards(&[G::SupplementProposed]),
    rule("refuse", A::Refuse, &[S::Submitted], &[R::IntakeOfficer])
        .to(S::Refused)
        .clock(ClockEffect::None)
        .form("03")
        .tell(),
    rule("resubmit", A::Resubmit, &[S::IntakeSupplement], &[R::Citizen, R::IntakeOfficer])
        .to(S::Submitted)
        .behalf(&[R::IntakeOfficer])
        .clock(ClockEffect::Intake)
        .tell(),
    rule("expire.intake", A::Expire, &[S::IntakeSupplement], &[R::IntakeOfficer])
        .to(S::Refused)
        .clock(ClockEffect::None)
        .guards(&[G::SupplementOverdueFired])
        .form("03")
        .tell(),
    rule(
        "amend_intake.before_forward",
        A::AmendIntake,
        &[S::Submitted, S::IntakeSupplement, S::Accepted, S::AwaitingCompetence],
        &[R::IntakeOfficer],
    )
    .clock(ClockEffect::Recompute)
    .form("01")
    .tell(),
    rule("amend_intake.after_forward", A::AmendIntake, &[S::InTransfer, S::Assigned], &[R::IntakeOfficer])
        .guards(&[G::BeforeForward])
        .form("01")
        .tell(),
    rule("amend_procedure", A::AmendProcedure, &[S::InTransfer, S::Assigned], &[R::IntakeOfficer])
        .to(S::Accepted)
        .clock(ClockEffect::Recompute)
        .form("01")
        .tell(),
    rule("forward", A::Forward, &[S::Accepted], &[R::IntakeOfficer, R::System])
        .to(S::InTransfer)
        .guards(&[G::CompetenceResolved, G::LateEntryConfirmed])
        .tell(),
    rule("refer_competence", A::ReferCompetence, &[S::Accepted], &[R::IntakeOfficer, R::System])
        .to(S::AwaitingCompetence)
        .guards(&[G::CompetenceUnresolved, G::LateEntryConfirmed])
        .tell(),
    rule("decide_competence", A::DecideCompetence, &[S::AwaitingCompetence], &[R::ProvinceManager, R::Coordinator])
        .to(S::InTransfer)
        .tell(),
    // With a blocking opinion open the dossier waits and is not moved; a question beside the work is answered to whoever
    // has it then.
    rule("reroute", A::Reroute, &[S::InTransfer, S::Assigned, S::InProcess], &[R::ProvinceManager, R::Coordinator])
        .to(S::InTransfer)
        .tell(),
    rule("resolve_on_the_spot", A::ResolveOnTheSpot, &[S::Accepted], &[R::CaseOfficer]).to(S::InProcess).guards(&[
        G::OnTheSpot,
        G::CompetenceResolved,
        G::LateEntryConfirmed,
    ]),
];
