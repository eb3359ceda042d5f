//! The one table of allowed actions: state × action × role. The server enforces it, the screens read it.
//!
//! Each row is a rule of `statuses.json`, by its id. `propose_supplement` and `agree_supplement` are this
//! project's way to record that "the unit head has agreed in the system".

use super::{action::ActionName as A, refusal::Guard as G, state::StateName as S};
use crate::account::Role as R;

/// What an action does to the statutory clock (`deadline_effects`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// No statutory clock runs before or after; one that has stopped stays as it is.
    None,
    /// No statutory clock either, but the intake notice of R05 starts anew.
    Intake,
    /// Fixes the due date.
    Start,
    /// Goes on.
    Running,
    Pause,
    /// Closes the pause: a new due date.
    Resume,
    /// Computes the due date anew for a corrected procedure; otherwise goes on.
    Recompute,
    Stop,
    /// Running, paused or stopped, as it was.
    Unchanged,
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Id of `statuses.json`.
    pub id: &'static str,
    pub action: A,
    pub from: &'static [S],
    /// Who may, in which role; the relation to the dossier is [`super::rights`]'s.
    pub actors: &'static [R],
    /// Roles of `actors` that act for the citizen here and need an identity check (I15).
    pub on_behalf: &'static [R],
    pub clock: ClockEffect,
    pub guards: &'static [G],
    /// Form of Circular 03/2025 that is issued with a number of its own. Forms 06 and 07 are printed from the history
    /// and the denial letter is the result itself, so they have none.
    pub form: Option<&'static str>,
    /// Whether the citizen is told.
    pub tells_citizen: bool,
}

const BEFORE_WORK: &[S] = &[S::Submitted, S::IntakeSupplement, S::Accepted, S::AwaitingCompetence];
const OPEN: &[S] = &[
    S::Submitted,
    S::IntakeSupplement,
    S::Accepted,
    S::AwaitingCompetence,
    S::InTransfer,
    S::Assigned,
    S::InProcess,
    S::SupplementRequested,
    S::PendingApproval,
    S::PendingSignature,
    S::Approved,
    S::Denied,
    S::ResultReady,
    S::ResultInTransit,
    S::Done,
];

const fn rule(id: &'static str, action: A, from: &'static [S], actors: &'static [R]) -> Rule {
    Rule {
        id,
        action,
        from,
        actors,
        on_behalf: &[],
        clock: ClockEffect::Running,
        guards: &[],
        form: None,
        tells_citizen: false,
    }
}

impl Rule {
    const fn clock(self, clock: ClockEffect) -> Self {
        Self { clock, ..self }
    }
    const fn guards(self, guards: &'static [G]) -> Self {
        Self { guards, ..self }
    }
    const fn form(self, form: &'static str) -> Self {
        Self { form: Some(form), ..self }
    }
    const fn behalf(self, on_behalf: &'static [R]) -> Self {
        Self { on_behalf, ..self }
    }
    const fn tell(self) -> Self {
        Self { tells_citizen: true, ..self }
    }
}

/// Every rule, in the order of a dossier's life; a screen offers actions in this order.
pub const RULES: &[Rule] = &[
    rule("accept", A::Accept, &[S::Submitted], &[R::IntakeOfficer])
        .clock(ClockEffect::Start)
        .guards(&[G::DossierComplete, G::FeeAtFilingPaid])
        .form("01")
        .tell(),
    rule("request_supplement.intake", A::RequestSupplement, &[S::Submitted], &[R::IntakeOfficer])
        .clock(ClockEffect::None)
        .guards(&[G::SupplementAllowed])
        .form("02")
        .tell(),
    rule("refuse", A::Refuse, &[S::Submitted], &[R::IntakeOfficer]).clock(ClockEffect::None).form("03").tell(),
    rule("resubmit", A::Resubmit, &[S::IntakeSupplement], &[R::Citizen, R::IntakeOfficer])
        .clock(ClockEffect::Intake)
        .behalf(&[R::IntakeOfficer])
        .tell(),
    rule("forward", A::Forward, &[S::Accepted], &[R::IntakeOfficer, R::System]).guards(&[G::CompetenceResolved]).tell(),
    rule("refer_competence", A::ReferCompetence, &[S::Accepted], &[R::IntakeOfficer, R::System])
        .guards(&[G::CompetenceUnresolved])
        .tell(),
    rule("amend_intake.before_forward", A::AmendIntake, BEFORE_WORK, &[R::IntakeOfficer])
        .clock(ClockEffect::Recompute)
        .form("01")
        .tell(),
    rule("amend_intake.after_forward", A::AmendIntake, &[S::InTransfer, S::Assigned], &[R::IntakeOfficer])
        .guards(&[G::BeforeForward])
        .form("01")
        .tell(),
    rule("decide_competence", A::DecideCompetence, &[S::AwaitingCompetence], &[R::Coordinator, R::ProvinceManager])
        .tell(),
    rule("receive", A::Receive, &[S::InTransfer], &[R::UnitHead]).tell(),
    rule("return_wrong_agency", A::ReturnWrongAgency, &[S::InTransfer, S::Assigned], &[R::UnitHead]).tell(),
    rule("start_work", A::StartWork, &[S::Assigned], &[R::CaseOfficer]),
    rule(
        "reassign",
        A::Reassign,
        &[S::Assigned, S::InProcess, S::SupplementRequested, S::PendingApproval],
        &[R::UnitHead],
    )
    .clock(ClockEffect::Unchanged),
    rule("propose_supplement", A::ProposeSupplement, &[S::Assigned, S::InProcess], &[R::CaseOfficer])
        .guards(&[G::SupplementAllowed]),
    rule("agree_supplement", A::AgreeSupplement, &[S::Assigned, S::InProcess], &[R::UnitHead]),
    rule("request_supplement.agency", A::RequestSupplement, &[S::Assigned, S::InProcess], &[R::CaseOfficer])
        .clock(ClockEffect::Pause)
        .guards(&[G::SupplementAllowed, G::UnitHeadAgrees])
        .form("02")
        .tell(),
    rule("supplement_received", A::SupplementReceived, &[S::SupplementRequested], &[R::Citizen, R::IntakeOfficer])
        .clock(ClockEffect::Resume)
        .behalf(&[R::IntakeOfficer])
        .form("01")
        .tell(),
    rule("submit_for_signature", A::SubmitForSignature, &[S::InProcess], &[R::CaseOfficer])
        .guards(&[G::Level1, G::ResultDocument]),
    rule("submit_for_approval", A::SubmitForApproval, &[S::InProcess], &[R::CaseOfficer])
        .guards(&[G::Levels2And3, G::ResultDocument]),
    rule("endorse_onward", A::EndorseOnward, &[S::PendingApproval], &[R::UnitHead])
        .guards(&[G::Level3First, G::FourEyes]),
    rule("endorse", A::Endorse, &[S::PendingApproval], &[R::UnitHead]).guards(&[G::LastEndorsement, G::FourEyes]),
    rule("return_for_rework.head", A::ReturnForRework, &[S::PendingApproval], &[R::UnitHead]),
    rule("deny", A::Deny, &[S::InProcess, S::PendingApproval], &[R::CaseOfficer, R::UnitHead])
        .guards(&[G::DenyActorByLevel, G::ResultDocument]),
    rule("approve_sign", A::ApproveSign, &[S::PendingSignature], &[R::Signer]).guards(&[G::KindGrant, G::FourEyes]),
    rule("sign_denial", A::SignDenial, &[S::PendingSignature], &[R::Signer]).guards(&[G::KindDenial, G::FourEyes]),
    rule("return_for_rework.signer", A::ReturnForRework, &[S::PendingSignature], &[R::Signer]),
    rule("publish", A::Publish, &[S::Approved, S::Denied], &[R::Clerk])
        .clock(ClockEffect::Stop)
        .guards(&[G::ResultDocument, G::ExternalNumber])
        .tell(),
    rule("return_for_resigning", A::ReturnForResigning, &[S::Approved, S::Denied], &[R::Clerk]),
    rule("send_result", A::SendResult, &[S::ResultReady], &[R::Clerk, R::CaseOfficer])
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnPaper, G::LiesElsewhere]),
    rule("receive_result", A::ReceiveResult, &[S::ResultReady, S::ResultInTransit], &[R::ReturnsDesk])
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnPaper, G::HereOrArrived])
        .tell(),
    rule("deliver_online", A::DeliverOnline, &[S::ResultReady, S::Done], &[R::System])
        .clock(ClockEffect::None)
        .guards(&[G::ReturnOnline])
        .tell(),
    rule("hand_over", A::HandOver, &[S::Done], &[R::ReturnsDesk])
        .clock(ClockEffect::None)
        .guards(&[G::IdentityCheck])
        .tell(),
    rule("change_return_place", A::ChangeReturnPlace, OPEN, &[R::Citizen, R::ReturnsDesk])
        .clock(ClockEffect::Unchanged)
        .behalf(&[R::ReturnsDesk])
        .tell(),
];

/// The rules that leave a state by an action.
pub fn rules(state: S, action: A) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.action == action && rule.from.contains(&state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_state_and_an_action_name_one_rule() {
        let mut seen = BTreeSet::new();
        for rule in RULES {
            for state in rule.from {
                assert!(seen.insert((*state, rule.action)), "{} twice from {state:?}", rule.id);
            }
        }
    }

    #[test]
    fn no_rule_leaves_a_final_state_and_every_action_has_a_rule() {
        assert!(RULES.iter().all(|rule| rule.from.iter().all(|state| !state.is_final())));
        for action in A::ALL {
            assert!(RULES.iter().any(|rule| rule.action == *action), "{action:?} has no rule");
        }
    }
}
