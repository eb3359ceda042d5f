//! Lists between two units: signed by the giver, checked and signed by the receiver.
//!
//! A signature or a finding is written when its dossiers have moved; broken off between, the same request does the rest.

use super::{TRIES, busy, carry::placed, drawing::Drawing, in_the_name_of, no_step, plan, signature, steps::step};
use crate::{
    Api,
    error::{ApiError, ApiResult},
    seal::sha256_hex,
    store::dossier::Written,
};
use domain::{
    account::{Account, Place, Post, Role},
    dossier::{Action, Actor, Dossier, head::Resolver, state::HandoverMove},
    ids::{AccountId, AgencyId, DossierCode},
    message::reorganisation::{CheckAct, CheckOutcome},
    unit::plan::{Batch, Check, Found, Hand, Item, NoStep, Places, Record},
};
use std::collections::HashMap;

/// Whether the person may sign for an agency: the manager of its centre, its heads and signers.
#[must_use]
pub fn signs_for(posts: &[Post], agency: &AgencyId) -> bool {
    posts.iter().any(|post| match (&post.place, post.role) {
        (Place::Centre { centre }, Role::CentreManager) => centre.as_str() == agency.as_str(),
        (Place::Agency { agency: at, .. }, Role::UnitHead | Role::Signer) => at == agency,
        _ => false,
    })
}

/// Whether the person may check items for an agency: whoever may take a hand-over.
#[must_use]
pub fn checks_for(posts: &[Post], agency: &AgencyId) -> bool {
    posts.iter().any(|post| match (&post.place, post.role) {
        (Place::Centre { centre }, Role::CentreManager) => centre.as_str() == agency.as_str(),
        (Place::Agency { agency: at, .. }, Role::UnitHead) => at == agency,
        _ => false,
    })
}

/// A list of a plan.
///
/// # Errors
/// 404 when there is none.
pub async fn list(api: &Api, plan: &str, from: &AgencyId, id: &str) -> ApiResult<Batch> {
    let plausible = |text: &str| (1..=80).contains(&text.len());
    let found = if plausible(from.as_str()) && plausible(id) { api.store.batch(from, id).await? } else { None };
    found.filter(|batch| batch.plan == plan).ok_or_else(ApiError::not_found)
}

/// The giver signs the list as it is today; then its dossiers are named to the receiver.
///
/// # Errors
/// 403 for others than the giver, 404, 422 when it is not the time, the store's.
pub async fn give(api: &Api, actor: &Actor, id: &str, from: &AgencyId, batch: &str) -> ApiResult<Batch> {
    let record = at_work(api, id).await?;
    if !signs_for(&actor.posts, from) {
        return Err(ApiError::not_permitted());
    }
    let places = record.plan.places(&*api.reference.units(api).await?);
    let signed = signed_by_giver(api, actor, id, from, batch, &places).await?;
    if signed.void {
        return Ok(signed);
    }
    for item in &signed.items {
        start(api, &record, &places, &signed, item).await?;
    }
    Ok(signed)
}

/// The list with the giver's signature; without any items it is void.
async fn signed_by_giver(
    api: &Api,
    actor: &Actor,
    plan: &str,
    from: &AgencyId,
    id: &str,
    places: &Places,
) -> ApiResult<Batch> {
    for _ in 0..TRIES {
        let mut batch = list(api, plan, from, id).await?;
        // Signed by this person before: only its dossiers were not reached.
        if batch.given.as_ref().is_some_and(|given| given.account == actor.account) && batch.taken.is_none() {
            return Ok(batch);
        }
        if batch.given.is_none() && !batch.void {
            refresh(api, &mut batch, places).await?;
        }
        if batch.items.is_empty() {
            // Everything on it was finished meanwhile.
            batch.void = true;
            batch.version += 1;
        } else {
            let hash = sha256_hex(batch.listed().as_bytes());
            batch.give(signature(api, actor), hash).map_err(no_step)?;
        }
        if let Written::Done = api.store.put_batch(&batch).await? {
            return Ok(batch);
        }
    }
    Err(busy(id))
}

/// The items as their dossiers are now; what is finished, or moved by itself, stands on no list.
async fn refresh(api: &Api, batch: &mut Batch, places: &Places) -> ApiResult<()> {
    let codes: Vec<DossierCode> = batch.items.iter().map(|item| item.code.clone()).collect();
    let heads: HashMap<DossierCode, Dossier> =
        api.store.heads(&codes).await?.into_iter().map(|head| (head.dossier.code.clone(), head.dossier)).collect();
    batch.items = codes
        .iter()
        .filter_map(|code| {
            let dossier = heads.get(code)?;
            let hand = hand_of(places, dossier, batch)?;
            Some(Item::of(dossier, &hand))
        })
        .collect();
    Ok(())
}

/// The hand-over of a dossier that a list is about; None where it has ended or gone on by itself.
fn hand_of(places: &Places, dossier: &Dossier, batch: &Batch) -> Option<Hand> {
    let said = |from: &AgencyId| (*from == batch.from).then(|| batch.to.clone());
    places.route(dossier, said).hand.filter(|hand| hand.from == batch.from && hand.to == batch.to)
}

/// Names the dossier to the receiver, unless that is done, or the dossier has ended or gone on by itself.
async fn start(api: &Api, record: &Record, places: &Places, batch: &Batch, item: &Item) -> ApiResult<()> {
    let approver = in_the_name_of(record.approved.as_ref())?;
    let by = batch.given.as_ref().map_or("", |given| given.name.as_str());
    let reason = format!("{}. Danh sách bàn giao {} do {by} ký", record.plan.title.vi, batch.id);
    step(api, &approver, &item.code, &format!("give/{}", batch.id), |now| {
        hand_of(places, now, batch).map(|_| Action::StartHandover {
            agency: batch.to.clone(),
            moves: item.moves.clone(),
            paper_count: item.paper_count,
            batch_id: batch.id.clone(),
            reason: reason.clone(),
            from: Some(batch.from.clone()),
        })
    })
    .await
    .map(|_| ())
}

/// The receiver says what was found of some items. Each is answered by itself.
///
/// # Errors
/// 403 for others than the receiver, 404, 422 when it is not the time, the store's.
pub async fn check(
    api: &Api,
    actor: &Actor,
    id: &str,
    from: &AgencyId,
    batch: &str,
    acts: &[CheckAct],
) -> ApiResult<(Batch, Vec<CheckOutcome>)> {
    let record = at_work(api, id).await?;
    let seen = list(api, id, from, batch).await?;
    if !checks_for(&actor.posts, &seen.to) {
        return Err(ApiError::not_permitted());
    }
    let places = record.plan.places(&*api.reference.units(api).await?);
    let mut outcomes = Vec::with_capacity(acts.len());
    let mut found: Vec<(DossierCode, Check)> = Vec::new();
    for act in acts {
        let done = Box::pin(one(api, actor, (&record, &places), &seen, act)).await;
        let problem = match done {
            Ok(()) => None,
            // What will be better in a moment is not the item's fault.
            Err(error) if error.0.status >= 500 => return Err(error),
            Err(error) => Some(*error.0),
        };
        if problem.is_none() {
            let check = Check { found: act.found.clone(), by: actor.account.clone(), at: api.now() };
            found.push((act.code.clone(), check));
        }
        outcomes.push(CheckOutcome { code: act.code.clone(), problem });
    }
    let batch = write(api, id, from, batch, |batch: &mut Batch| {
        let before = batch.version;
        for (code, check) in &found {
            match batch.check(code, check.clone()) {
                // The same finding again, after an answer that was lost.
                Ok(()) | Err(NoStep::AlreadyReceived) => {}
                Err(no) => return Err(no_step(no)),
            }
        }
        // However many findings, it is one change.
        let changed = batch.version > before;
        batch.version = if changed { before + 1 } else { before };
        Ok(changed)
    })
    .await?;
    Ok((batch, outcomes))
}

/// One item: received, or not taken.
async fn one(
    api: &Api,
    actor: &Actor,
    (record, places): (&Record, &Places),
    batch: &Batch,
    act: &CheckAct,
) -> ApiResult<()> {
    let item = match batch.checkable(&act.code) {
        Ok(item) => item,
        Err(NoStep::AlreadyReceived) if act.found == Found::Received => return Ok(()),
        Err(no) => return Err(no_step(no)),
    };
    start(api, record, places, batch, item).await?;
    let assignee = assignee(api, item, batch, act).await?;
    let request = format!("check/{}", batch.id);
    let after = step(api, actor, &act.code, &request, |now| {
        let handover = now.state.handover().filter(|handover| handover.batch_id == batch.id)?;
        match (&act.found, handover.rejected.is_some()) {
            (Found::Received, false) => Some(Action::AcceptHandover {
                paper_count: act.paper_count.unwrap_or(item.paper_count),
                assignee: assignee.clone(),
            }),
            (Found::Missing { papers }, false) => {
                Some(Action::RejectHandover { reason: format!("Thiếu giấy tờ: {papers}") })
            }
            (Found::Refused { reason }, false) => Some(Action::RejectHandover { reason: reason.clone() }),
            (_, true) => None,
        }
    })
    .await?;
    // Rejected before: it waits for the province, and nobody says "received" meanwhile.
    let Some(after) = after.filter(|_| act.found == Found::Received) else { return Ok(()) };
    if after.state.handover().is_some() {
        return Err(ApiError::refused("list_waits_for_province"));
    }
    // What another ended unit has to do with it could not move before: it does now, or is asked.
    if places.touches(&after) {
        let mut drawing = Drawing::new(api, &record.plan.id, places);
        placed(api, &record.plan, &mut drawing, after).await?;
        drawing.finish().await?;
    }
    Ok(())
}

/// Who goes on with it at the receiver: whoever is named, the same person where they came along, else the first officer
/// of the office.
async fn assignee(api: &Api, item: &Item, batch: &Batch, act: &CheckAct) -> ApiResult<Option<AccountId>> {
    let moves_agency = item.moves.contains(&HandoverMove::ResolvingAgency);
    let (Some(before), Some(resolver), true) = (&item.was.assignee, &item.was.resolver, moves_agency) else {
        return Ok(None);
    };
    if let Some(named) = &act.assignee {
        return Ok(Some(named.clone()));
    }
    let resolver = Resolver { agency: batch.to.clone(), ..resolver.clone() };
    let accounts = api.reference.accounts(api).await?;
    let works = |account: &Account| crate::views::works_at(account, Role::CaseOfficer, &resolver);
    let same = accounts.get(before).filter(|account| works(account));
    Ok(same.or_else(|| accounts.values().find(|account| works(account))).map(|account| account.id.clone()))
}

/// The receiver signs; every item has been checked.
///
/// # Errors
/// 403 for others than the receiver, 404, 422 when it is not the time, the store's.
pub async fn take(api: &Api, actor: &Actor, id: &str, from: &AgencyId, batch: &str) -> ApiResult<Batch> {
    at_work(api, id).await?;
    write(api, id, from, batch, |batch: &mut Batch| {
        if !signs_for(&actor.posts, &batch.to) {
            return Err(ApiError::not_permitted());
        }
        if batch.taken.as_ref().is_some_and(|taken| taken.account == actor.account) {
            return Ok(false);
        }
        batch.take(signature(api, actor)).map_err(no_step)?;
        Ok(true)
    })
    .await
}

/// Changes a list; read anew when somebody was faster.
async fn write(
    api: &Api,
    plan: &str,
    from: &AgencyId,
    id: &str,
    step: impl Fn(&mut Batch) -> ApiResult<bool>,
) -> ApiResult<Batch> {
    for _ in 0..TRIES {
        let mut batch = list(api, plan, from, id).await?;
        if !step(&mut batch)? {
            return Ok(batch);
        }
        if let Written::Done = api.store.put_batch(&batch).await? {
            return Ok(batch);
        }
    }
    Err(busy(id))
}

/// The plan, if its lists may be signed and checked now.
async fn at_work(api: &Api, id: &str) -> ApiResult<Record> {
    let record = plan(api, id).await?;
    if record.hands_over() { Ok(record) } else { Err(ApiError::refused("plan_stage")) }
}
