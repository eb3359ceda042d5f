//! The correction of a result: a second dossier, linked with the first one both ways. The old result is valid until the
//! correction is published.

use super::{
    Action, Dossier, Event, State,
    act::Context,
    event::{By, Content, Filing, Payload},
    head::{Clock, CorrectionState, Kind, LinkedCorrection},
    owed::owed,
};
use crate::{
    account::Role,
    deadline,
    ids::{DossierCode, DossierId, RequestId},
};

/// What a linked dossier is given by the functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLinked {
    pub id: DossierId,
    /// By the rule of every code: from the server's date and the agency that resolves (R22).
    pub code: DossierCode,
    pub request: RequestId,
}

/// The link on the dossier that is corrected.
pub(super) fn link(linked: &NewLinked) -> LinkedCorrection {
    LinkedCorrection { code: linked.code.clone(), state: CorrectionState::Open }
}

/// The linked dossier with its first event, after `correct_result` on the original succeeded. None for other actions.
///
/// It begins in process with the officer that the head named. Its clock is internal: the procedure's own time from now,
/// neither statutory nor in the index. Who entered and accepted the original neither endorses nor signs the correction
/// (I7). Papers stay with the original; the form is copied.
#[must_use]
pub fn open(original: &Dossier, action: &Action, content: &Content, context: &Context<'_>) -> Option<(Dossier, Event)> {
    let Action::CorrectResult { assignee, reason } = action else { return None };
    let linked = context.linked.as_ref()?;
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
