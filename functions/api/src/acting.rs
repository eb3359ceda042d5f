//! One action on one dossier, by staff or by its owner: load, guard by version, decide in the domain, write, answer.

use crate::{
    Api,
    error::{ApiError, ApiResult},
    files::{self, Shelf},
    filing::{self, card},
    json::Json,
    retry,
    store::{
        StoreError,
        dossier::{Beside, Stored, WithHistory, Written},
        sequence::BookNumbers,
    },
    views,
};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    account::Role,
    calendar::day_of,
    competence,
    dossier::{
        Actor, Dossier, Event, StateName,
        act::{Amended, Context, act, form_issued},
        action::{Action, ActionName, SupplementAnswer},
        automatic,
        correction::{self, NewLinked},
        event::{Content, FiledPaper, answered_on, content},
        head::{ApplicantCard, Resolver},
        rating,
        refusal::Refusal,
        rights::may_see,
        state::SupplementTarget,
    },
    form::Answers,
    ids::{AccountId, AgencyId, DossierCode, DossierId, FileId, RequestId},
    message::{problem::code, public::ActionRequest},
    procedure::{Channel, Procedure},
    slip::certification,
};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// Carries out an action and gives the dossier as it is then, with its history.
///
/// # Errors
/// 400 unknown action or body, 403, 404, 409, 412 (the caller adds the present state), 422, 428, 503.
pub async fn perform(
    api: &Api,
    actor: &Actor,
    code: &DossierCode,
    action: &str,
    if_match: Option<u32>,
    request: ActionRequest,
) -> ApiResult<WithHistory> {
    let name = ActionName::from_id(action).ok_or_else(ApiError::not_found)?;
    // It is stored with the event; the system's own are no UUIDs.
    if !(1..=64).contains(&request.request_id.as_str().len()) {
        return Err(ApiError::malformed("request_id is not a UUID"));
    }
    let said = retry::said(&request)?;
    let action = parse_action(name, request.input)?;
    let mut found = api
        .store
        .dossier_with_history(code)
        .await?
        .filter(|found| may_see(actor, &found.stored.dossier))
        .ok_or_else(ApiError::not_found)?;
    let given = if_match.ok_or_else(|| ApiError::new(StatusCode::PRECONDITION_REQUIRED, code::NO_IF_MATCH))?;
    let before = &found.stored.dossier;
    if before.version != given {
        // A retry whose event stands already gets that event's answer.
        let mine = found.events.iter().find(|event| {
            event.version == given.saturating_add(1)
                && retry::id_of(&event.request) == request.request_id
                && event.by.account == actor.account
                && event.action == name.as_str()
        });
        return match mine {
            Some(event) if retry::said_before(event, &said) => Ok(found),
            Some(_) => Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code::KEY_REUSED)),
            None => Err(stale()),
        };
    }
    let now = api.now();
    let today = day_of(now);
    let procedure = api.reference.version(api, &before.procedure).await?;
    let calendar = api.reference.calendar(api).await?;
    let content = content(&found.events);
    let papers = bring_papers(api, actor, request.draft.as_deref(), &found, &action).await?;
    let amended = amend(api, &found, &content, &action, &procedure).await?;
    named_people_exist(api, actor, before, &action).await?;
    let units = api.reference.units(api).await?;
    let slip_number = slip_number(api, before, &action, today).await?;
    let linked = linked(api, actor, before, &action, &request.request_id).await?;
    let context = Context {
        actor,
        procedure: &procedure,
        calendar: &calendar,
        units: &units,
        settings: api.reference.timers_of(api, before).await?,
        now,
        request: said.clone(),
        slip_number,
        content: &content,
        papers,
        amended,
        linked,
        acted_before: found.events.iter().any(|event| event.by.account == actor.account),
    };
    let opened = correction::open(before, &action, &content, &context);
    let rating = rating::anonymous(&action, before, now);
    for _ in 0..BOOK_TRIES {
        let book = book_numbers(api, before, &procedure, &action, &content).await?;
        let numbered = book.as_ref().map(|book| with_number(&action, book, today));
        let (after, event) = act(before.clone(), numbered.as_ref().unwrap_or(&action), context.clone())?;
        let (after, events) = follow(api, after, event, &procedure, &content).await?;
        let beside = Beside { opened: opened.as_ref(), rating: rating.as_ref(), book: book.as_ref() };
        if let Written::Done = api.store.advance_dossier(&found.stored, &after, &events, beside).await? {
            found.stored = Stored { dossier: after, ..found.stored };
            found.events.extend(events);
            return Ok(found);
        }
        // Somebody was faster, or this very request was, on another connection.
        match api.store.event(code, given.saturating_add(1)).await? {
            Some(event) if retry::said_before(&event, &said) && event.by.account == actor.account => {
                return api.store.dossier_with_history(code).await?.ok_or_else(ApiError::not_found);
            }
            // The dossier stands where it was: another one of the desk took the number meanwhile.
            None if book.is_some() => {}
            _ => return Err(stale()),
        }
    }
    Err(StoreError::Unavailable("a number of a book is in demand".to_owned()).into())
}

/// Tries for a number of a book: as many desks of one centre may publish at the same moment.
const BOOK_TRIES: u32 = 20;

/// What the system does in the same moment, written together with the step: see [`automatic::follows`].
async fn follow(
    api: &Api,
    mut after: Dossier,
    event: Event,
    procedure: &Procedure,
    content: &Content,
) -> ApiResult<(Dossier, Vec<Event>)> {
    let mut events = vec![event];
    while let Some(action) = automatic::follows(&after) {
        let (calendar, units) = (api.reference.calendar(api).await?, api.reference.units(api).await?);
        let context = Context {
            actor: &Actor::system(),
            procedure,
            calendar: &calendar,
            units: &units,
            settings: api.reference.timers_of(api, &after).await?,
            now: api.now(),
            request: RequestId(format!("{}/{}", action.name().as_str(), after.version)),
            slip_number: 0,
            content,
            papers: Vec::new(),
            amended: None,
            linked: None,
            acted_before: false,
        };
        let (next, event) = act(after, &action, context)?;
        after = next;
        events.push(event);
    }
    Ok((after, events))
}

/// What a linked correction is given: an id and a code of its own, by the rule of every code (R22).
async fn linked(
    api: &Api,
    actor: &Actor,
    dossier: &Dossier,
    action: &Action,
    request: &RequestId,
) -> ApiResult<Option<NewLinked>> {
    if action.name() != ActionName::CorrectResult {
        return Ok(None);
    }
    let Some(resolver) = corrector(api, actor, dossier).await? else { return Ok(None) };
    let (units, today) = (api.reference.units(api).await?, day_of(api.now()));
    let agency = units.agency_code(&resolver.agency, today).ok_or_else(|| ApiError::internal("no agency code"))?;
    Ok(Some(NewLinked {
        id: DossierId(Uuid::new_v4().to_string()),
        code: api.store.next_code(agency, today).await?,
        request: RequestId(format!("{request}/linked")),
    }))
}

/// What an action is answered with at either door: the dossier as it is then, or 412 with the dossier as somebody else
/// made it meanwhile. The doors differ in what they show and in whose dossier they look for `again`.
///
/// # Errors
/// The action's own; [`code::STALE`] gets the present state.
pub async fn answer<V: Serialize>(
    done: ApiResult<WithHistory>,
    again: impl Future<Output = ApiResult<WithHistory>>,
    view: impl AsyncFnOnce(WithHistory) -> ApiResult<V>,
) -> ApiResult<Response> {
    match done {
        Ok(found) => {
            let version = found.stored.dossier.version;
            Ok(versioned(version, view(found).await?))
        }
        Err(error) if error.0.code == code::STALE => {
            let now = view(again.await?).await?;
            Err(ApiError::stale(serde_json::to_value(now).map_err(ApiError::internal)?))
        }
        Err(error) => Err(error),
    }
}

/// A dossier's view with its version as `ETag`, which the next action sends back as `If-Match`.
#[must_use]
pub fn versioned<V: Serialize>(version: u32, view: V) -> Response {
    ([(header::ETAG, format!("\"{version}\""))], Json(view)).into_response()
}

fn stale() -> ApiError {
    ApiError::new(StatusCode::PRECONDITION_FAILED, code::STALE)
}

/// The version of an `If-Match: "<version>"` header.
#[must_use]
pub fn if_match(headers: &HeaderMap) -> Option<u32> {
    headers.get(header::IF_MATCH)?.to_str().ok()?.trim().trim_matches('"').parse().ok()
}

/// The action's own fields become a typed action.
fn parse_action(name: ActionName, mut input: Answers) -> ApiResult<Action> {
    input.insert("action".to_owned(), serde_json::Value::String(name.as_str().to_owned()));
    serde_json::from_value(serde_json::Value::Object(input)).map_err(|error| {
        // Only the name of a missing field is ours to repeat; everything else that serde says may quote a value.
        let text = error.to_string();
        if text.starts_with("missing field ") {
            ApiError::malformed(text)
        } else {
            ApiError::malformed("a field has another type or value than the action takes")
        }
    })
}

/// The number for the form that this action issues, if it issues one.
///
/// # Errors
/// The store's.
pub async fn slip_number(api: &Api, dossier: &Dossier, action: &Action, on: Date) -> ApiResult<u32> {
    match form_issued(dossier, action) {
        Some(form) => Ok(api.store.next_slip_number(dossier.receiving_centre.as_str(), form, on).await?),
        None => Ok(0),
    }
}

/// What is resolved on the spot gets the next numbers of the centre's certification register, one for each paper (Circular
/// 01/2020/TT-BTP, art. 4), unless one is given.
async fn book_numbers(
    api: &Api,
    dossier: &Dossier,
    procedure: &Procedure,
    action: &Action,
    content: &Content,
) -> ApiResult<Option<BookNumbers>> {
    let wanted = matches!(action, Action::Publish { number, .. } if number.trim().is_empty())
        && procedure.handling.on_the_spot
        && dossier.state.name() == StateName::Approved;
    if !wanted {
        return Ok(None);
    }
    let papers = certification::papers(&content.answers).len().max(1);
    let (centre, count) = (dossier.receiving_centre.as_str(), u32::try_from(papers).map_err(ApiError::internal)?);
    Ok(Some(api.store.next_certifications(centre, day_of(api.now()), count).await?))
}

fn with_number(action: &Action, book: &BookNumbers, on: Date) -> Action {
    let mut action = action.clone();
    if let Action::Publish { number, .. } = &mut action {
        *number = certification::numbers(book.first, book.count, on.year());
    }
    action
}

/// Checks out the files that an action brings. One that the dossier has already stays what it was, whatever its uploader
/// has made of the upload since.
async fn bring_papers(
    api: &Api,
    actor: &Actor,
    draft: Option<&str>,
    found: &WithHistory,
    action: &Action,
) -> ApiResult<Vec<FiledPaper>> {
    let mut wanted: Vec<(String, Option<u8>, FileId)> = Vec::new();
    match action {
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            for (at, item) in items.iter().enumerate() {
                if let SupplementTarget::Paper { id } = &item.target {
                    wanted
                        .extend(item.files.iter().map(|file| (format!("items[{at}].files"), Some(*id), file.clone())));
                }
            }
        }
        other => wanted.extend(other.document().map(|document| ("document".to_owned(), None, document.clone()))),
    }
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let code = &found.stored.dossier.code;
    // An action brings papers of the citizen or a document of the agency, never both.
    let shelf = if wanted.iter().all(|(_, paper, _)| paper.is_some()) { Shelf::Papers } else { Shelf::Results };
    let (mut cards, mut files) = (Vec::new(), Vec::new());
    for (field, _, file) in &wanted {
        match views::file_of(&found.events, file).filter(|(on, _)| *on == shelf) {
            Some((_, known)) => cards.push(known.clone()),
            None => files.push((field.clone(), file.clone())),
        }
    }
    cards.extend(files::check_out(api, actor.account.as_str(), draft.unwrap_or_default(), &files, code, shelf).await?);
    let mut papers: Vec<FiledPaper> = Vec::new();
    for (_, paper, file) in &wanted {
        let Some(card) = card(&cards, file) else { continue };
        match papers.iter_mut().find(|known| known.paper == *paper) {
            Some(known) => known.files.push(card),
            None => papers.push(FiledPaper { paper: *paper, files: vec![card], on_paper: false }),
        }
    }
    Ok(papers)
}

/// For `amend_intake`, and for a supplement that answers fields: the whole form after the change, parsed again, and who
/// is competent then.
async fn amend(
    api: &Api,
    found: &WithHistory,
    content: &Content,
    action: &Action,
    own: &Arc<Procedure>,
) -> ApiResult<Option<Amended>> {
    let dossier = &found.stored.dossier;
    // A dossier keeps the law it was filed under: facts are those of the filing. Places are those of today, and its own
    // answers mean what they meant when they were given.
    let facts = dossier.facts();
    let units = api.reference.units(api).await?;
    let today = day_of(api.now());
    let (procedure, changes) = match action {
        Action::AmendIntake { procedure: Some(code), answers, .. } if *code != dossier.procedure.code => {
            (api.reference.procedure(api, code, facts.submitted_on).await?, answers.clone())
        }
        Action::AmendIntake { answers, .. } => (own.clone(), answers.clone()),
        Action::AmendProcedure { procedure: code, answers, .. } => {
            (api.reference.procedure(api, code, facts.submitted_on).await?, answers.clone())
        }
        Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } => {
            let values: Answers = items.iter().filter_map(field_value).collect();
            if values.is_empty() {
                return Ok(None);
            }
            (own.clone(), values)
        }
        _ => return Ok(None),
    };
    let given = answered_on(&found.events).unwrap_or(facts.submitted_on);
    let known = competence::as_meant(&own.fields, &content.answers, given, today, &units);
    let mut merged = if procedure.code == dossier.procedure.code { known.clone() } else { Answers::new() };
    for (name, value) in changes {
        if value.is_null() {
            merged.remove(&name);
        } else {
            merged.insert(name, value);
        }
    }
    let submission = filing::parse(api, &procedure, &merged, &facts, &units).await?;
    let present = dossier.resolver.as_ref().map(|resolver| &resolver.agency);
    let competent = |procedure: &Procedure, answers: &Answers| {
        competence::resolve_later(procedure, answers, &facts, &dossier.receiving_centre, present, today, &units)
    };
    let decision = competent(&procedure, &submission.answers);
    // After acceptance the agency that has it goes on, so only a dossier that may still move is asked; and not one whose
    // centre has ended, which goes on to another one by itself.
    let may_move = !matches!(action, Action::SupplementReceived { .. });
    if may_move && units.is_centre(&dossier.receiving_centre, today) {
        competence::may_receive(
            &procedure,
            &dossier.receiving_centre,
            if dossier.channel == Channel::Online { Channel::Counter } else { dossier.channel },
            &decision,
        )
        .map_err(|refusal| ApiError::not_here(refusal.reason))?;
    }
    let owner = if dossier.channel == Channel::Online {
        dossier.owner.clone()
    } else {
        let number = submission.applicant.id_number.as_deref().or(submission.applicant.passport.as_deref());
        number.map(|number| api.keys.pseudonym(number))
    };
    Ok(Some(Amended {
        applicant: ApplicantCard::from(&submission.applicant),
        resolver: Resolver::of(&decision.outcome),
        resolver_before: Resolver::of(&competent(own, &known).outcome),
        competence: decision.because,
        answers: submission.answers,
        owner,
        procedure: (*procedure).clone(),
    }))
}

/// The new value of a field in an answer to a supplement.
fn field_value(item: &SupplementAnswer) -> Option<(String, serde_json::Value)> {
    match (&item.target, &item.value) {
        (SupplementTarget::Field { name }, Some(value)) if !value.is_null() => Some((name.clone(), value.clone())),
        _ => None,
    }
}

/// An assignee must be a case officer of the office, a next head a head of it, an agency must exist, a return place must
/// be a centre.
async fn named_people_exist(api: &Api, actor: &Actor, dossier: &Dossier, action: &Action) -> ApiResult<()> {
    let wrong = |field: &str| Err(Refusal::Input(vec![domain::form::FieldError::new(field, "not_in_list")]).into());
    let is = async |who: &AccountId, role: Role, resolver: Option<&Resolver>| -> ApiResult<bool> {
        let (accounts, units) = (api.reference.accounts(api).await?, api.reference.units(api).await?);
        let today = day_of(api.now());
        Ok(accounts
            .get(who)
            .map(|account| units.with_stand_ins(account, today))
            .is_some_and(|account| resolver.is_some_and(|resolver| views::works_at(&account, role, resolver))))
    };
    let fits = match action {
        Action::Receive { assignee, .. } | Action::Reassign { assignee, .. } => {
            is(assignee, Role::CaseOfficer, dossier.resolver.as_ref()).await?
        }
        Action::CorrectResult { assignee, .. } => {
            is(assignee, Role::CaseOfficer, corrector(api, actor, dossier).await?.as_ref()).await?
        }
        Action::EndorseOnward { assignee } => is(assignee, Role::UnitHead, dossier.resolver.as_ref()).await?,
        Action::AcceptHandover { assignee: Some(assignee), .. } => {
            let resolver = receiver(api, dossier).await?;
            is(assignee, Role::CaseOfficer, resolver.as_ref()).await?
        }
        Action::ChangeReturnPlace { return_to, .. } => {
            let units = api.reference.units(api).await?;
            return if units.is_centre(&return_to.centre, day_of(api.now())) {
                Ok(())
            } else {
                wrong("return_to.centre")
            };
        }
        Action::AskOpinion { opinions } | Action::AskSideOpinion { opinions } => {
            let units = api.reference.units(api).await?;
            let on = day_of(api.now());
            let answers = |agency: &AgencyId| units.answering(agency, on).contains(agency);
            let unknown = opinions.iter().position(|opinion| !answers(&opinion.agency));
            return unknown.map_or(Ok(()), |at| wrong(&format!("opinions[{at}].agency")));
        }
        _ => true,
    };
    if fits { Ok(()) } else { wrong("assignee") }
}

/// The agency and offices that correct a result if this person says so: see [`correction::corrector`].
///
/// # Errors
/// The store's, for reference data.
pub async fn corrector(api: &Api, actor: &Actor, dossier: &Dossier) -> ApiResult<Option<Resolver>> {
    let procedure = api.reference.version(api, &dossier.procedure).await?;
    let units = api.reference.units(api).await?;
    Ok(correction::corrector(dossier, actor, &procedure, &units, day_of(api.now())))
}

/// The agency and offices that a hand-over under way is named to.
///
/// # Errors
/// The store's, for reference data.
pub async fn receiver(api: &Api, dossier: &Dossier) -> ApiResult<Option<Resolver>> {
    let Some(handover) = dossier.state.handover() else { return Ok(None) };
    let procedure = api.reference.version(api, &dossier.procedure).await?;
    let units = api.reference.units(api).await?;
    let outcome = competence::agency_in(&procedure, &handover.agency, day_of(api.now()), &units);
    Ok(outcome.and_then(|outcome| Resolver::of(&outcome)))
}
