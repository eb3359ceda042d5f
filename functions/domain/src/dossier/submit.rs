//! Filing: a valid submission becomes a dossier with its first event, in each of the ways of `statuses.json`. Pure.

use super::{
    Dossier, Event, Refusal, State, StateName, Stood,
    action::{ActionName, IdentityCheck, MAX_LINE, MAX_TEXT},
    event::{By, FiledPaper, Filing, Payload},
    head::{ApplicantCard, Clock, Kind, LateEntry, Resolver, ReturnTo},
    inputs::Wrong,
    owed::owed,
    rights::Actor,
};
use crate::{
    account::{Place, Role},
    calendar::Calendar,
    competence::Reason,
    deadline,
    form::Submission,
    ids::{CentreId, DossierCode, DossierId, RequestId},
    procedure::{Channel, Procedure},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How a dossier comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// `submit`: by the signed-in citizen.
    Online,
    /// `file_at_counter`, with what was shown at the desk.
    Counter { identity: IdentityCheck, late_entry: Option<LateEntryInput> },
    /// `file_by_post`: the public post or the intake officer enters what came by mail.
    Post { item_no: String, late_entry: Option<LateEntryInput> },
    /// `receive_from_portal`: the national portal took it in and may have given its code.
    Portal { external_ref: String },
}

/// An entry after an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateEntryInput {
    /// The true time of receipt.
    pub received_at: Timestamp,
    pub reason: String,
    pub paper_receipt_no: String,
}

/// What a filing brings besides the form.
pub struct NewDossier<'a> {
    /// The draft's UUID.
    pub id: DossierId,
    /// Given by the host from the server's date and the proposed agency (R22, R23), or by the portal.
    pub code: DossierCode,
    pub way: Way,
    pub procedure: &'a Procedure,
    pub submission: Submission,
    pub papers: Vec<FiledPaper>,
    pub receiving_centre: CentreId,
    /// None: the coordination queue will decide.
    pub resolver: Option<Resolver>,
    pub competence: Vec<Reason>,
    pub return_to: ReturnTo,
    pub owner: Option<String>,
    pub paper_count: u16,
    pub actor: &'a Actor,
    pub request: RequestId,
    pub calendar: &'a Calendar,
    pub now: Timestamp,
}

impl Way {
    /// The channel of the filing.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Online | Self::Portal { .. } => Channel::Online,
            Self::Counter { .. } => Channel::Counter,
            Self::Post { .. } => Channel::Post,
        }
    }

    /// The action of `statuses.json`.
    #[must_use]
    pub const fn action(&self) -> ActionName {
        match self {
            Self::Online => ActionName::Submit,
            Self::Counter { .. } => ActionName::FileAtCounter,
            Self::Post { .. } => ActionName::FileByPost,
            Self::Portal { .. } => ActionName::ReceiveFromPortal,
        }
    }

    /// The role in which this person may file so at the centre.
    fn role(&self, actor: &Actor, at: &CentreId) -> Option<Role> {
        let posted = |role: Role| {
            actor.posts.iter().any(|post| {
                post.role == role
                    && match &post.place {
                        Place::Centre { centre } => centre == at,
                        Place::Province => role != Role::IntakeOfficer,
                        Place::Agency { .. } => false,
                    }
            })
        };
        let roles: &[Role] = match self {
            Self::Online => return actor.citizen.as_ref().map(|_| Role::Citizen),
            Self::Counter { .. } => &[Role::IntakeOfficer],
            Self::Post { .. } => &[Role::IntakeOfficer, Role::PostalAgent],
            Self::Portal { .. } => &[Role::System],
        };
        roles.iter().copied().find(|role| posted(*role))
    }

    const fn late_entry(&self) -> Option<&LateEntryInput> {
        match self {
            Self::Counter { late_entry, .. } | Self::Post { late_entry, .. } => late_entry.as_ref(),
            Self::Online | Self::Portal { .. } => None,
        }
    }

    /// What a person typed, besides the form.
    fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        let mut wrong = Wrong::default();
        match self {
            Self::Counter { identity, .. } => wrong.line("identity.number", &identity.number),
            Self::Post { item_no, .. } => wrong.line("post_item_no", item_no),
            Self::Portal { external_ref } => wrong.line("external_ref", external_ref),
            Self::Online => {}
        }
        if let Some(late) = self.late_entry() {
            wrong.bounded("late_entry.reason", &late.reason, MAX_TEXT, true, true);
            wrong.bounded("late_entry.paper_receipt_no", &late.paper_receipt_no, MAX_LINE, false, true);
            if late.received_at >= now {
                wrong.note("late_entry.received_at", "in_the_future");
            }
        }
        wrong.done()
    }
}

/// Files a dossier.
///
/// # Errors
/// [`Refusal::NotYours`] where the person may not file so at this centre, [`Refusal::Input`] by field.
pub fn submit(new: NewDossier<'_>) -> Result<(Dossier, Event), Refusal> {
    let role = new.way.role(new.actor, &new.receiving_centre).ok_or(Refusal::NotYours)?;
    new.way.check(new.now)?;
    let (channel, action) = (new.way.channel(), new.way.action());
    let late_entry = new.way.late_entry().map(|late| LateEntry {
        received_at: late.received_at,
        reason: late.reason.trim().to_owned(),
        paper_receipt_no: late.paper_receipt_no.trim().to_owned(),
        decision: None,
    });
    // Time is server time; the one exception is the true time of a late entry (I14).
    let received_at = late_entry.as_ref().map_or(new.now, |late| late.received_at);
    let reason = late_entry.as_ref().map(|late| late.reason.clone());
    let (identity, post_item_no, external_ref) = match new.way {
        Way::Counter { identity, .. } => (Some(identity.masked()), None, None),
        Way::Post { item_no, .. } => (None, Some(item_no.trim().to_owned()), None),
        Way::Portal { external_ref } => (None, None, Some(external_ref.trim().to_owned())),
        Way::Online => (None, None, None),
    };
    let mut dossier = Dossier {
        id: new.id,
        code: new.code,
        kind: Kind::Ordinary,
        version: 1,
        procedure: new.procedure.reference(),
        state: State::Submitted,
        since: new.now,
        channel,
        receiving_centre: new.receiving_centre,
        resolver: new.resolver,
        return_to: new.return_to,
        applicant: ApplicantCard::from(&new.submission.applicant),
        owner: new.owner,
        submitted_at: new.now,
        entered_by: new.actor.account.clone(),
        accepted_by: None,
        clock: Clock::Intake { notice_due_at: deadline::intake_notice_due(received_at, channel, new.calendar) },
        supplements_asked: 0,
        supplement_proposal: None,
        paper_count: new.paper_count,
        fees: Vec::new(),
        owed: None,
        slips: Vec::new(),
        started: false,
        late_entry,
        external_ref,
        post_item_no,
        opinions: Vec::new(),
        fired: Vec::new(),
        available_at: None,
        rated: false,
        correction: None,
        officer_states: std::collections::BTreeMap::new(),
    };
    dossier.owed = owed(&dossier, new.procedure, &new.submission.answers);
    let event = Event {
        version: 1,
        action: action.as_str().to_owned(),
        at: new.now,
        by: By {
            account: new.actor.account.clone(),
            name: new.actor.name.clone(),
            role,
            on_behalf: action == ActionName::FileAtCounter,
            identity,
            stands_in: None,
        },
        request: new.request,
        from: None,
        to: StateName::Submitted,
        under: None,
        desk: dossier.holder().0,
        reason,
        due: None,
        slip: None,
        stood: Some(Box::new(Stood::of(&dossier, Some(new.calendar.version)))),
        link: None,
        opinions_withdrawn: Vec::new(),
        payload: Payload::Filing(Box::new(Filing {
            answers: new.submission.answers,
            papers: new.papers,
            competence: new.competence,
        })),
        four_eyes_off: false,
    };
    Ok((dossier, event))
}

impl From<&crate::form::Applicant> for ApplicantCard {
    fn from(applicant: &crate::form::Applicant) -> Self {
        let number = applicant.id_number.as_deref().or(applicant.passport.as_deref());
        Self {
            name: applicant.full_name.clone(),
            organisation: applicant.organisation_name.clone(),
            phone: applicant.phone.clone().or_else(|| applicant.helper_phone.clone()),
            id_masked: number.map(super::action::mask),
        }
    }
}
