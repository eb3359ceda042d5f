//! Units closed for a time, and work given to another for a time: written by one person, approved by a second, then told
//! to each dossier step by step.

mod sweep;

pub use sweep::{carry, carry_due, preview};

use crate::{
    Api,
    error::{ApiError, ApiResult},
    store::dossier::Written,
};
use domain::{
    account::{Place, Post, Role},
    calendar::day_of,
    dossier::Actor,
    form::FieldError,
    message::closure::{ClosableOffice, ClosablePlace, ClosureView, Closures, EndClosure},
    unit::{
        UnitMap,
        closure::{Closure, Ending, Finding, NotNow, Record, Stage, Standing},
        plan::{Severity, Signed},
    },
};
use jiff::{SignedDuration, Timestamp};

/// Tries to write what others write at the same time.
const TRIES: u32 = 6;

/// After this, functions that run know of a decision; the list of dossiers is then drawn once more.
const KNOWN_AFTER: SignedDuration = SignedDuration::from_secs(crate::reference::FRESH + 10);

/// A closure by its id.
///
/// # Errors
/// 404 when there is none.
pub async fn closure(api: &Api, id: &str) -> ApiResult<Record> {
    let plausible = (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let found = if plausible { api.store.closure(id).await? } else { None };
    found.ok_or_else(ApiError::not_found)
}

/// Whether the person answers for the whole province.
fn is_province(posts: &[Post]) -> bool {
    posts.iter().any(|post| matches!(post.role, Role::Coordinator | Role::ProvinceManager))
}

/// Whether the person may have the next step taken.
#[must_use]
pub fn may_carry(posts: &[Post]) -> bool {
    is_province(posts)
}

fn approves(posts: &[Post]) -> bool {
    posts.iter().any(|post| post.role == Role::ProvinceManager)
}

/// Whether the closure is the person's to see: the province's, and of both places once it holds.
#[must_use]
pub fn may_see(posts: &[Post], record: &Record) -> bool {
    let concerned = |post: &Post| {
        let of = match &post.place {
            Place::Centre { centre } => centre.as_str(),
            Place::Agency { agency, .. } => agency.as_str(),
            Place::Province => return false,
        };
        of == record.closure.of.as_str() || of == record.closure.stand_in.as_str()
    };
    is_province(posts) || (record.stage == Stage::Approved && posts.iter().any(concerned))
}

/// Every closure that the person may see, the latest first.
///
/// # Errors
/// The store's.
pub async fn list(api: &Api, actor: &Actor) -> ApiResult<Closures> {
    let may_draft = is_province(&actor.posts);
    let mut records = api.store.closures().await?;
    records.retain(|record| may_see(&actor.posts, record));
    records.sort_by(|one, other| (other.closure.from, &one.closure.id).cmp(&(one.closure.from, &other.closure.id)));
    let mut closures = Vec::new();
    for record in records {
        closures.push(view(api, actor, record).await?);
    }
    let (places, offices) = if may_draft { places(api).await? } else { (Vec::new(), Vec::new()) };
    Ok(Closures { closures, may_draft, places, offices, now: api.now() })
}

async fn places(api: &Api) -> ApiResult<(Vec<ClosablePlace>, Vec<ClosableOffice>)> {
    let units = api.reference.units(api).await?;
    let communes = units.summaries(day_of(api.now())).into_iter();
    let communes = communes.map(|unit| ClosablePlace { id: unit.agency_id(), name: unit.full_name(), commune: true });
    let others = units.agencies.iter().filter(|agency| !agency.external);
    let others =
        others.map(|agency| ClosablePlace { id: agency.id.clone(), name: agency.name.clone(), commune: false });
    // What every kind of commune has; a signer's office is a person's, and its work that person's.
    let offices = units.offices.iter().filter(|office| !office.external && office.resolves_to.is_empty());
    let offices = offices.map(|office| ClosableOffice { id: office.id.clone(), name: office.name.clone() });
    Ok((communes.chain(others).collect(), offices.collect()))
}

/// A closure as the person may see it.
///
/// # Errors
/// The store's.
pub async fn view(api: &Api, actor: &Actor, record: Record) -> ApiResult<ClosureView> {
    let units = api.reference.units(api).await?;
    let draft = record.stage == Stage::Draft;
    let findings = if draft && is_province(&actor.posts) { lint(api, &record.closure).await? } else { Vec::new() };
    let holds = record.in_force().unwrap_or_else(|| record.closure.clone());
    Ok(ClosureView {
        of_name: units.closure_place(&holds),
        stand_in_name: units.stand_in_place(&holds),
        told: units.closure_told(&holds),
        may_approve: draft && approves(&actor.posts) && record.author.account != actor.account,
        may_end: !draft && record.ended.is_none() && approves(&actor.posts),
        carrying: record.sweep.is_due(api.now()),
        findings,
        record,
    })
}

async fn lint(api: &Api, closure: &Closure) -> ApiResult<Vec<Finding>> {
    let map = with_all(api).await?;
    let staff: Vec<_> = api.reference.accounts(api).await?.values().cloned().collect();
    Ok(closure.lint(Standing { map: &map, staff: &staff, today: day_of(api.now()) }))
}

/// The map with every closure that holds, read anew.
async fn with_all(api: &Api) -> ApiResult<UnitMap> {
    let mut map = (*api.reference.units(api).await?).clone();
    map.closures = api.store.closures().await?.iter().filter_map(Record::in_force).collect();
    Ok(map)
}

/// Keeps a closure as a draft. The same draft again, by the same author, takes its place until it is approved.
///
/// # Errors
/// 403 for others than the province, 422 by field for what stops it or an id that is taken, the store's.
pub async fn draft(api: &Api, actor: &Actor, closure: Closure) -> ApiResult<Record> {
    if !is_province(&actor.posts) {
        return Err(ApiError::not_permitted());
    }
    sound(api, &closure).await?;
    let mut record = Record::draft(closure, signature(actor, api.now()));
    if let Some(before) = api.store.closure(&record.closure.id).await? {
        if before.stage != Stage::Draft || before.author.account != record.author.account {
            return Err(ApiError::invalid(vec![FieldError::new("id", "taken")]));
        }
        record.version = before.version + 1;
    }
    match api.store.put_closure(&record).await? {
        Written::Done => Ok(record),
        Written::Conflict => Err(busy(&record.closure.id)),
    }
}

/// 422 by field where something stops the closure.
async fn sound(api: &Api, closure: &Closure) -> ApiResult<()> {
    let stops = lint(api, closure).await?.into_iter().filter(|finding| finding.severity == Severity::Stops);
    let errors: Vec<FieldError> = stops.map(|finding| FieldError::new(&finding.field, &finding.code)).collect();
    if errors.is_empty() { Ok(()) } else { Err(ApiError::invalid(errors)) }
}

/// A second person approves; it holds from then on, for the days that it says.
///
/// # Errors
/// 403 for others than a manager of the province, 404, 422 for the author, when something stops it by now, when it is no
/// draft, or another one than was read, the store's.
pub async fn approve(api: &Api, actor: &Actor, id: &str, read: u32) -> ApiResult<Record> {
    if !approves(&actor.posts) {
        return Err(ApiError::not_permitted());
    }
    let record = closure(api, id).await?;
    if record.stage == Stage::Draft {
        sound(api, &record.closure).await?;
    }
    let now = api.now();
    let record = change(api, id, |record| record.approve(signature(actor, now), read, known_at(now))).await?;
    api.reference.forget_units_and_accounts().await;
    Ok(record)
}

/// A second decision ends it earlier, says at last when it ends, or takes it back.
///
/// # Errors
/// 403 for others than a manager of the province, 404, 422, the store's.
pub async fn end(api: &Api, actor: &Actor, id: &str, second: EndClosure) -> ApiResult<Record> {
    if !approves(&actor.posts) {
        return Err(ApiError::not_permitted());
    }
    let now = api.now();
    let mut errors = Vec::new();
    for (field, line) in [("decision.number", &second.decision.number), ("decision.signer", &second.decision.signer)] {
        if line.trim().is_empty() {
            errors.push(FieldError::new(field, "required"));
        } else if line.chars().count() > 200 || line.chars().any(char::is_control) {
            errors.push(FieldError::new(field, "too_long"));
        }
    }
    if second.decision.on > day_of(now) {
        errors.push(FieldError::new("decision.on", "in_future"));
    }
    if !errors.is_empty() {
        return Err(ApiError::invalid(errors));
    }
    let ending = Ending { last: second.last, decision: second.decision, by: signature(actor, now) };
    let record = change(api, id, |record| record.end(ending.clone(), known_at(now))).await?;
    api.reference.forget_units_and_accounts().await;
    Ok(record)
}

fn known_at(now: Timestamp) -> Timestamp {
    now.checked_add(KNOWN_AFTER).unwrap_or(now)
}

/// Changes a closure's record; read anew when somebody was faster.
async fn change(api: &Api, id: &str, step: impl Fn(&mut Record) -> Result<(), NotNow>) -> ApiResult<Record> {
    for _ in 0..TRIES {
        let mut record = closure(api, id).await?;
        step(&mut record).map_err(not_now)?;
        if let Written::Done = api.store.put_closure(&record).await? {
            return Ok(record);
        }
    }
    Err(busy(id))
}

fn busy(what: &str) -> ApiError {
    crate::store::StoreError::Unavailable(format!("{what} is written by others all the time")).into()
}

fn signature(actor: &Actor, at: Timestamp) -> Signed {
    Signed { account: actor.account.clone(), name: actor.name.clone(), title_vi: actor.title_vi.clone(), at }
}

fn not_now(no: NotNow) -> ApiError {
    match no {
        NotNow::NotEarlier => ApiError::invalid(vec![FieldError::new("last", "not_earlier")]),
        NotNow::Stage => ApiError::refused("closure_stage"),
        NotNow::OwnDecision => ApiError::refused("closure_own"),
        NotNow::Changed => ApiError::refused("closure_changed"),
    }
}
