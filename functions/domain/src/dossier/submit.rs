//! Filing: a valid submission becomes a dossier with its first event. Pure.

use super::{
    Dossier, Event, State, StateName,
    action::IdentityCheck,
    event::{By, FiledPaper, Filing, Payload},
    head::{ApplicantCard, Clock, Resolver, ReturnTo},
    rights::Actor,
};
use crate::{
    account::Role,
    calendar::Calendar,
    competence::Reason,
    deadline,
    form::Submission,
    ids::{CentreId, DossierCode, RequestId},
    procedure::{Channel, Procedure},
};
use jiff::Timestamp;

/// What a filing brings besides the form.
pub struct NewDossier<'a> {
    /// Given by the host from the server's date and the proposed agency (R22, R23).
    pub code: DossierCode,
    pub procedure: &'a Procedure,
    pub submission: Submission,
    pub papers: Vec<FiledPaper>,
    pub channel: Channel,
    pub receiving_centre: CentreId,
    /// None: the coordination queue will decide.
    pub resolver: Option<Resolver>,
    pub competence: Vec<Reason>,
    pub return_to: ReturnTo,
    pub owner: Option<String>,
    pub paper_count: u16,
    /// What was shown at the desk; none online, where the session is the proof.
    pub identity: Option<IdentityCheck>,
    pub actor: &'a Actor,
    pub request: RequestId,
    pub calendar: &'a Calendar,
    pub now: Timestamp,
}

/// Files a dossier.
#[must_use]
pub fn submit(new: NewDossier<'_>) -> (Dossier, Event) {
    let at_counter = new.channel != Channel::Online;
    let dossier = Dossier {
        code: new.code,
        version: 1,
        procedure: new.procedure.reference(),
        state: State::Submitted,
        channel: new.channel,
        receiving_centre: new.receiving_centre,
        resolver: new.resolver,
        return_to: new.return_to,
        applicant: ApplicantCard::from(&new.submission.applicant),
        owner: new.owner,
        submitted_at: new.now,
        entered_by: new.actor.account.clone(),
        accepted_by: None,
        clock: Clock::Intake { notice_due_at: deadline::intake_notice_due(new.now, new.channel, new.calendar) },
        supplements_asked: 0,
        supplement_proposal: None,
        paper_count: new.paper_count,
        fees: Vec::new(),
        slips: Vec::new(),
        started: false,
    };
    let event = Event {
        version: 1,
        action: if at_counter { "file_at_counter" } else { "submit" }.to_owned(),
        at: new.now,
        by: By {
            account: new.actor.account.clone(),
            name: new.actor.name.clone(),
            role: if at_counter { Role::IntakeOfficer } else { Role::Citizen },
            on_behalf: at_counter,
            identity: new.identity.as_ref().map(IdentityCheck::masked),
        },
        request: new.request,
        from: None,
        to: StateName::Submitted,
        desk: dossier.desk().0,
        reason: None,
        due: None,
        slip: None,
        payload: Payload::Filing(Box::new(Filing {
            answers: new.submission.answers,
            papers: new.papers,
            competence: new.competence,
        })),
        four_eyes_off: false,
    };
    (dossier, event)
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
