//! Rights = role × unit × relation to the dossier.

use super::{
    action::ActionName,
    guard,
    head::{COORDINATION_DESK, Dossier, centre_desk, office_desk, registry_desk},
    state::StateName as S,
    table::{RULES, Rule},
};
use crate::{
    account::{Place, Post, Role, WorkQueue},
    ids::{AccountId, DeskId},
    procedure::Procedure,
};

/// Who acts, as the session says. Rights never come from the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub name: String,
    pub title_vi: String,
    pub posts: Vec<Post>,
    /// Pseudonym of a signed-in citizen (same HMAC as [`Dossier::owner`]).
    pub citizen: Option<String>,
}

impl Actor {
    /// The system: timers and automatic steps without judgement (I8).
    #[must_use]
    pub fn system() -> Self {
        Self {
            account: AccountId::from("system"),
            name: "Hệ thống".to_owned(),
            title_vi: "Hệ thống".to_owned(),
            posts: vec![Post { role: Role::System, place: Place::Province }],
            citizen: None,
        }
    }

    /// Whether this citizen owns the dossier.
    #[must_use]
    pub fn owns(&self, dossier: &Dossier) -> bool {
        self.citizen.is_some() && self.citizen == dossier.owner
    }
}

/// Whether a post stands in the relation to the dossier that its role needs.
fn related(post: &Post, actor: &Actor, dossier: &Dossier) -> bool {
    match (post.role, &post.place) {
        (Role::IntakeOfficer | Role::CentreManager, Place::Centre { centre }) => *centre == dossier.receiving_centre,
        (Role::ReturnsDesk, Place::Centre { centre }) => *centre == dossier.return_to.centre,
        (Role::CaseOfficer | Role::UnitHead | Role::Signer | Role::Clerk, Place::Agency { agency, office }) => {
            let Some(resolver) = dossier.resolver.as_ref().filter(|resolver| resolver.agency == *agency) else {
                return false;
            };
            let needed = match post.role {
                Role::Signer => &resolver.signing_office,
                Role::Clerk => return true,
                _ => &resolver.office,
            };
            let here = office.as_ref().is_none_or(|office| office == needed);
            // The officer in charge, and nobody else, does the case work.
            let mine = post.role != Role::CaseOfficer
                || dossier.state.assignee().is_none_or(|assignee| *assignee == actor.account);
            here && mine
        }
        (Role::Coordinator | Role::ProvinceManager | Role::System, Place::Province) => true,
        _ => false,
    }
}

/// The roles in which this actor may use the rule on this dossier, in the table's order; the owner's own first.
pub fn acting_roles<'a>(rule: &'a Rule, actor: &'a Actor, dossier: &'a Dossier) -> impl Iterator<Item = Role> + 'a {
    let owner = rule.actors.contains(&Role::Citizen) && actor.owns(dossier);
    let posted = rule.actors.iter().copied().filter(|role| {
        actor.posts.iter().any(|post| {
            post.role == *role
                && (related(post, actor, dossier)
                    // Whoever acts for the citizen may stand at the return place as well as where it was filed.
                    || (rule.on_behalf.contains(role) && at_either_centre(post, dossier)))
        })
    });
    owner.then_some(Role::Citizen).into_iter().chain(posted)
}

fn at_either_centre(post: &Post, dossier: &Dossier) -> bool {
    matches!(&post.place, Place::Centre { centre }
        if *centre == dossier.receiving_centre || *centre == dossier.return_to.centre)
}

/// Whether the dossier may be seen: by its owner, and by staff of the three places and of the province.
/// One that may not be seen is indistinguishable from one that does not exist.
#[must_use]
pub fn may_see(actor: &Actor, dossier: &Dossier) -> bool {
    actor.owns(dossier)
        || actor.posts.iter().any(|post| match (post.role, &post.place) {
            (Role::CentreAdmin | Role::SystemAdmin | Role::SupportTechnician | Role::PostalAgent, _) => false,
            (_, Place::Centre { .. }) => at_either_centre(post, dossier),
            (_, Place::Agency { agency, .. }) => {
                dossier.resolver.as_ref().is_some_and(|resolver| resolver.agency == *agency)
            }
            (Role::Coordinator | Role::ProvinceManager | Role::System, Place::Province) => true,
            (_, Place::Province) => false,
        })
}

/// The queues of an account: for each post the desk and the states in which the post has something to do.
#[must_use]
pub fn work_queues(posts: &[Post]) -> Vec<WorkQueue> {
    posts.iter().filter_map(work_queue).filter(|queue| !queue.states.is_empty()).collect()
}

fn work_queue(post: &Post) -> Option<WorkQueue> {
    let desk = match (&post.place, post.role) {
        (Place::Centre { centre }, _) => centre_desk(centre),
        (Place::Agency { agency, .. }, Role::Clerk) => registry_desk(agency),
        (Place::Agency { agency, office: Some(office) }, _) => office_desk(agency, office),
        (Place::Agency { .. }, _) => return None,
        (Place::Province, _) => DeskId::from(COORDINATION_DESK),
    };
    let states: &[S] = match post.role {
        Role::IntakeOfficer => &[S::Submitted, S::Accepted, S::IntakeSupplement],
        Role::CentreManager => {
            &[S::Submitted, S::Accepted, S::IntakeSupplement, S::ResultReady, S::ResultInTransit, S::Done]
        }
        Role::ReturnsDesk => &[S::Done, S::ResultInTransit, S::ResultReady],
        Role::UnitHead => &[S::InTransfer, S::PendingApproval, S::Assigned, S::InProcess, S::SupplementRequested],
        Role::CaseOfficer => &[S::Assigned, S::InProcess, S::SupplementRequested, S::PendingApproval],
        Role::Signer => &[S::PendingSignature],
        Role::Clerk => &[S::Approved, S::Denied, S::ResultReady],
        Role::Coordinator | Role::ProvinceManager => &[S::AwaitingCompetence],
        _ => &[],
    };
    Some(WorkQueue { desk, role: post.role, states: states.to_vec() })
}

/// The actions that are this actor's on this dossier now, in the table's order: all others are refused with
/// [`super::Refusal::NotYours`] or [`super::Refusal::Impossible`].
#[must_use]
pub fn allowed(actor: &Actor, dossier: &Dossier) -> Vec<&'static Rule> {
    let state = dossier.state.name();
    let mine = |rule: &&Rule| rule.from.contains(&state) && acting_roles(rule, actor, dossier).next().is_some();
    RULES.iter().filter(mine).collect()
}

/// The allowed actions that are not refused whatever is typed: what a screen offers. A signer is not offered to sign
/// a denial where the draft is a grant.
#[must_use]
pub fn offered(actor: &Actor, dossier: &Dossier, procedure: &Procedure) -> Vec<&'static Rule> {
    let mut rules = allowed(actor, dossier);
    rules.retain(|rule| {
        let waits = dossier.supplement_proposal.as_ref().is_some_and(|proposal| proposal.agreed_by.is_none());
        (rule.action != ActionName::AgreeSupplement || waits)
            && acting_roles(rule, actor, dossier)
                .any(|role| guard::stand(rule, role, dossier, actor, procedure).is_ok())
    });
    rules
}
