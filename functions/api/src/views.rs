//! What a reader is shown of a dossier: names for codes, the due date explained, nothing that is not theirs to see.

use crate::{
    Api, acting,
    error::ApiResult,
    files::Shelf,
    retry, sight,
    store::dossier::{Stored, WithHistory},
};
use domain::{
    account::{Account, Place, Role},
    calendar::{Calendar, day_of},
    competence::{self, CoordinationReason, Outcome},
    deadline::{
        self, DueDate,
        used::{self, Holder},
    },
    dossier::{
        ActionName, Actor, Dossier, State, StateName,
        event::{Content, Event, EventStep, FileCard, Payload, answered_on, content, reasoned_on},
        head::{COORDINATION_DESK, Clock, Resolver, StartedClock},
        rights::{self, offered},
        table::rule_of,
    },
    fee,
    ids::{AgencyId, FileId},
    legacy::ORIGINAL,
    message::{
        public::{AgencyName, MyDossierView},
        staff::{Colleague, DossierView, QueueRow, TimeUsed},
        tracking::{TimelineStep, Tracked, TrackedResult, track_path},
    },
    procedure::{Procedure, ProcedureCodeAndName},
    text::Text,
    unit::{Unit, UnitMap},
};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeSet;

/// Whether an account has a post in this role at the office that resolves: who may be named as the officer in charge, or
/// as the next head.
#[must_use]
pub fn works_at(account: &Account, role: Role, resolver: &Resolver) -> bool {
    account.posts.iter().any(|post| {
        post.role == role
            && matches!(&post.place, Place::Agency { agency, office }
                if *agency == resolver.agency && office.as_ref().is_none_or(|office| *office == resolver.office))
    })
}

/// Everything a member of staff sees.
///
/// # Errors
/// The store's, for reference data.
pub async fn staff_view(api: &Api, actor: &Actor, found: WithHistory) -> ApiResult<DossierView> {
    let WithHistory { stored: Stored { mut dossier, secret_version, .. }, events, readers } = found;
    let now = api.now();
    let (procedure, units, calendar) = (
        api.reference.version(api, &dossier.procedure).await?,
        api.reference.units(api).await?,
        api.reference.calendar_of(api, &dossier.clock).await?,
    );
    let near_until = deadline::near_until(now, &*api.reference.calendar(api).await?);
    let content = content(&events);
    let on = day_of(now);
    let facts = dossier.facts();
    let rules = offered(actor, &dossier, &procedure, &events);
    let offers = |wanted: &[ActionName]| rules.iter().any(|rule| wanted.contains(&rule.action));
    let colleagues = if offers(&NEEDS_ASSIGNEE) {
        let resolver = if offers(&[ActionName::CorrectResult]) {
            acting::corrector(api, actor, &dossier).await?
        } else {
            let receiver = acting::receiver(api, &dossier).await?;
            receiver.filter(|_| offers(&[ActionName::AcceptHandover])).or_else(|| dossier.resolver.clone())
        };
        people(api, Role::CaseOfficer, resolver.as_ref()).await?
    } else {
        Vec::new()
    };
    let heads = if offers(&[ActionName::EndorseOnward]) {
        people(api, Role::UnitHead, dossier.resolver.as_ref()).await?
    } else {
        Vec::new()
    };
    let agencies = if offers(&NEEDS_AGENCY) { agencies_to_name(&units, on) } else { Vec::new() };
    let names = Names::of(&dossier, &units, on);
    let secret = api.keys.tracking_secret(&dossier.code, secret_version);
    // With the map of the day on which it was decided; what came from an old system was received under another map.
    let decided_on = reasoned_on(&events).unwrap_or(on);
    let because = competence::explain(&content.competence, &|name| procedure.label_of(name), &units, decided_on);
    let time_used = time_used(&dossier, &events, now, &calendar, &units);
    let given = answered_on(&events).unwrap_or_else(|| day_of(dossier.submitted_at));
    let proposals = proposals(&dossier, &procedure, (&content, given), &units, on);
    let view = DossierView {
        procedure: named(&procedure),
        fees_due: fee::fees_due(&procedure, &content.answers, &facts),
        due: due_explained(&dossier, &calendar).or_else(|| notice_explained(&dossier, &events, &calendar)),
        content,
        time_used,
        history: events.into_iter().map(without_filing).collect(),
        allowed: rules.iter().map(|rule| rule.action).collect(),
        receiving_centre: names.receiving,
        resolving_agency: names.resolving,
        return_place: names.return_place,
        holder: names.holder,
        closed: units.closed_for(&dossier, on).map(|closure| units.closure_told(closure)),
        late: dossier.clock.is_late(now),
        colleagues,
        heads,
        agencies,
        named_agencies: named_agencies(&dossier, &units, on),
        sight: rights::sight(actor, &dossier).unwrap_or_default(),
        readers: readers.into_iter().map(|read| read.0).collect(),
        because,
        proposals,
        now,
        near_until,
        track_path: track_path(&dossier.code, &secret),
        dossier: {
            dossier.owner = None;
            dossier
        },
    };
    Ok(sight::limited(actor, view))
}

/// In whose hands the time went, so that nobody is called late for others' delay.
fn time_used(
    dossier: &Dossier,
    events: &[Event],
    now: Timestamp,
    calendar: &Calendar,
    units: &UnitMap,
) -> Vec<TimeUsed> {
    let stays = used::stays(events, &dossier.opinions, now, calendar);
    let due = dossier.clock.started().and_then(StartedClock::index_due_at);
    let late = due.map(|due| used::delays(&stays, due, dossier.paper_count > 0, calendar)).unwrap_or_default();
    let on = day_of(now);
    let named = |holder: &Holder| match holder {
        Holder::Citizen => Text { vi: "Người nộp hồ sơ".to_owned(), en: "The applicant".to_owned() },
        Holder::Centre { centre } => units.centre_name(centre, on).unwrap_or_default(),
        Holder::Agency { agency } => units.agency_name(agency, on).unwrap_or_default(),
        Holder::Consulted { agency } => {
            let Text { vi, en } = units.agency_name(agency, on).unwrap_or_default();
            Text { vi: format!("{vi} (cho ý kiến trễ)"), en: format!("{en} (late with its opinion)") }
        }
        Holder::Coordination => units.desk_name(COORDINATION_DESK, on).unwrap_or_default(),
    };
    let row = |share: used::Share| {
        let late = late.iter().find(|late| late.holder == share.holder).map_or(0, |late| late.seconds);
        TimeUsed { holder: named(&share.holder), seconds: share.seconds, late_seconds: late }
    };
    used::used(&stays).into_iter().map(row).collect()
}

/// Agencies that can be competent for a dossier without one: by the rule with the map of today, which may know more than
/// that of the day of filing, and the parts of an old unit that was split.
fn proposals(
    dossier: &Dossier,
    procedure: &Procedure,
    (content, given): (&Content, Date),
    units: &UnitMap,
    on: Date,
) -> Vec<AgencyName> {
    if dossier.state.lowest().name() != StateName::AwaitingCompetence {
        return Vec::new();
    }
    let facts = dossier.facts();
    let answers = competence::as_meant(&procedure.fields, &content.answers, given, on, units);
    let decision = competence::resolve_later(procedure, &answers, &facts, &dossier.receiving_centre, None, on, units);
    let ids: Vec<AgencyId> = match decision.outcome {
        Outcome::Resolved { agency, .. } => vec![agency],
        Outcome::Coordination { reason: CoordinationReason::SplitUnit { candidates, .. } } => {
            candidates.iter().filter_map(|code| units.unit(code, on)).map(Unit::agency_id).collect()
        }
        Outcome::Coordination { .. } | Outcome::OutsideProvince { .. } => Vec::new(),
    };
    ids.into_iter().filter_map(|id| Some(AgencyName { name: units.agency_name(&id, on)?, id })).collect()
}

/// The agencies that the dossier's opinions and hand-over name.
fn named_agencies(dossier: &Dossier, units: &UnitMap, on: Date) -> Vec<AgencyName> {
    let asked = dossier.opinions.iter().map(|opinion| &opinion.agency);
    let receiver = dossier.state.handover().map(|handover| &handover.agency);
    let ids: BTreeSet<&AgencyId> = asked.chain(receiver).collect();
    let named = |id: &AgencyId| Some(AgencyName { id: id.clone(), name: units.agency_name(id, on)? });
    ids.into_iter().filter_map(named).collect()
}

/// A dossier as a row of a list.
#[must_use]
pub fn queue_row(dossier: &Dossier) -> QueueRow {
    QueueRow {
        code: dossier.code.clone(),
        procedure: dossier.procedure.code.clone(),
        applicant: dossier.applicant.name.clone(),
        state: dossier.state.name(),
        due_at: dossier.clock.sort_due(),
        assignee: dossier.state.assignee().cloned(),
        running: matches!(dossier.clock, Clock::Running { .. } | Clock::Intake { .. }),
        alarms: domain::dossier::timers::alarms(dossier).map(|(moment, _)| moment).collect(),
        since: None,
        owed: dossier.owed,
    }
}

/// Actions that name the officer in charge.
const NEEDS_ASSIGNEE: [ActionName; 4] =
    [ActionName::Receive, ActionName::Reassign, ActionName::AcceptHandover, ActionName::CorrectResult];

/// Actions of the province that name an agency. An officer who asks for an opinion gets the list on demand, since it is
/// longer than the rest of the view.
const NEEDS_AGENCY: [ActionName; 4] =
    [ActionName::DecideCompetence, ActionName::Reroute, ActionName::StartHandover, ActionName::RedirectHandover];

/// Who has this role at the office that resolves.
async fn people(api: &Api, role: Role, resolver: Option<&Resolver>) -> ApiResult<Vec<Colleague>> {
    let Some(resolver) = resolver else { return Ok(Vec::new()) };
    let (accounts, units) = (api.reference.accounts(api).await?, api.reference.units(api).await?);
    let on = day_of(api.now());
    let works = |account: &&Account| works_at(&units.with_stand_ins(account, on), role, resolver);
    Ok(accounts.values().filter(works).map(colleague).collect())
}

fn colleague(account: &Account) -> Colleague {
    Colleague { account: account.id.clone(), name: account.name.clone(), title_vi: account.title_vi.clone() }
}

/// What the owner sees.
///
/// # Errors
/// The store's, for reference data.
pub async fn owner_view(api: &Api, actor: &Actor, found: WithHistory) -> ApiResult<MyDossierView> {
    let WithHistory { stored, events, readers } = found;
    let mut tracked = tracked(api, &stored.dossier, events.iter().map(EventStep::from).collect()).await?;
    let content = content(&events);
    let procedure = api.reference.version(api, &stored.dossier.procedure).await?;
    let allowed = offered(actor, &stored.dossier, &procedure, &events).iter().map(|rule| rule.action).collect();
    for (line, event) in
        tracked.timeline.iter_mut().zip(events.iter().filter(|event| is_a_step(&EventStep::from(*event))))
    {
        line.reason = event.reason.clone().filter(|_| is_written_to_citizen(event));
    }
    Ok(MyDossierView {
        tracked,
        version: stored.dossier.version,
        secret: api.keys.tracking_secret(&stored.dossier.code, stored.secret_version),
        answers: content.answers,
        papers: content.papers,
        supplement: stored.dossier.state.supplement().cloned(),
        obligation: stored.dossier.state.obligation().cloned(),
        return_to: stored.dossier.return_to,
        slips: stored.dossier.slips,
        allowed,
        readers: readers.into_iter().map(|read| read.0).collect(),
    })
}

/// What code and secret show: nothing personal.
///
/// # Errors
/// The store's, for reference data.
pub async fn tracked(api: &Api, dossier: &Dossier, events: Vec<EventStep>) -> ApiResult<Tracked> {
    let now = api.now();
    let on = day_of(now);
    let (procedure, units, calendar) = (
        api.reference.version(api, &dossier.procedure).await?,
        api.reference.units(api).await?,
        api.reference.calendar_of(api, &dossier.clock).await?,
    );
    let names = Names::of(dossier, &units, on);
    let result = dossier.state.result();
    let (reason, legal_basis, guidance) = match &dossier.state {
        State::Refused { reason, legal_basis, guidance } => {
            (Some(reason.clone()), Some(legal_basis.clone()), Some(guidance.clone()))
        }
        State::IntakeSupplement { request } | State::SupplementRequested { request, .. } => {
            (Some(request.reason.clone()), None, None)
        }
        State::Withdrawn { closing } | State::Stopped { closing } => {
            (closing.reason.clone(), closing.legal_basis.clone(), None)
        }
        _ => (
            result.and_then(|result| result.reason.clone()),
            result.and_then(|result| result.legal_basis.clone()),
            None,
        ),
    };
    let supplement = dossier.state.supplement();
    Ok(Tracked {
        code: dossier.code.clone(),
        procedure: named(&procedure),
        state: dossier.state.name(),
        national_status: dossier.national_status(),
        plain: api.reference.plain_words(api, dossier.state.name()).await?,
        submitted_at: dossier.submitted_at,
        received_at: dossier.clock.started().map(|started| started.received_at),
        due: due_explained(dossier, &calendar),
        late: dossier.clock.started().is_some() && dossier.clock.is_late(now),
        paused_since: match &dossier.clock {
            Clock::Paused { since, .. } => Some(*since),
            _ => None,
        },
        timeline: events.into_iter().filter(is_a_step).map(|event| step(event, dossier, &units, on)).collect(),
        holder: names.holder,
        receiving_centre: names.receiving,
        resolving_agency: names.resolving,
        return_place: names.return_place,
        return_method: dossier.return_to.method,
        supplement_due_on: supplement.map(|request| request.due_on),
        supplement_items: supplement
            .into_iter()
            .flat_map(|request| &request.items)
            .map(|item| item.missing.clone())
            .collect(),
        reason,
        legal_basis,
        guidance,
        closed: units.closed_for(dossier, on).map(|closure| units.closure_told(closure)),
        result: result.map(|result| TrackedResult {
            decision: result.decision,
            number: result.number.clone(),
            issued_at: result.issued_at,
            has_file: result.document.is_some(),
            demonstration_signature: result.signature.demonstration,
        }),
    })
}

/// Internal notes between officers are no steps for the citizen: what the citizen is told is one, and what moves the
/// dossier.
fn is_a_step(event: &EventStep) -> bool {
    event.from != Some(event.to) || rule_of(event.from, &event.action).is_some_and(|rule| rule.tells_citizen)
}

/// I6: what an officer wrote where the citizen is told of it; notes between officers are not for the citizen.
fn is_written_to_citizen(event: &Event) -> bool {
    event.by.role != Role::Citizen && rule_of(event.from, &event.action).is_some_and(|rule| rule.tells_citizen)
}

fn step(event: EventStep, dossier: &Dossier, units: &UnitMap, on: Date) -> TimelineStep {
    TimelineStep {
        at: event.at,
        to: event.to,
        holder: desk_name(&event.desk, dossier, units, on),
        action: event.action,
        reason: None,
    }
}

/// The file that the citizen may have: the issued document, and only once it is issued.
#[must_use]
pub fn result_file<'a>(dossier: &Dossier, events: &'a [Event]) -> Option<(Shelf, &'a FileCard)> {
    file_of(events, dossier.state.result()?.document.as_ref()?)
}

/// A file of the dossier by its id.
#[must_use]
pub fn file_of<'a>(events: &'a [Event], id: &FileId) -> Option<(Shelf, &'a FileCard)> {
    events.iter().flat_map(event_files).find(|(_, file)| file.id == *id)
}

/// A file that the citizen sent, by its id.
#[must_use]
pub fn own_file<'a>(events: &'a [Event], id: &FileId) -> Option<(Shelf, &'a FileCard)> {
    file_of(events, id).filter(|(shelf, _)| *shelf == Shelf::Papers)
}

fn event_files(event: &Event) -> impl Iterator<Item = (Shelf, &FileCard)> {
    let (shelf, papers) = match &event.payload {
        Payload::Filing(filing) => (Shelf::Papers, filing.papers.as_slice()),
        Payload::Change { papers, .. } => (Shelf::Papers, papers.as_slice()),
        Payload::Documents { papers, .. } => (Shelf::Results, papers.as_slice()),
        Payload::None | Payload::Input { .. } => (Shelf::Papers, [].as_slice()),
    };
    papers.iter().flat_map(|paper| &paper.files).map(move |file| (shelf, file))
}

/// The form stands in `content` already, what forms repeat is for forms, and a line of an old system is fetched by itself.
fn without_filing(mut event: Event) -> Event {
    event.stood = None;
    event.request = retry::id_of(&event.request);
    if matches!(event.payload, Payload::Filing(_)) || event.action == ORIGINAL {
        event.payload = Payload::None;
    }
    event
}

fn named(procedure: &Procedure) -> ProcedureCodeAndName {
    ProcedureCodeAndName {
        code: procedure.code.clone(),
        valid_from: procedure.valid_from,
        name: procedure.name.clone(),
        short_name_vi: procedure.short_name_vi.clone(),
    }
}

/// The due date of a started clock, explained; an open pause is part of the explanation.
fn due_explained(dossier: &Dossier, calendar: &Calendar) -> Option<DueDate> {
    Some(deadline::explained(dossier.clock.started()?, dossier.clock.open_pause(), calendar))
}

/// The notice at intake, explained; None once the dossier is accepted, and while nothing is due.
fn notice_explained(dossier: &Dossier, events: &[Event], calendar: &Calendar) -> Option<DueDate> {
    let Clock::Intake { notice_due_at } = dossier.clock else { return None };
    // It counts from the filing, and anew from each supplement.
    let filed = events.iter().rev().find(|event| event.to == StateName::Submitted && event.from != Some(event.to))?;
    let notice = deadline::intake_notice(filed.at, dossier.channel, calendar);
    // Another calendar may have been in force then; a date that is not the dossier's own explains nothing.
    (notice.due_at == Some(notice_due_at)).then_some(notice)
}

/// Committees and provincial agencies that a coordinator can name.
fn agencies_to_name(units: &UnitMap, on: Date) -> Vec<AgencyName> {
    let committees =
        units.summaries(on).into_iter().map(|unit| AgencyName { id: unit.agency_id(), name: unit.committee_name() });
    let agencies = units.agencies.iter().map(|agency| AgencyName { id: agency.id.clone(), name: agency.name.clone() });
    committees.chain(agencies).collect()
}

struct Names {
    receiving: Text,
    resolving: Option<Text>,
    return_place: Text,
    holder: Text,
}

impl Names {
    fn of(dossier: &Dossier, units: &UnitMap, on: Date) -> Self {
        Self {
            receiving: units.centre_name(&dossier.receiving_centre, on).unwrap_or_default(),
            resolving: dossier
                .resolver
                .as_ref()
                .and_then(|resolver| units.office_of_agency_name(&resolver.agency, &resolver.office, on)),
            return_place: units.centre_name(&dossier.return_to.centre, on).unwrap_or_default(),
            holder: desk_name(dossier.desk().as_str(), dossier, units, on),
        }
    }
}

/// A desk in words; that of a place which is no more is the centre that received the dossier.
fn desk_name(desk: &str, dossier: &Dossier, units: &UnitMap, on: Date) -> Text {
    let named = units.desk_name(desk, on);
    named.unwrap_or_else(|| units.centre_name(&dossier.receiving_centre, on).unwrap_or_default())
}
