//! What a reader is shown of a dossier: names for codes, the due date explained, nothing that is not theirs to see.

use crate::{
    Api,
    error::ApiResult,
    store::dossier::{Stored, WithHistory},
};
use domain::{
    account::{Account, Place, Role},
    calendar::{Calendar, day_of},
    deadline::{self, DueDate, Pause, PauseReason},
    dossier::{
        Actor, Dossier, State, StateName,
        event::{Event, FileCard, Payload, content},
        head::Clock,
        rights::{allowed, offered},
    },
    fee,
    form::{Answers, Facts},
    ids::{AgencyId, CentreId, DossierCode, FileId},
    message::{
        public::{AgencyName, MyDossierView},
        staff::{Colleague, DossierView, QueueRow},
        tracking::{TimelineStep, Tracked, TrackedResult},
    },
    procedure::{Procedure, ProcedureCodeAndName},
    text::Text,
    unit::UnitMap,
};
use jiff::civil::Date;
use std::borrow::Cow;

/// Path of the tracking page; code and secret stand in the fragment, which no server sees.
#[must_use]
pub fn track_path(code: &DossierCode, secret: &str) -> String {
    format!("/track#{code}/{secret}")
}

/// Whether an account may be named as the officer in charge of a dossier.
#[must_use]
pub fn is_case_officer(account: &Account, dossier: &Dossier) -> bool {
    let Some(resolver) = &dossier.resolver else { return false };
    account.posts.iter().any(|post| {
        post.role == Role::CaseOfficer
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
        api.reference.calendar(api).await?,
    );
    let content = content(&events);
    let on = day_of(now);
    let facts = Facts::on(day_of(dossier.submitted_at)).by(dossier.channel);
    let rules = offered(actor, &dossier, &procedure);
    let colleagues = if rules.iter().any(|rule| needs_assignee(rule.action)) {
        let accounts = api.reference.accounts(api).await?;
        accounts.values().filter(|account| is_case_officer(account, &dossier)).map(colleague).collect()
    } else {
        Vec::new()
    };
    let agencies =
        if dossier.state.name() == StateName::AwaitingCompetence { agencies_to_name(&units, on) } else { Vec::new() };
    let names = Names::of(&dossier, &units, on);
    let secret = api.keys.tracking_secret(&dossier.code, secret_version);
    let view = DossierView {
        procedure: named(&procedure),
        fees_due: fee::fees_due(&procedure, &content.answers, &facts),
        due: due_explained(&dossier, &procedure, || Cow::Borrowed(&content.answers), &calendar),
        content,
        history: events.into_iter().map(without_filing).collect(),
        allowed: rules.iter().map(|rule| rule.action).collect(),
        receiving_centre: names.receiving,
        resolving_agency: names.resolving,
        return_place: names.return_place,
        holder: names.holder,
        late: dossier.clock.is_late(now),
        colleagues,
        agencies,
        readers: readers.into_iter().map(|read| read.0).collect(),
        now,
        track_path: track_path(&dossier.code, &secret),
        dossier: {
            dossier.owner = None;
            dossier
        },
    };
    Ok(view)
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
    }
}

fn needs_assignee(action: domain::dossier::ActionName) -> bool {
    use domain::dossier::ActionName::{Reassign, Receive};
    matches!(action, Receive | Reassign)
}

fn colleague(account: &Account) -> Colleague {
    Colleague { account: account.id.clone(), name: account.name.clone(), title_vi: account.title_vi.clone() }
}

/// What the owner sees.
///
/// # Errors
/// The store's, for reference data.
pub async fn owner_view(api: &Api, actor: &Actor, found: WithHistory) -> ApiResult<MyDossierView> {
    let tracked = tracked(api, &found.stored.dossier, &found.events).await?;
    let WithHistory { stored, events, readers } = found;
    let content = content(&events);
    let allowed = allowed(actor, &stored.dossier).iter().map(|rule| rule.action).collect();
    Ok(MyDossierView {
        tracked,
        version: stored.dossier.version,
        secret: api.keys.tracking_secret(&stored.dossier.code, stored.secret_version),
        answers: content.answers,
        papers: content.papers,
        supplement: stored.dossier.state.supplement().cloned(),
        return_to: stored.dossier.return_to,
        allowed,
        readers: readers.into_iter().map(|read| read.0).collect(),
    })
}

/// What code and secret show: nothing personal.
///
/// # Errors
/// The store's, for reference data.
pub async fn tracked(api: &Api, dossier: &Dossier, events: &[Event]) -> ApiResult<Tracked> {
    let now = api.now();
    let on = day_of(now);
    let (procedure, units, calendar) = (
        api.reference.version(api, &dossier.procedure).await?,
        api.reference.units(api).await?,
        api.reference.calendar(api).await?,
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
        national_status: dossier.state.name().national_status(dossier.started),
        submitted_at: dossier.submitted_at,
        received_at: dossier.clock.started().map(|started| started.received_at),
        due: due_explained(dossier, &procedure, || Cow::Owned(content(events).answers), &calendar),
        late: dossier.clock.started().is_some() && dossier.clock.is_late(now),
        paused_since: match &dossier.clock {
            Clock::Paused { since, .. } => Some(*since),
            _ => None,
        },
        timeline: events
            .iter()
            .filter(|event| is_a_step(event))
            .map(|event| step(event, dossier, &units, on))
            .collect(),
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
        result: result.map(|result| TrackedResult {
            decision: result.decision,
            number: result.number.clone(),
            issued_at: result.issued_at,
            has_file: result.document.is_some(),
            demonstration_signature: result.signature.demonstration,
        }),
    })
}

/// Internal notes between officers are no steps for the citizen.
fn is_a_step(event: &Event) -> bool {
    event.from != Some(event.to) || event.action == "change_return_place" || event.action == "amend_intake"
}

fn step(event: &Event, dossier: &Dossier, units: &UnitMap, on: Date) -> TimelineStep {
    TimelineStep {
        at: event.at,
        action: event.action.clone(),
        to: event.to,
        holder: desk_name(&event.desk, dossier, units, on),
    }
}

/// The file that the citizen may have: the issued document, and only once it is issued.
#[must_use]
pub fn result_file<'a>(dossier: &Dossier, events: &'a [Event]) -> Option<&'a FileCard> {
    let wanted = dossier.state.result()?.document.as_ref()?;
    files_of(events).find(|file| file.id == *wanted)
}

/// A file of the dossier by its id.
#[must_use]
pub fn file_of<'a>(events: &'a [Event], id: &FileId) -> Option<&'a FileCard> {
    files_of(events).find(|file| file.id == *id)
}

/// A file that the citizen sent, by its id.
#[must_use]
pub fn own_file<'a>(events: &'a [Event], id: &FileId) -> Option<&'a FileCard> {
    events
        .iter()
        .filter(|event| !matches!(event.payload, Payload::Documents { .. }))
        .flat_map(event_files)
        .find(|file| file.id == *id)
}

fn files_of(events: &[Event]) -> impl Iterator<Item = &FileCard> {
    events.iter().flat_map(event_files)
}

fn event_files(event: &Event) -> impl Iterator<Item = &FileCard> {
    let papers = match &event.payload {
        Payload::Filing(filing) => filing.papers.as_slice(),
        Payload::Change { papers, .. } | Payload::Documents { papers, .. } => papers.as_slice(),
        Payload::None | Payload::Input { .. } => &[],
    };
    papers.iter().flat_map(|paper| &paper.files)
}

/// The form stands in `content` already.
fn without_filing(mut event: Event) -> Event {
    if matches!(event.payload, Payload::Filing(_)) {
        event.payload = Payload::None;
    }
    event
}

fn named(procedure: &Procedure) -> ProcedureCodeAndName {
    ProcedureCodeAndName {
        code: procedure.code.clone(),
        name: procedure.name.clone(),
        short_name_vi: procedure.short_name_vi.clone(),
    }
}

/// The due date of a started clock, explained; an open pause is part of the explanation. Only then the answers are
/// asked for.
fn due_explained<'a>(
    dossier: &Dossier,
    procedure: &Procedure,
    answers: impl FnOnce() -> Cow<'a, Answers>,
    calendar: &Calendar,
) -> Option<DueDate> {
    let started = dossier.clock.started()?;
    let facts = Facts::on(day_of(dossier.submitted_at)).by(dossier.channel);
    let mut pauses = started.pauses.clone();
    if let Clock::Paused { since, .. } = &dossier.clock {
        pauses.push(Pause { from: *since, to: None, reason: PauseReason::Supplement });
    }
    Some(deadline::due_for(procedure, &answers(), &facts, started.received_at, calendar, &pauses))
}

/// Committees and provincial agencies that a coordinator can name.
fn agencies_to_name(units: &UnitMap, on: Date) -> Vec<AgencyName> {
    let committees = units
        .summaries(on)
        .into_iter()
        .map(|unit| AgencyName { id: AgencyId(unit.code.0.clone()), name: unit.committee_name() });
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

/// A desk in words.
fn desk_name(desk: &str, dossier: &Dossier, units: &UnitMap, on: Date) -> Text {
    let named = if let Some(centre) = desk.strip_prefix("TT-") {
        units.centre_name(&CentreId::from(centre), on)
    } else if let Some((agency, office)) = desk.split_once('/') {
        if office == "VT" {
            units.agency_name(&agency.into(), on)
        } else {
            units.office_of_agency_name(&agency.into(), &office.into(), on)
        }
    } else {
        Some(Text {
            vi: "Bộ phận điều phối thẩm quyền, Trung tâm Phục vụ hành chính công tỉnh".to_owned(),
            en: "Coordination of competence, provincial service centre".to_owned(),
        })
    };
    named.unwrap_or_else(|| units.centre_name(&dossier.receiving_centre, on).unwrap_or_default())
}
