//! The correction of a result: a second dossier, linked with the first one both ways. The old result is valid until the
//! correction is published.

use super::{
    Action, Dossier, Event, State,
    act::Context,
    event::{By, Content, Filing, Payload},
    head::{Clock, CorrectionState, Kind, LinkedCorrection, Resolver},
    owed::owed,
    rights::Actor,
};
use crate::{
    account::{Place, Role},
    calendar::day_of,
    competence, deadline,
    ids::{AgencyId, CentreId, DossierCode, DossierId, RequestId},
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::civil::Date;

/// What a linked dossier is given by the functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLinked {
    pub id: DossierId,
    /// By the rule of every code: from the server's date and the agency that resolves (R22).
    pub code: DossierCode,
    pub request: RequestId,
}

/// Who corrects on the day: the agency that resolved; where it has ended, that of its successors at which the actor is a
/// head, otherwise the one to propose first. None where nobody resolved, or nobody is left.
#[must_use]
pub fn corrector(
    original: &Dossier,
    actor: &Actor,
    procedure: &Procedure,
    units: &UnitMap,
    on: Date,
) -> Option<Resolver> {
    let resolver = original.resolver.as_ref()?;
    let answering = units.answering(&resolver.agency, on);
    if answering.contains(&resolver.agency) {
        return Some(resolver.clone());
    }
    let heads = |agency: &&AgencyId| {
        actor.posts.iter().any(|post| {
            post.role == Role::UnitHead && matches!(&post.place, Place::Agency { agency: own, .. } if own == *agency)
        })
    };
    let agency = answering.iter().find(heads).or_else(|| answering.first())?;
    competence::agency_in(procedure, agency, on, units).as_ref().and_then(Resolver::of)
}

/// The link on the dossier that is corrected.
pub(super) fn link(linked: &NewLinked) -> LinkedCorrection {
    LinkedCorrection { code: linked.code.clone(), state: CorrectionState::Open }
}

/// The linked dossier with its first event, after `correct_result` on the original succeeded. None for other actions.
///
/// It begins in process with the officer that the head named. Its clock is internal: the procedure's own time from now,
/// neither statutory nor in the index. Who entered and accepted the original neither endorses nor signs the correction
/// (I7). Papers stay with the original; the form is copied. What was at a unit that has ended is at the [`corrector`].
#[must_use]
pub fn open(original: &Dossier, action: &Action, content: &Content, context: &Context<'_>) -> Option<(Dossier, Event)> {
    let Action::CorrectResult { assignee, reason } = action else { return None };
    let linked = context.linked.as_ref()?;
    let on = day_of(context.now);
    let resolver = corrector(original, context.actor, context.procedure, context.units, on)?;
    let standing = |centre: &CentreId| {
        if context.units.is_centre(centre, on) { centre.clone() } else { context.units.centre_of(&resolver.agency, on) }
    };
    let mut return_to = original.return_to.clone();
    return_to.centre = standing(&return_to.centre);
    let facts = context.facts(original);
    let started = deadline::start(context.now, context.procedure, &content.answers, &facts, context.calendar);
    let mut dossier = Dossier {
        id: linked.id.clone(),
        code: linked.code.clone(),
        kind: Kind::Correction { of: original.code.clone() },
        version: 1,
        state: State::InProcess { assignee: assignee.clone() },
        since: context.now,
        submitted_at: context.now,
        receiving_centre: standing(&original.receiving_centre),
        return_to,
        resolver: Some(resolver.clone()),
        clock: Clock::Running { started },
        supplements_asked: 0,
        supplement_proposal: None,
        paper_count: 0,
        // What was paid for the result is paid for its correction.
        fees: original.fees.clone(),
        slips: Vec::new(),
        started: true,
        late_entry: None,
        external_ref: None,
        post_item_no: None,
        opinions: Vec::new(),
        fired: Vec::new(),
        available_at: None,
        rated: false,
        correction: None,
        ..original.clone()
    };
    dossier.owed = owed(&dossier, context.procedure, &content.answers);
    let event = Event {
        version: 1,
        action: action.name().as_str().to_owned(),
        at: context.now,
        by: By {
            account: context.actor.account.clone(),
            name: context.actor.name.clone(),
            role: Role::UnitHead,
            on_behalf: false,
            identity: None,
            stands_in: None,
        },
        request: linked.request.clone(),
        from: None,
        to: dossier.state.name(),
        under: None,
        desk: dossier.holder().0,
        reason: Some(reason.clone()),
        due: None,
        slip: None,
        stood: None,
        payload: Payload::Filing(Box::new(Filing {
            answers: content.answers.clone(),
            papers: Vec::new(),
            competence: content.competence.clone(),
        })),
        four_eyes_off: false,
        link: Some(original.code.clone()),
        opinions_withdrawn: Vec::new(),
    };
    Some((dossier, event))
}
