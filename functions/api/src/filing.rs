//! Filing, online and at the counter alike: parse, decide competence, check out the papers, give the code, write once.

use crate::{
    Api, acting,
    error::{ApiError, ApiResult},
    files::{self, Shelf},
    seal::sha256_hex,
    store::{dossier::Written, idempotency::Record},
    unique_names,
};
use axum::http::StatusCode;
use domain::{
    calendar::day_of,
    competence::{self, CompetenceDecision, Outcome},
    dossier::{
        Actor, Dossier, Event, Stood,
        act::{Context, act},
        action::{Action, ActionName},
        event::{FileCard, FiledPaper, Payload, content},
        head::{Resolver, ReturnTo},
        submit::{NewDossier, Way, submit},
    },
    form::{self, Answers, Facts, FieldError, Submission, context::taken_in},
    ids::{AgencyId, CentreId, DossierCode, DossierId, FileId, RequestId},
    message::{
        problem::code,
        public::{PaperInput, Receipt},
    },
    procedure::{Channel, Procedure, ProcedureRef, ReturnMethod},
    unit::UnitMap,
};
use jiff::{Timestamp, civil::Date};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// A filing as it came, from either portal.
pub struct NewFiling<'a> {
    pub actor: &'a Actor,
    pub procedure: &'a ProcedureRef,
    pub answers: &'a Answers,
    pub papers: &'a [PaperInput],
    pub return_to: &'a ReturnTo,
    /// How it comes in, with what only that way has.
    pub way: Way,
    /// A code that another system gave already; none: it is given here (R22).
    pub code: Option<&'a DossierCode>,
    /// The receiving centre; none: the competent unit's own.
    pub centre: Option<&'a CentreId>,
    /// Pseudonym of the citizen who files online; at the counter it follows from the form.
    pub owner: Option<String>,
    pub paper_count: u16,
    /// The draft's UUID.
    pub key: &'a str,
    /// The body as it came, for recognising a repeated key.
    pub body: &'a str,
    /// Further steps of the same request, each checked by itself.
    pub then: Vec<Action>,
}

/// Files a dossier and gives its receipt; the same key and body give the same receipt again.
///
/// # Errors
/// 404 for an unknown procedure, 422 for bad input, a key used before with another body or a way of filing that the
/// procedure does not allow, 503 when the store stays unavailable.
pub async fn file(api: &Api, new: NewFiling<'_>) -> ApiResult<Receipt> {
    if Uuid::parse_str(new.key).is_err() {
        return Err(ApiError::malformed("Idempotency-Key is not a UUID"));
    }
    let subject = new.actor.account.as_str();
    let body_hash = sha256_hex(new.body.as_bytes());
    if let Some(code) = api.store.filed_before(subject, new.key, &body_hash).await? {
        return receipt_again(api, &code).await;
    }
    let now = api.now();
    let today = day_of(now);
    let channel = new.way.channel();
    let procedure = current_version(api, new.procedure, today).await?;
    let units = api.reference.units(api).await?;
    let calendar = api.reference.calendar(api).await?;
    let facts = Facts::on(today).by(channel);

    let submission = parse(api, &procedure, new.answers, &facts, &units).await?;
    let mut errors = paper_errors(&procedure, &submission.answers, new.papers, &facts);
    errors.extend(return_errors(&procedure, new.return_to, &units, today));
    if !errors.is_empty() {
        return Err(ApiError::invalid(errors));
    }
    let (decision, centre) = route(&procedure, &submission.answers, new.centre, channel, &units, &facts)?;
    let resolver = Resolver::of(&decision.outcome);

    let code = match new.code {
        Some(given) => free(api, given).await?,
        None => own_code(api, resolver.as_ref(), &units, today).await?,
    };
    let papers = check_out_papers(api, subject, new.key, new.papers, &code).await?;
    let owner = new.owner.clone().or_else(|| {
        submission
            .applicant
            .id_number
            .as_deref()
            .or(submission.applicant.passport.as_deref())
            .map(|number| api.keys.pseudonym(number))
    });
    let (mut dossier, first) = submit(NewDossier {
        id: DossierId::from(new.key),
        way: new.way,
        code: code.clone(),
        procedure: &procedure,
        submission,
        papers,
        receiving_centre: centre,
        resolver,
        competence: decision.because,
        return_to: new.return_to.clone(),
        owner,
        paper_count: new.paper_count,
        actor: new.actor,
        request: RequestId::from(new.key),
        calendar: &calendar,
        now,
    })?;
    let mut events = vec![first];
    for action in &new.then {
        let slip_number = acting::slip_number(api, &dossier, action, today).await?;
        let content = content(&events);
        let context = Context {
            actor: new.actor,
            procedure: &procedure,
            calendar: &calendar,
            units: &units,
            settings: api.reference.timers_of(api, &dossier).await?,
            now,
            request: RequestId(format!("{}/{}", new.key, action.name().as_str())),
            slip_number,
            content: &content,
            papers: Vec::new(),
            amended: None,
            linked: None,
            acted_before: true,
        };
        let (next, event) = act(dossier, action, context)?;
        dossier = next;
        events.push(event);
    }
    let record = Record { subject: subject.to_owned(), key: new.key.to_owned(), body_hash, code, at: now };
    match api.store.create_dossier(&dossier, &events, &record).await? {
        Written::Done => receipt(api, &dossier, &events, 1).await,
        // Two requests with one key at once: the first one's dossier is the answer to both.
        Written::Conflict => match api.store.filed_before(subject, new.key, &record.body_hash).await? {
            Some(code) => receipt_again(api, &code).await,
            None => Err(ApiError::internal("a new code was taken")),
        },
    }
}

/// A code of our own, from the server's date and the agency proposed now, the province's where unresolved (R22, R23).
async fn own_code(api: &Api, resolver: Option<&Resolver>, units: &UnitMap, today: Date) -> ApiResult<DossierCode> {
    let agency_code = resolver
        .and_then(|resolver| units.agency_code(&resolver.agency, today))
        .or_else(|| units.agency_code(&AgencyId::from("QN-UBND"), today))
        .ok_or_else(|| ApiError::internal("no agency code"))?;
    Ok(api.store.next_code(agency_code, today).await?)
}

/// A given code, if it looks like one and is nobody else's.
async fn free(api: &Api, given: &DossierCode) -> ApiResult<DossierCode> {
    let fits = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || ".-".contains(letter);
    let wrong = |code| Err(ApiError::invalid(vec![FieldError::new("code", code)]));
    if !(8..=64).contains(&given.as_str().len()) || !given.as_str().chars().all(fits) {
        return wrong("pattern");
    }
    if api.store.dossier(given).await?.is_some() { wrong("taken") } else { Ok(given.clone()) }
}

/// The version that the draft was written for, if it is the one valid today; else the reader must look again, also
/// where the procedure has ended.
async fn current_version(api: &Api, wanted: &ProcedureRef, today: Date) -> ApiResult<Arc<Procedure>> {
    let version = api.reference.version(api, wanted).await;
    match api.reference.procedure(api, &wanted.code, today).await {
        Ok(current) if current.valid_from == wanted.valid_from => Ok(current),
        Err(error) if version.is_err() => Err(error),
        _ => Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code::PROCEDURE_CHANGED)),
    }
}

/// Parses the answers against the procedure, with the same code as the browser. Places are those of today.
///
/// # Errors
/// 422 by field.
pub async fn parse(
    api: &Api,
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    units: &UnitMap,
) -> ApiResult<Submission> {
    let lists = api.reference.lists(api).await?;
    let taken = unique_names::taken(api, procedure, answers).await?;
    let on = day_of(api.now());
    let knows_unit = |code: &str| units.unit(&code.into(), on).is_some();
    let knew_unit = |code: &str| units.former_unit(&code.into(), on).is_some();
    let in_list = |list: &str, value: &str| lists.values.get(list).is_some_and(|values| values.contains(value));
    let is_taken = taken_in(&taken);
    let context = form::Context::new(facts, &knows_unit, &in_list).with_today(on);
    let context = context.knowing_former(&knew_unit).knowing_taken(&is_taken);
    form::parse(procedure, answers, &context).map_err(ApiError::invalid)
}

/// Who is competent, where it is received, and whether that way of filing is allowed.
fn route(
    procedure: &Procedure,
    answers: &Answers,
    wanted: Option<&CentreId>,
    channel: Channel,
    units: &UnitMap,
    facts: &Facts,
) -> ApiResult<(CompetenceDecision, CentreId)> {
    let on = facts.submitted_on;
    let provincial = CentreId::from("QN-PVHCC");
    let first = wanted.unwrap_or(&provincial);
    if !units.is_centre(first, on) {
        return Err(ApiError::invalid(vec![FieldError::new("centre", "not_in_list")]));
    }
    // Online a dossier waits for whoever stands in; over the counter nobody is served where it is closed.
    if channel != Channel::Online && units.closed_centre(first, on).is_some() {
        return Err(ApiError::invalid(vec![FieldError::new("centre", "closed")]));
    }
    let decision = competence::resolve(procedure, answers, facts, first, on, units);
    let own = match &decision.outcome {
        Outcome::Resolved { agency, .. } => units.centre_of(agency, on),
        _ => provincial,
    };
    let centre = wanted.cloned().unwrap_or(own);
    competence::may_receive(procedure, &centre, channel, &decision)
        .map_err(|refusal| ApiError::not_here(refusal.reason))?;
    Ok((decision, centre))
}

/// Papers that the procedure does not know, or that are needed and missing. At the counter everything may be on paper;
/// what is missing altogether is the intake officer's to judge (form 02).
fn paper_errors(procedure: &Procedure, answers: &Answers, given: &[PaperInput], facts: &Facts) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for input in given {
        if !procedure.papers.iter().any(|paper| paper.id == input.paper) || !seen.insert(input.paper) {
            errors.push(FieldError::new(&format!("papers[{}]", input.paper), "not_in_list"));
        }
    }
    if facts.channel == Some(Channel::Online) {
        for paper in &procedure.papers {
            let here = given.iter().any(|input| input.paper == paper.id && !input.files.is_empty());
            if form::file_is_asked(paper, answers, facts) && !here {
                errors.push(FieldError::new(&format!("papers[{}]", paper.id), "required"));
            }
        }
    }
    errors
}

fn return_errors(procedure: &Procedure, return_to: &ReturnTo, units: &UnitMap, today: Date) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if !procedure.return_methods.contains(&return_to.method) {
        errors.push(FieldError::new("return_to.method", "not_in_list"));
    }
    if !units.is_centre(&return_to.centre, today) {
        errors.push(FieldError::new("return_to.centre", "not_in_list"));
    }
    let address = return_to.address.as_deref().unwrap_or_default().trim();
    if return_to.method == ReturnMethod::Post && address.is_empty() {
        errors.push(FieldError::new("return_to.address", "required"));
    }
    if address.chars().count() > 300 {
        errors.push(FieldError::new("return_to.address", "too_long"));
    }
    errors
}

/// Copies the files of each paper to the dossier's folder.
///
/// # Errors
/// As [`files::check_out`].
pub async fn check_out_papers(
    api: &Api,
    subject: &str,
    draft: &str,
    papers: &[PaperInput],
    code: &DossierCode,
) -> ApiResult<Vec<FiledPaper>> {
    let wanted: Vec<(String, FileId)> = papers
        .iter()
        .flat_map(|paper| paper.files.iter().map(|file| (format!("papers[{}]", paper.paper), file.clone())))
        .collect();
    let cards = files::check_out(api, subject, draft, &wanted, code, Shelf::Papers).await?;
    Ok(papers
        .iter()
        .map(|paper| FiledPaper {
            paper: Some(paper.paper),
            files: paper.files.iter().filter_map(|file| card(&cards, file)).collect(),
            on_paper: paper.on_paper,
        })
        .filter(|paper| paper.on_paper || !paper.files.is_empty())
        .collect())
}

/// The card of a file among those checked out.
#[must_use]
pub fn card(cards: &[FileCard], file: &FileId) -> Option<FileCard> {
    cards.iter().find(|card| card.id == *file).cloned()
}

async fn receipt_again(api: &Api, code: &DossierCode) -> ApiResult<Receipt> {
    let found =
        api.store.dossier_with_history(code).await?.ok_or_else(|| ApiError::internal("a filed dossier is gone"))?;
    receipt(api, &found.stored.dossier, &found.events, found.stored.secret_version).await
}

/// The receipt: what stood at the filing, however the dossier went on. Only the secret is today's, since no other opens
/// it.
async fn receipt(api: &Api, dossier: &Dossier, events: &[Event], secret_version: u32) -> ApiResult<Receipt> {
    let units = api.reference.units(api).await?;
    let Some(Event { payload: Payload::Filing(filing), stood, .. }) = events.first() else {
        return Err(ApiError::internal("a dossier does not begin with its filing"));
    };
    let submitted_at: Timestamp = dossier.submitted_at;
    let on = day_of(submitted_at);
    // Taken in by the same request, it counts by what the officer said then, and from the true receipt of a late entry.
    let accepted =
        events.get(1).filter(|event| event.action == ActionName::Accept.as_str() && event.at == submitted_at);
    let received_at = accepted.and_then(|event| event.stood.as_ref()?.received_at).unwrap_or(submitted_at);
    let officer_states = accepted.map(stated).unwrap_or_default();
    let facts = Facts { officer_states, ..Facts::on(on).by(dossier.channel) };
    let secret = api.keys.tracking_secret(&dossier.code, secret_version);
    // A filing from before this was kept: the head is the best that there is.
    let stood = stood.as_deref().cloned().unwrap_or_else(|| Stood::of(dossier, None));
    let procedure = api.reference.version(api, &stood.procedure).await?;
    let calendar = api.reference.calendar_version(api, stood.calendar).await?;
    // What the dossier's place leaves out today, where it is still to be accepted; else what was left out.
    let closed = match dossier.clock.started() {
        Some(started) => started.closed.clone(),
        None => units.days_missing(dossier, &[], day_of(api.now())),
    };
    let agency = stood.resolver.map(|resolver| resolver.agency);
    Ok(Receipt {
        track_path: domain::message::tracking::track_path(&dossier.code, &secret),
        code: dossier.code.clone(),
        secret,
        procedure: stood.procedure,
        procedure_name: procedure.name.clone(),
        applicant: stood.applicant,
        submitted_at,
        centre_name: units.centre_name(&stood.receiving_centre, on).unwrap_or_default(),
        centre: stood.receiving_centre,
        agency_name: agency.as_ref().and_then(|agency| units.agency_name(agency, on)),
        agency,
        because: competence::explain(&filing.competence, &|name| procedure.label_of(name), &units, on),
        notice: domain::deadline::intake_notice(submitted_at, dossier.channel, &calendar),
        due_if_accepted_now: Some(domain::deadline::due_leaving_out(
            &procedure,
            &filing.answers,
            &facts,
            received_at,
            &calendar,
            closed,
        )),
        return_to: stood.return_to,
    })
}

/// What an officer answered to the procedure's questions at the acceptance.
fn stated(accepted: &Event) -> BTreeMap<String, bool> {
    let said = match &accepted.payload {
        Payload::Input { input } | Payload::Documents { input, .. } => input.get("officer_states").cloned(),
        _ => None,
    };
    said.and_then(|said| serde_json::from_value(said).ok()).unwrap_or_default()
}
