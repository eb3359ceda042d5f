//! Telling the dossiers of a closed place: each gets one event by the system, with the decision as its reason and, where
//! the decision says so, the moved due date (I5). A step takes a few dossiers and may break off anywhere: the next goes on.

use super::{TRIES, busy, change, closure};
use crate::{
    Api,
    error::ApiResult,
    store::dossier::{Beside, Written},
};
use domain::{
    account::{Place, Role},
    deadline,
    dossier::{
        Action, Actor, Dossier, Refusal, StateName,
        act::{Context, act},
        event::content,
        head::{Clock, centre_desk, office_desk, registry_desk},
    },
    ids::{CentreId, DeskId, DossierCode, OfficeId, RequestId},
    message::closure::{ClosurePreview, DueMove},
    unit::{
        UnitMap,
        closure::{Closure, Part, Record},
    },
};
use std::{collections::BTreeSet, sync::Arc};

/// Dossiers of one step: it stays well within the time of a request.
const STEP: usize = 25;

/// Moves that a preview lists one by one.
const LISTED: usize = 50;

/// What was done with one dossier.
enum Outcome {
    /// It is not the place's work any more.
    Nothing,
    /// In this run, or by another one before or beside it.
    Told,
    /// The same, and its due date is another one.
    Moved,
}

/// What the closure would do today. Writes nothing.
///
/// # Errors
/// The store's.
pub async fn preview(api: &Api, record: &Record) -> ApiResult<ClosurePreview> {
    let map = api.reference.units(api).await?;
    let holds = record.in_force().unwrap_or_else(|| record.closure.clone());
    let codes: Vec<DossierCode> = found(api, &holds, &map).await?.into_iter().collect();
    let (mut dossiers, mut moves) = (0, Vec::new());
    for head in api.store.heads(&codes).await? {
        let dossier = head.dossier;
        if !holds.touches(&dossier) {
            continue;
        }
        dossiers += 1;
        moves.extend(moved(api, &holds, &map, &dossier).await?);
    }
    moves.sort_by(|one, other| (one.from, &one.code).cmp(&(other.from, &other.code)));
    let all = moves.len() as u64;
    moves.truncate(LISTED);
    Ok(ClosurePreview { dossiers, moved: all, first_moves: moves })
}

async fn moved(api: &Api, closure: &Closure, map: &UnitMap, dossier: &Dossier) -> ApiResult<Option<DueMove>> {
    let Clock::Running { started } = &dossier.clock else { return Ok(None) };
    let calendar = api.reference.calendar_of(api, &dossier.clock).await?;
    let mut wanted = started.clone();
    wanted.closed.retain(|days| days.closure != closure.id);
    wanted.closed.extend(closure.days_for(dossier, map));
    let (from, to) = (started.due_at, deadline::recount(wanted, &calendar).due_at);
    Ok((from != to).then(|| DueMove { code: dossier.code.clone(), from, to }))
}

/// Every open dossier at a desk of the place, and those that it decides and whose time runs elsewhere.
async fn found(api: &Api, closure: &Closure, map: &UnitMap) -> ApiResult<BTreeSet<DossierCode>> {
    let mut codes = BTreeSet::new();
    let open = StateName::ALL.into_iter().filter(|state| !state.is_final() && *state != StateName::Draft);
    let open: Vec<StateName> = open.collect();
    for desk in desks(api, closure, map).await? {
        for state in &open {
            let mut cursor = None;
            loop {
                let page = api.store.queue(&desk, *state, cursor.as_deref()).await?;
                codes.extend(page.rows.into_iter().map(|row| row.code));
                cursor = page.cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
    }
    if closure.part != Part::Centre {
        codes.extend(api.store.running_for(&closure.of).await?);
    }
    Ok(codes)
}

/// The desks of the place.
async fn desks(api: &Api, closure: &Closure, map: &UnitMap) -> ApiResult<Vec<DeskId>> {
    let of = &closure.of;
    let mut desks = vec![centre_desk(&CentreId(of.0.clone())), registry_desk(of)];
    let mut offices: BTreeSet<OfficeId> = map.offices.iter().map(|office| office.id.clone()).collect();
    offices.insert(OfficeId(of.0.clone()));
    for account in api.reference.accounts(api).await?.values() {
        offices.extend(account.posts.iter().filter_map(|post| match &post.place {
            Place::Agency { agency, office: Some(office) } if agency == of => Some(office.clone()),
            _ => None,
        }));
    }
    desks.extend(offices.iter().map(|office| office_desk(of, office)));
    desks.retain(|desk| closure.has_desk(desk.as_str()));
    Ok(desks)
}

/// One step of every closure that has something to do; for the scheduled run. Tells how many dossiers were told.
///
/// # Errors
/// The store's.
pub async fn carry_due(api: &Api) -> ApiResult<u32> {
    let mut told = 0;
    for record in api.store.closures().await? {
        if record.sweep.is_due(api.now()) {
            let after = carry(api, &record.closure.id).await?;
            told += after.sweep.informed.saturating_sub(record.sweep.informed);
        }
    }
    Ok(told)
}

/// Takes the next step of a closure: draws the list of dossiers, or deals with the next few of it. Nothing is left to do
/// when [`Sweep::is_due`](domain::unit::closure::Sweep::is_due) says so.
///
/// # Errors
/// 404, the store's.
pub async fn carry(api: &Api, id: &str) -> ApiResult<Record> {
    let record = closure(api, id).await?;
    let Some(holds) = record.in_force().filter(|_| record.sweep.is_due(api.now())) else { return Ok(record) };
    let map = knowing(api, &holds).await?;
    if record.sweep.is_through() || record.sweep.listed.is_none() {
        return draw(api, &record, &holds, &map).await;
    }
    let (round, done) = (record.sweep.round, record.sweep.dealt);
    let codes = api.store.closure_list(id, round).await?;
    let next: Vec<&DossierCode> = codes.iter().skip(done as usize).take(STEP).collect();
    let (mut told, mut moved) = (0, 0);
    for code in &next {
        match tell(api, &holds, &map, round, code).await? {
            Outcome::Nothing => {}
            Outcome::Told => told += 1,
            Outcome::Moved => {
                told += 1;
                moved += 1;
            }
        }
    }
    let dealt = u32::try_from(next.len()).unwrap_or(u32::MAX);
    change(api, id, |record| {
        // Two runs at once go through the same dossiers: each is told once, and counted by the first that is through.
        if record.sweep.round == round && record.sweep.dealt == done {
            record.sweep.dealt = if dealt == 0 { record.sweep.listed.unwrap_or(done) } else { done + dealt };
            record.sweep.informed += told;
            record.sweep.moved += moved;
        }
        record.version += 1;
        Ok(())
    })
    .await
}

/// The units as a process knows them that has not heard of the decision yet would leave nobody any days out.
async fn knowing(api: &Api, closure: &Closure) -> ApiResult<Arc<UnitMap>> {
    let map = api.reference.units(api).await?;
    if map.closure(&closure.id) == Some(closure) {
        return Ok(map);
    }
    api.reference.forget_units_and_accounts().await;
    api.reference.units(api).await
}

async fn draw(api: &Api, record: &Record, holds: &Closure, map: &UnitMap) -> ApiResult<Record> {
    let (id, round) = (holds.id.as_str(), record.sweep.round);
    let mut codes = found(api, holds, map).await?;
    // Whoever was told of the closure is told of its end, wherever the dossier lies by then.
    if round > 1 {
        codes.extend(api.store.closure_list(id, round - 1).await?);
    }
    let codes: Vec<DossierCode> = codes.into_iter().collect();
    api.store.put_closure_list(id, round, &codes).await?;
    let (of, now) = (u32::try_from(codes.len()).unwrap_or(u32::MAX), api.now());
    change(api, id, |record| {
        if record.sweep.round == round {
            record.sweep.listed = Some(of);
            (record.sweep.dealt, record.sweep.informed, record.sweep.moved) = (0, 0, 0);
            record.sweep.again_at = record.sweep.again_at.filter(|at| *at > now);
        }
        record.version += 1;
        Ok(())
    })
    .await
}

/// Tells one dossier, once in a round.
async fn tell(api: &Api, closure: &Closure, map: &UnitMap, round: u32, code: &DossierCode) -> ApiResult<Outcome> {
    let request = RequestId(format!("closure/{}/{round}", closure.id));
    for _ in 0..TRIES {
        let Some(found) = api.store.dossier_with_history(code).await? else { return Ok(Outcome::Nothing) };
        let before = found.stored.dossier.clone();
        let told_in = |round: u32| {
            let request = format!("closure/{}/{round}", closure.id);
            found.events.iter().find(|event| event.by.role == Role::System && event.request.as_str() == request)
        };
        if let Some(event) = told_in(round) {
            return Ok(if event.due.is_some() { Outcome::Moved } else { Outcome::Told });
        }
        let concerned = closure.touches(&before) || (round > 1 && told_in(round - 1).is_some());
        if !concerned || before.state.name().is_final() {
            return Ok(Outcome::Nothing);
        }
        let (procedure, calendar) = (
            api.reference.version(api, &before.procedure).await?,
            api.reference.calendar_of(api, &before.clock).await?,
        );
        let content = content(&found.events);
        let action = Action::FollowClosure { closure: closure.id.clone(), reason: map.closure_reason(closure) };
        let context = Context {
            actor: &Actor::system(),
            procedure: &procedure,
            calendar: &calendar,
            units: map,
            settings: api.reference.timers_of(api, &before).await?,
            now: api.now(),
            request: request.clone(),
            slip_number: 0,
            content: &content,
            papers: Vec::new(),
            amended: None,
            linked: None,
            acted_before: false,
        };
        let (after, event) = match act(before, &action, context) {
            Ok(done) => done,
            Err(Refusal::Impossible { .. }) => return Ok(Outcome::Nothing),
            Err(refusal) => return Err(refusal.into()),
        };
        let moved = event.due.is_some();
        match api.store.advance_dossier(&found.stored, &after, &[event], Beside::default()).await? {
            Written::Done => return Ok(if moved { Outcome::Moved } else { Outcome::Told }),
            Written::Conflict => {}
        }
    }
    Err(busy(code.as_str()))
}
