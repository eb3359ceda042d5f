//! Rights = role × unit × relation to the dossier.

use super::{
    action::ActionName,
    event::{Event, InStead},
    guard,
    head::{COORDINATION_DESK, Dossier, centre_desk, office_desk, registry_desk},
    refusal::Guard,
    state::StateName as S,
    table::{self, Relation, Rule},
};
use crate::{
    account::{Place, Post, Role, WorkQueue},
    ids::{AccountId, DeskId},
    procedure::Procedure,
    unit::closure::StandIn,
};
use serde::{Deserialize, Serialize};

/// Who acts, as the session says. Rights never come from the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub name: String,
    pub title_vi: String,
    pub posts: Vec<Post>,
    /// Pseudonym of a signed-in citizen (same HMAC as [`Dossier::owner`]).
    pub citizen: Option<String>,
    /// Those of the posts that are another's, whose work this person does for a time.
    pub stands_in: Vec<StandIn>,
    /// Posts at units that have ended and that this person's unit took over: they count for finished dossiers, and for
    /// what those units were asked.
    pub succeeded: Vec<Post>,
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
            stands_in: Vec::new(),
            succeeded: Vec::new(),
        }
    }

    /// The same person with what is theirs in others' stead.
    #[must_use]
    pub fn standing_in(mut self, stands_in: Vec<StandIn>) -> Self {
        self.posts.extend(stands_in.iter().map(|lent| lent.post.clone()));
        self.stands_in = stands_in;
        self
    }

    /// The same person with these posts and no other: nothing in others' stead, nothing of what their units took over.
    #[must_use]
    pub fn only_as(self, posts: Vec<Post>) -> Self {
        Self { posts, stands_in: Vec::new(), succeeded: Vec::new(), ..self }
    }

    /// The posts that count for a dossier.
    fn posts_for(&self, dossier: &Dossier) -> impl Iterator<Item = &Post> {
        let has_ended = dossier.state.name().is_final();
        let counts = move |post: &&Post| has_ended || post.role == Role::ConsultedOfficer;
        self.posts.iter().chain(self.succeeded.iter().filter(counts))
    }

    fn is_lent(&self, post: &Post) -> Option<&StandIn> {
        self.stands_in.iter().find(|lent| lent.post == *post)
    }

    /// Whether this citizen owns the dossier.
    #[must_use]
    pub fn owns(&self, dossier: &Dossier) -> bool {
        self.citizen.is_some() && self.citizen == dossier.owner
    }
}

/// Whether a post stands in the relation to the dossier that the rule needs of its role.
fn related(rule: &Rule, post: &Post, actor: &Actor, dossier: &Dossier) -> bool {
    match rule.relation {
        Relation::NamedReceiver => is_named_receiver(post, dossier),
        Relation::OwnUnit if post.role == Role::CentreManager => {
            let unit = dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str());
            holds_usually(post, actor, dossier)
                && matches!(&post.place, Place::Centre { centre } if Some(centre.as_str()) == unit)
        }
        Relation::Usual | Relation::OwnUnit => {
            holds_usually(post, actor, dossier)
                // Whoever acts for the citizen may stand at the return place as well as where it was filed.
                || (rule.on_behalf.contains(&post.role) && at_its_centres(post, dossier))
        }
    }
}

fn holds_usually(post: &Post, actor: &Actor, dossier: &Dossier) -> bool {
    match (post.role, &post.place) {
        (Role::IntakeOfficer | Role::CentreManager, Place::Centre { centre }) => *centre == dossier.receiving_centre,
        // The returns desk of the place where the result lies or goes; before that, of the place of return.
        (Role::ReturnsDesk, Place::Centre { centre }) => {
            centre == dossier.state.result_centre().unwrap_or(&dossier.return_to.centre)
        }
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
            // The officer in charge, and nobody else, does the case work; or whoever stands in for the office.
            let mine = post.role != Role::CaseOfficer
                || actor.is_lent(post).is_some()
                || dossier.state.assignee().is_none_or(|assignee| *assignee == actor.account);
            here && mine
        }
        (Role::ConsultedOfficer, Place::Agency { .. }) => {
            dossier.open_opinions().any(|opinion| opinion.is_asked_of(post))
        }
        (Role::PostalAgent, place) => delivers(place, dossier),
        (Role::Coordinator | Role::ProvinceManager | Role::System, Place::Province) => true,
        _ => false,
    }
}

/// Whether the post is of the unit that is named to take a hand-over: its heads, and the manager of its centre for what
/// lies at a centre.
fn is_named_receiver(post: &Post, dossier: &Dossier) -> bool {
    let Some(handover) = dossier.state.handover() else { return false };
    match (post.role, &post.place) {
        (Role::UnitHead, Place::Agency { agency, .. }) => *agency == handover.agency,
        (Role::CentreManager, Place::Centre { centre }) => *centre == handover.centre,
        _ => false,
    }
}

/// Whether this is where the post does its deliveries: the whole province, or the centre that posted it.
fn delivers(place: &Place, dossier: &Dossier) -> bool {
    let Some(item) = dossier.state.posted() else { return false };
    match place {
        Place::Province => true,
        Place::Centre { centre } => item.from.as_ref().is_none_or(|from| from == centre),
        Place::Agency { .. } => false,
    }
}

/// Whether the post may sign for the dossier: at the signing office of the agency that resolves it.
pub(super) fn signs_for(post: &Post, dossier: &Dossier) -> bool {
    let Some(resolver) = &dossier.resolver else { return false };
    post.role == Role::Signer
        && matches!(&post.place, Place::Agency { agency, office } if *agency == resolver.agency
            && office.as_ref().is_none_or(|office| *office == resolver.signing_office))
}

/// The roles in which this actor may use the rule on this dossier, in the table's order; the owner's own first.
pub fn acting_roles<'a>(rule: &'a Rule, actor: &'a Actor, dossier: &'a Dossier) -> impl Iterator<Item = Role> + 'a {
    let owner = rule.actors.contains(&Role::Citizen) && actor.owns(dossier);
    let posted =
        rule.actors.iter().copied().filter(|role| {
            actor.posts_for(dossier).any(|post| post.role == *role && related(rule, post, actor, dossier))
        });
    owner.then_some(Role::Citizen).into_iter().chain(posted)
}

/// In whose stead the role is used: nobody's, if a post of the actor's own would do.
pub(super) fn in_stead(rule: &Rule, role: Role, actor: &Actor, dossier: &Dossier) -> Option<InStead> {
    if role == Role::Citizen || actor.stands_in.is_empty() {
        return None;
    }
    let used = actor.posts_for(dossier).filter(|post| post.role == role && related(rule, post, actor, dossier));
    let lent: Option<Vec<&StandIn>> = used.map(|post| actor.is_lent(post)).collect();
    let lent = *lent?.first()?;
    Some(InStead { closure: lent.closure.clone(), name: lent.name.clone() })
}

fn at_its_centres(post: &Post, dossier: &Dossier) -> bool {
    matches!(&post.place, Place::Centre { centre }
        if *centre == dossier.receiving_centre
            || *centre == dossier.return_to.centre
            || dossier.state.result_centre() == Some(centre))
}

/// How much of a dossier somebody may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// The postal data of the item only (public post).
    Postal,
    /// The question and the papers that were sent with it (an asked agency).
    Question,
    #[default]
    Whole,
}

/// How much of the dossier this person may see: its owner and the staff of its places all of it. One that may not be
/// seen at all is indistinguishable from one that does not exist.
#[must_use]
pub fn sight(actor: &Actor, dossier: &Dossier) -> Option<Sight> {
    let owns = actor.owns(dossier).then_some(Sight::Whole);
    let posted = actor.posts_for(dossier).filter_map(|post| match (post.role, &post.place) {
        (Role::CentreAdmin | Role::SystemAdmin | Role::SupportTechnician, _) => None,
        (Role::PostalAgent, place) => delivers(place, dossier).then_some(Sight::Postal),
        (Role::ConsultedOfficer, _) => {
            let mut asked = dossier.opinions.iter().filter(|opinion| opinion.is_asked_of(post));
            asked.any(|opinion| opinion.is_visible_to_the_asked()).then_some(Sight::Question)
        }
        (_, Place::Centre { .. }) => {
            (at_its_centres(post, dossier) || is_named_receiver(post, dossier)).then_some(Sight::Whole)
        }
        (_, Place::Agency { agency, .. }) => {
            let resolves = dossier.resolver.as_ref().is_some_and(|resolver| resolver.agency == *agency);
            (resolves || is_named_receiver(post, dossier)).then_some(Sight::Whole)
        }
        (Role::Coordinator | Role::ProvinceManager | Role::System, Place::Province) => Some(Sight::Whole),
        (_, Place::Province) => None,
    });
    posted.chain(owns).max()
}

/// Whether the dossier may be seen at all.
#[must_use]
pub fn may_see(actor: &Actor, dossier: &Dossier) -> bool {
    sight(actor, dossier).is_some()
}

/// The queues of an account: for each post the desk and the states in which the post has something to do.
#[must_use]
pub fn work_queues(posts: &[Post]) -> Vec<WorkQueue> {
    posts.iter().filter_map(work_queue).filter(|queue| !queue.states.is_empty()).collect()
}

/// The queues of somebody who acts, also those of the places whose work they do for a time, marked as such.
#[must_use]
pub fn queues_of(actor: &Actor) -> Vec<WorkQueue> {
    let marked = |post: &Post| {
        let stands_in = actor.is_lent(post).map(|lent| lent.name.clone());
        Some(WorkQueue { stands_in, ..work_queue(post)? })
    };
    actor.posts.iter().filter_map(marked).filter(|queue| !queue.states.is_empty()).collect()
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
        Role::IntakeOfficer => &[S::Submitted, S::Accepted, S::IntakeSupplement, S::WithdrawalRequested],
        Role::CentreManager => &[
            S::Submitted,
            S::Accepted,
            S::IntakeSupplement,
            S::WithdrawalRequested,
            S::ResultReady,
            S::ResultInTransit,
            S::Done,
            S::InDelivery,
            S::HandoverPending,
        ],
        Role::ReturnsDesk => &[S::Done, S::ResultInTransit, S::ResultReady, S::InDelivery],
        Role::UnitHead => &[
            S::InTransfer,
            S::PendingApproval,
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::SupplementRequested,
            S::FinancialObligation,
            S::HandoverPending,
        ],
        Role::CaseOfficer => &[
            S::Assigned,
            S::InProcess,
            S::WaitingOpinion,
            S::SupplementRequested,
            S::FinancialObligation,
            S::PendingApproval,
        ],
        Role::Signer => &[S::PendingSignature],
        Role::Clerk => &[S::Approved, S::Denied, S::ResultReady, S::InDelivery],
        Role::PostalAgent if desk != DeskId::from(COORDINATION_DESK) => &[S::InDelivery],
        Role::Coordinator | Role::ProvinceManager => &[S::AwaitingCompetence, S::HandoverPending],
        _ => &[],
    };
    Some(WorkQueue { desk, role: post.role, states: states.to_vec(), stands_in: None })
}

/// The rules that are this actor's on this dossier now, in the table's order: all others are refused with
/// [`super::Refusal::NotYours`] or [`super::Refusal::Impossible`].
#[must_use]
pub fn allowed(actor: &Actor, dossier: &Dossier) -> Vec<&'static Rule> {
    let mine = |rule: &&Rule| rule.leads_from(&dossier.state) && acting_roles(rule, actor, dossier).next().is_some();
    table::all().filter(mine).collect()
}

/// The allowed rules that are not refused whatever is typed: what a screen offers. A signer is not offered to sign a
/// denial where the draft is a grant, and whoever has acted on a dossier is not offered to take its rating.
#[must_use]
pub fn offered(actor: &Actor, dossier: &Dossier, procedure: &Procedure, events: &[Event]) -> Vec<&'static Rule> {
    let acted = |rule: &Rule, role: Role| {
        rule.guards.contains(&Guard::NotActedBefore)
            && role != Role::Citizen
            && events.iter().any(|event| event.by.account == actor.account)
    };
    let mut rules = allowed(actor, dossier);
    rules.retain(|rule| {
        // Money is taken where some is owed.
        (rule.action != ActionName::TakeFee || dossier.owed.is_some())
            && acting_roles(rule, actor, dossier)
                .any(|role| !acted(rule, role) && guard::stand(rule, role, dossier, actor, procedure).is_ok())
    });
    rules
}
