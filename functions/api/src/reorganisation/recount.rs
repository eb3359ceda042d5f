//! Recounting after a plan: nothing is lost, nothing stands twice, nothing lies at a unit that has ended.

use super::{carry::put_account, change, plan, plans::is_province, signature};
use crate::{
    Api,
    error::{ApiError, ApiResult},
};
use domain::{
    calendar::day_of,
    dossier::Actor,
    ids::DossierCode,
    unit::plan::{Counting, Plan, Record, Snapshot, Verification},
};
use std::collections::HashSet;

/// Counts, and notes what was found; keeps the numbers of the units for the board.
///
/// # Errors
/// 422 while the plan is not carried out, the store's.
pub async fn verify(api: &Api, id: &str, progress: impl Fn(u64)) -> ApiResult<Record> {
    let record = plan(api, id).await?;
    let map = api.reference.units(api).await?;
    let places = record.plan.places(&map);
    let calendar = api.reference.calendar(api).await?;
    let counting = Counting::new(&calendar, api.now());
    let (now, today) = (counting.now, day_of(counting.now));
    let mut found = Verification { at: now, ..Verification::default() };
    let (mut listed, mut undecided) = (HashSet::<DossierCode>::new(), HashSet::<DossierCode>::new());
    for (from, _) in places.all_ended() {
        for batch in api.store.batches(from).await?.into_iter().filter(|batch| batch.plan == id && !batch.void) {
            found.unsigned += u64::from(batch.taken.is_none());
            let codes: Vec<DossierCode> = batch.items.iter().map(|item| item.code.clone()).collect();
            let there: HashSet<DossierCode> =
                api.store.heads(&codes).await?.into_iter().map(|head| head.dossier.code).collect();
            found.lost += codes.iter().filter(|code| !there.contains(*code)).count() as u64;
            found.twice += batch.waiting().filter(|item| !listed.insert(item.code.clone())).count() as u64;
        }
        for question in api.store.questions(from).await?.into_iter().filter(|question| question.plan == id) {
            if question.decision.is_none() {
                undecided.insert(question.code);
            }
        }
    }
    let mut board = record.plan.board();
    let mut after = None;
    loop {
        let (codes, next) = api.store.open_and_recent(after, counting.due_since()).await?;
        for head in api.store.heads(&codes).await? {
            let dossier = head.dossier;
            record.plan.count(&mut board, &places, &dossier, &counting);
            if dossier.state.name().is_final() {
                continue;
            }
            found.open += 1;
            if places.touches(&dossier) {
                found.at_ended += 1;
                found.undecided += u64::from(undecided.contains(&dossier.code));
            }
            found.nowhere += u64::from(!map.is_desk(dossier.desk().as_str(), today) && !places.touches(&dossier));
        }
        progress(found.open);
        after = next;
        if after.is_none() {
            break;
        }
    }
    record.plan.foresee(&mut board, &counting);
    api.store.put_board(id, &Snapshot { at: now, board }).await?;
    change(api, id, |record| record.verify(found.clone())).await
}

/// Counts the units' dossiers for the board.
///
/// # Errors
/// The store's.
pub async fn count(api: &Api, plan: &Plan, progress: impl Fn(u64)) -> ApiResult<Snapshot> {
    let board = super::dry_run(api, plan, progress).await?.board;
    let snapshot = Snapshot { at: api.now(), board };
    api.store.put_board(&plan.id, &snapshot).await?;
    Ok(snapshot)
}

/// Accepts a plan whose last count was sound: the posts at the old units go.
///
/// # Errors
/// 403 for others than a coordinator or manager of the province, 422 unless the last count was sound, the store's.
pub async fn accept(api: &Api, id: &str, by: &Actor) -> ApiResult<Record> {
    if !is_province(&by.posts) {
        return Err(ApiError::not_permitted());
    }
    let record = plan(api, id).await?;
    let places = record.plan.places(&*api.reference.units(api).await?);
    let signed = signature(api, by);
    // Again after a break: the record may be there already, and posts left.
    let record = match record.accepted {
        Some(_) => record,
        None => change(api, id, |record| record.accept(signed.clone())).await?,
    };
    for account in api.reference.accounts(api).await?.values() {
        if let Some(after) = Plan::without_posts(account, |id| places.ended(id).is_some()) {
            put_account(api, &after).await?;
        }
    }
    api.reference.forget_units_and_accounts().await;
    Ok(record)
}
