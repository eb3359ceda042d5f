//! The guards of the table: named predicates that must hold before an action changes anything. Some stand or fall with
//! the dossier and the actor alone, so that screens need not offer what can only be refused ([`stand`]); the others look
//! at inputs ([`hold`]).

mod fees;
mod hold;

pub(super) use hold::hold;

use super::{
    head::{Dossier, LateEntry},
    refusal::Guard,
    rights::{Actor, signs_for},
    state::{DecisionKind, Draft, State, StateName},
    table::{Rule, To},
    timers::Moment,
};
use crate::{
    account::{Place, Role},
    procedure::{Procedure, ReturnMethod},
};

/// Checks the rule's guards as far as they need no inputs.
///
/// # Errors
/// The first guard that fails.
pub(super) fn stand(
    rule: &Rule,
    role: Role,
    dossier: &Dossier,
    actor: &Actor,
    procedure: &Procedure,
) -> Result<(), Guard> {
    let fails = |guard: &&Guard| !stands(rule, **guard, role, dossier, actor, procedure);
    rule.guards.iter().find(fails).map_or(Ok(()), |guard| Err(*guard))
}

fn stands(rule: &Rule, guard: Guard, role: Role, dossier: &Dossier, actor: &Actor, procedure: &Procedure) -> bool {
    let draft = dossier.state.draft();
    let levels = procedure.approval_levels;
    match guard {
        Guard::SupplementAllowed => supplement_allowed(dossier, procedure),
        Guard::SupplementLeft => supplement_left(dossier, procedure),
        Guard::SupplementProposed => {
            dossier.supplement_proposal.as_ref().is_some_and(|proposal| proposal.agreed_by.is_none())
        }
        Guard::UnitHeadAgrees => head_agreed(dossier),
        Guard::SupplementOverdueFired => dossier.fired.iter().any(|fired| fired.moment == Moment::SupplementOverdue),
        Guard::IsLateEntry => waits_for_second_person(dossier).is_some(),
        Guard::LateEntryConfirmed => waits_for_second_person(dossier).is_none(),
        Guard::SecondPerson => dossier.entered_by != actor.account,
        Guard::CompetenceResolved => dossier.resolver.is_some(),
        Guard::CompetenceUnresolved => dossier.resolver.is_none(),
        Guard::OnTheSpot => procedure.handling.on_the_spot,
        Guard::NoBlockingOpinionOpen => !dossier.waits_for_opinion(),
        Guard::Level0 => levels == 0,
        Guard::Level1 => levels == 1,
        Guard::Levels2And3 => levels >= 2,
        Guard::Level3First => levels >= 3 && draft.is_some_and(|draft| draft.endorsed_by.is_empty()),
        Guard::LastEndorsement => would_be_last(levels, draft, actor),
        Guard::DenyActorByLevel => match (role, dossier.state.name()) {
            (Role::CaseOfficer, StateName::InProcess) => levels <= 1,
            (Role::UnitHead, _) => would_be_last(levels, draft, actor) && four_eyes(dossier, actor, procedure),
            _ => false,
        },
        Guard::KindGrant => draft.is_some_and(|draft| draft.decision == DecisionKind::Grant),
        Guard::KindDenial => draft.is_some_and(|draft| draft.decision == DecisionKind::Denial),
        Guard::FourEyes => four_eyes(dossier, actor, procedure),
        // Signatures are demonstrations: what can be checked is that the signer is authorised at the signing office.
        Guard::ValidCertificate => actor.posts.iter().any(|post| signs_for(post, dossier)),
        // What is on its way is taken in, whatever was chosen meanwhile.
        Guard::ReturnOnPaper => dossier.return_to.on_paper() || in_transit(dossier),
        Guard::ReturnOnline => dossier.return_to.method == ReturnMethod::Online,
        Guard::ReturnByPost => dossier.return_to.method == ReturnMethod::Post,
        Guard::HereOrArrived => dossier.returns_where_resolved() || in_transit(dossier),
        Guard::LiesHere => lies_here(dossier, actor),
        Guard::LiesElsewhere => match dossier.state.result_centre() {
            Some(centre) => *centre != dossier.return_to.centre,
            None => !dossier.returns_where_resolved(),
        },
        Guard::ExtensionLeft => dossier.clock.started().is_some_and(|started| {
            started.due_on.is_some() && started.extension.is_none() && procedure.handling.max_extensions > 0
        }),
        Guard::NotOnStack => !matches!(rule.to, To::State(detour) if dossier.state.has_detour(detour)),
        Guard::IsNamedReceiver => dossier.state.handover().is_some_and(|handover| handover.rejected.is_none()),
        Guard::NotRatedYet => !dossier.rated,
        Guard::NoOpenCorrection => !has_open_correction(dossier),
        Guard::OpenCorrection => has_open_correction(dossier),
        Guard::OfficerInCharge => dossier.state.assignee() == Some(&actor.account),
        Guard::PostedByHolder => matches!(
            (role, dossier.state.lowest()),
            (Role::Clerk, State::ResultReady { .. }) | (Role::ReturnsDesk, State::Done { .. })
        ),
        // Where no agency has it, the centre answers after acceptance too.
        Guard::AnswersWithdrawal => match role {
            Role::IntakeOfficer => dossier.clock.started().is_none() || dossier.resolver.is_none(),
            _ => dossier.clock.started().is_some(),
        },
        Guard::OwnerExtends => owner_extends(role, dossier),
        Guard::OwnOpinion => {
            dossier.open_opinions().any(|opinion| actor.posts.iter().any(|post| opinion.is_asked_of(post)))
        }
        Guard::OpinionOpen => dossier.open_opinions().next().is_some(),
        Guard::FormValid
        | Guard::FeeAtFilingPaid
        | Guard::DossierComplete
        | Guard::Digitised
        | Guard::FeeDueKnown
        | Guard::FeesSettled
        | Guard::ResultDocument
        | Guard::ExternalNumber
        | Guard::IdentityCheck
        | Guard::BeforeForward
        | Guard::NotActedBefore
        | Guard::OpinionLate
        | Guard::DueMoves
        | Guard::TimerDue => true,
    }
}

/// R06: as often as the procedure says, and once more where the head has agreed.
fn supplement_allowed(dossier: &Dossier, procedure: &Procedure) -> bool {
    let most = procedure.handling.max_supplements;
    dossier.supplements_asked < most || (dossier.supplements_asked == most && head_agreed(dossier))
}

/// At the agency every list goes by the head; at intake only the one beyond the ordinary number.
fn supplement_left(dossier: &Dossier, procedure: &Procedure) -> bool {
    let most = procedure.handling.max_supplements;
    let at_intake = matches!(dossier.state, State::Submitted);
    dossier.supplements_asked <= most && (!at_intake || dossier.supplements_asked == most)
}

fn head_agreed(dossier: &Dossier) -> bool {
    dossier.supplement_proposal.as_ref().is_some_and(|proposal| proposal.agreed_by.is_some())
}

fn waits_for_second_person(dossier: &Dossier) -> Option<&LateEntry> {
    dossier.late_entry.as_ref().filter(|late| late.decision.is_none())
}

fn in_transit(dossier: &Dossier) -> bool {
    matches!(dossier.state.lowest(), State::ResultInTransit { .. })
}

fn lies_here(dossier: &Dossier, actor: &Actor) -> bool {
    let State::Done { at, .. } = dossier.state.lowest() else { return false };
    actor
        .posts
        .iter()
        .any(|post| post.role == Role::ReturnsDesk && matches!(&post.place, Place::Centre { centre } if centre == at))
}

fn has_open_correction(dossier: &Dossier) -> bool {
    dossier.correction.as_ref().is_some_and(|linked| linked.state == super::head::CorrectionState::Open)
}

/// Who extends under a hand-over: as from the state underneath.
fn owner_extends(role: Role, dossier: &Dossier) -> bool {
    let by_state = match dossier.state.lowest().name() {
        StateName::AwaitingCompetence => role == Role::ProvinceManager,
        StateName::Accepted | StateName::InTransfer => matches!(role, Role::UnitHead | Role::CentreManager),
        _ => role == Role::UnitHead,
    };
    by_state && dossier.state.withdrawal().is_none()
}

/// I7: who entered or accepted a dossier neither endorses nor signs it.
fn four_eyes(dossier: &Dossier, actor: &Actor, procedure: &Procedure) -> bool {
    !procedure.four_eyes || !entered_or_accepted(dossier, actor)
}

/// Whether this person entered or accepted the dossier.
pub(super) fn entered_or_accepted(dossier: &Dossier, actor: &Actor) -> bool {
    dossier.entered_by == actor.account || dossier.accepted_by.as_ref() == Some(&actor.account)
}

/// Whether this person's endorsement makes one fewer than the levels, each by another person; by the one whom the first
/// head named, if one was named.
fn would_be_last(levels: u8, draft: Option<&Draft>, actor: &Actor) -> bool {
    let before = draft.map_or(&[][..], |draft| &draft.endorsed_by);
    let named = draft.and_then(|draft| draft.next_head.as_ref());
    named.is_none_or(|named| *named == actor.account)
        && !before.contains(&actor.account)
        && before.len() + 2 == usize::from(levels)
}
