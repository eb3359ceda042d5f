//! A line becomes a dossier with two events: how it came here with its form, and what the old system knew of it.

use super::{Line, OldState};
use crate::{
    account::Role,
    calendar::Calendar,
    competence::{self, Reason},
    deadline::{self, ProcessingTime, TimeUnit},
    dossier::{
        Dossier, Event, State,
        event::{By, Filing, Payload},
        head::{ApplicantCard, Clock, Kind, Resolver, ReturnTo, StartedClock},
        owed::owed,
        state::{DecisionKind, IssuedResult, ReceiptProof, Receiver, Signature},
    },
    form::{Answers, Facts},
    ids::{AccountId, AgencyId, CentreId, DossierCode, DossierId, OfficeId, RequestId, UnitCode},
    procedure::{Channel, Procedure, ReturnMethod},
    text::fold,
    unit::{PROVINCIAL_CENTRE, Unit, UnitMap},
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};

/// Longest time that is counted in days; a date further away stays as it is.
const MAX_DAYS: u16 = 2_000;

/// The event by which a dossier of an old system came here.
pub const IMPORTED: &str = "import_legacy";
/// The event that keeps the line as it was.
pub const ORIGINAL: &str = "import_original";

/// What the host knows of a line.
pub struct Entry<'a> {
    /// The map's.
    pub source: &'a str,
    pub code: DossierCode,
    pub procedure: &'a Procedure,
    /// The unit that decides.
    pub place: Place,
    /// The centre that received it; none: the deciding unit's.
    pub centre: Option<UnitCode>,
    /// Pseudonym of the applicant.
    pub owner: Option<String>,
    /// Tells whether a line is the same as one that came before: hex hash of its fields.
    pub hash: &'a str,
    pub units: &'a UnitMap,
    pub calendar: &'a Calendar,
    pub now: Timestamp,
}

/// What the name of a unit came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One unit of today.
    Unit(UnitCode),
    /// Several can be meant, the one to propose first: the coordination desk decides.
    Doubtful(Vec<UnitCode>),
}

/// The request that both events carry: source and hash, by which a repeated import knows its own.
#[must_use]
pub fn request(source: &str, hash: &str) -> RequestId {
    RequestId(format!("legacy/{source}/{}", hash.get(..16).unwrap_or(hash)))
}

/// The dossier, with its first events.
#[must_use]
pub fn enter(line: Line, entry: &Entry<'_>) -> (Dossier, Vec<Event>) {
    let today = crate::calendar::day_of(entry.now);
    let answers = answers(&line);
    let resolver = resolver(&answers, entry, today);
    let because = because(&line, entry);
    let centre = centre(entry, resolver.as_ref(), today);
    let started = StartedClock {
        received_at: line.received_at,
        due_at: line.due_at,
        due_on: line.due_on,
        time: promised(&line, entry.calendar),
        open: Vec::new(),
        no_case: false,
        pauses: Vec::new(),
        extension: None,
        calendar: Some(entry.calendar.version),
        closed: Vec::new(),
    };
    let done_at = line.finished_at.unwrap_or(line.received_at);
    let result = || issued(&line, entry, done_at);
    let (state, clock) = match line.state {
        OldState::Open if resolver.is_none() => {
            let proposed = match &entry.place {
                Place::Doubtful(units) => units.first().and_then(|unit| agency_of(unit, entry, today)),
                Place::Unit(_) => None,
            };
            let reason = format!("Hồ sơ của hệ thống cũ; nơi giải quyết ghi là \"{}\".", line.unit);
            (State::AwaitingCompetence { reason, proposed }, Clock::Running { started })
        }
        OldState::Open => (State::InTransfer, Clock::Running { started }),
        OldState::Ready => {
            (State::Done { result: result(), at: centre.clone() }, Clock::Stopped { started, at: done_at })
        }
        OldState::Returned => {
            let receiver = Receiver {
                name: line.applicant.clone(),
                id_masked: None,
                proxy: None,
                at: done_at,
                proof: ReceiptProof::Signature,
            };
            (State::Returned { result: result(), receiver }, Clock::Stopped { started, at: done_at })
        }
    };
    let available_at = (line.state != OldState::Open).then_some(done_at);
    let mut dossier = Dossier {
        id: DossierId(format!("{}/{}", entry.source, line.code)),
        code: entry.code.clone(),
        kind: Kind::Ordinary,
        version: 2,
        procedure: entry.procedure.reference(),
        state,
        since: entry.now,
        channel: Channel::Counter,
        receiving_centre: centre.clone(),
        resolver,
        return_to: ReturnTo { method: ReturnMethod::Counter, centre, address: None },
        applicant: ApplicantCard {
            name: line.applicant.clone(),
            organisation: line.organisation.clone(),
            phone: line.phone.clone(),
            id_masked: line.id_number.as_deref().map(crate::dossier::action::mask),
        },
        owner: entry.owner.clone(),
        submitted_at: line.received_at,
        entered_by: AccountId::from("system"),
        accepted_by: None,
        clock,
        supplements_asked: 0,
        supplement_proposal: None,
        paper_count: line.sheets,
        fees: Vec::new(),
        owed: None,
        slips: Vec::new(),
        started: true,
        late_entry: None,
        // By it the code of the old system stays searchable.
        external_ref: Some(line.code.clone()),
        post_item_no: None,
        opinions: Vec::new(),
        fired: Vec::new(),
        available_at,
        rated: false,
        correction: None,
        officer_states: std::collections::BTreeMap::new(),
    };
    dossier.owed = owed(&dossier, entry.procedure, &answers);
    let events = events(line, entry, &dossier, answers, because);
    (dossier, events)
}

/// The time that gives the promised day, so that the date explains itself and a pause can move it: working days, or calendar
/// days where the old system promised a day off.
fn promised(line: &Line, calendar: &Calendar) -> Option<ProcessingTime> {
    let (received_on, due_on) = (crate::calendar::day_of(line.received_at), line.due_on?);
    let (mut day, mut working, mut all) = (received_on, 0_u16, 0_u16);
    while day < due_on && all < MAX_DAYS {
        day = day.tomorrow().ok()?;
        all += 1;
        working += u16::from(calendar.is_working_day(day));
    }
    let times = [(working, TimeUnit::WorkingDay), (working + 1, TimeUnit::WorkingDay), (all, TimeUnit::CalendarDay)];
    times.into_iter().map(|(value, unit)| ProcessingTime::of(value, unit)).find(|time| {
        let found = deadline::due(line.received_at, time, calendar, &[]);
        found.due_on == Some(due_on) && found.due_at == line.due_at
    })
}

fn events(line: Line, entry: &Entry<'_>, dossier: &Dossier, answers: Answers, because: Vec<Reason>) -> Vec<Event> {
    let state = dossier.state.name();
    let event = |version, action: &str, from, reason, payload| Event {
        version,
        action: action.to_owned(),
        at: entry.now,
        by: By {
            account: AccountId::from("system"),
            name: "Hệ thống".to_owned(),
            role: Role::System,
            on_behalf: false,
            identity: None,
            stands_in: None,
        },
        request: request(entry.source, entry.hash),
        from,
        to: state,
        under: None,
        desk: dossier.holder().0,
        reason,
        due: None,
        slip: None,
        // Nothing of ours was printed for it: forms say what the head says.
        stood: None,
        payload,
        four_eyes_off: false,
        link: None,
        opinions_withdrawn: Vec::new(),
    };
    let came = format!("Chuyển từ hệ thống {}, mã cũ {}.", entry.source, line.code);
    let steps = line.history.map(|history| format!("Quá trình ở hệ thống cũ: {history}"));
    let original: Vec<Value> = line.original.into_iter().map(|(heading, field)| json!([heading, field])).collect();
    let filing = Payload::Filing(Box::new(Filing { answers, papers: Vec::new(), competence: because }));
    let kept = Payload::Input { input: json!({ "source": entry.source, "original": original }) };
    vec![event(1, IMPORTED, None, Some(came), filing), event(2, ORIGINAL, Some(state), steps, kept)]
}

/// What the form would have asked and the line says.
fn answers(line: &Line) -> Answers {
    let mut answers = Answers::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            answers.insert(name.to_owned(), value.into());
        }
    };
    put("applicant_kind", Some(if line.organisation.is_some() { "organisation" } else { "citizen" }));
    put("requester_full_name", Some(&line.applicant));
    put("requester_id_number", line.id_number.as_deref());
    put("requester_phone", line.phone.as_deref());
    put("organisation_name", line.organisation.as_deref());
    put("subject", line.subject.as_deref());
    answers
}

/// The agency of the unit; of a procedure that an agency of the province decides, that one.
fn resolver(answers: &Answers, entry: &Entry<'_>, today: Date) -> Option<Resolver> {
    let nowhere = CentreId::from(PROVINCIAL_CENTRE);
    let facts = Facts::on(today).by(Channel::Counter);
    let by_rule = competence::resolve(entry.procedure, answers, &facts, &nowhere, today, entry.units);
    if let Some(fixed) = Resolver::of(&by_rule.outcome) {
        return Some(fixed);
    }
    let Place::Unit(unit) = &entry.place else { return None };
    let agency = agency_of(unit, entry, today)?;
    competence::agency_in(entry.procedure, &agency, today, entry.units).as_ref().and_then(Resolver::of)
}

/// The committee of a unit of today; its centre has the same id.
fn agency_of(unit: &UnitCode, entry: &Entry<'_>, today: Date) -> Option<AgencyId> {
    entry.units.unit(unit, today).map(Unit::agency_id)
}

fn because(line: &Line, entry: &Entry<'_>) -> Vec<Reason> {
    let Place::Unit(code) = &entry.place else { return Vec::new() };
    let unit = entry.units.unit(code, crate::calendar::day_of(entry.now));
    // Written by its name of today it has no other one.
    if unit.is_some_and(|unit| fold(&line.unit).contains(&fold(&unit.name))) {
        return Vec::new();
    }
    vec![Reason::OldName { name: line.unit.clone(), unit: code.clone() }]
}

/// Where it was received, by the map of today: that of the deciding agency where the line does not say.
fn centre(entry: &Entry<'_>, resolver: Option<&Resolver>, today: Date) -> CentreId {
    let named = entry.centre.as_ref().or(match &entry.place {
        Place::Unit(unit) => Some(unit),
        Place::Doubtful(units) => units.first(),
    });
    let named = named.and_then(|unit| agency_of(unit, entry, today)).map(|agency| CentreId(agency.0));
    let own = || resolver.map(|resolver| entry.units.centre_of(&resolver.agency, today));
    named.or_else(own).unwrap_or_else(|| CentreId::from(PROVINCIAL_CENTRE))
}

/// The result, which lies on paper where the old system left it.
fn issued(line: &Line, entry: &Entry<'_>, at: Timestamp) -> IssuedResult {
    IssuedResult {
        decision: DecisionKind::Grant,
        signature: Signature {
            signer: AccountId::from("system"),
            signer_name: "Hệ thống cũ".to_owned(),
            signer_title_vi: entry.source.to_owned(),
            office: OfficeId::from("CX-VP"),
            at,
            demonstration: true,
        },
        number: line.result_number.clone().unwrap_or_else(|| line.code.clone()),
        external_number: None,
        document: None,
        reason: None,
        legal_basis: None,
        issued_at: at,
    }
}
