//! Taking a plan back, until it is accepted: the map, the lists, every dossier and the posts as they were. What was filed
//! with a new unit meanwhile goes to one of those that it was made of.

use super::{
    carry::{put_account, unpublish},
    change, in_the_name_of, plan,
    steps::step,
};
use crate::{Api, error::ApiResult, store::dossier::Written};
use domain::{
    dossier::{Action, Actor, Dossier, Event, StateName, action::Places as Three, event::Payload, head::Resolver},
    ids::{AgencyId, CentreId},
    unit::plan::{Batch, Item, Places, Plan, Record, Stage},
};

/// Takes the plan back; broken off, it is simply run again.
///
/// # Errors
/// 422 after acceptance, the store's.
pub async fn take_back(api: &Api, id: &str, progress: impl Fn(u64)) -> ApiResult<Record> {
    let record = plan(api, id).await?;
    // The places are those of the map with the plan, whether or not it still stands.
    let places = record.plan.places(&*api.reference.units(api).await?);
    // Broken off before: it is on its way already.
    let record = if record.stage == Stage::Withdrawing { record } else { change(api, id, Record::withdraw).await? };
    if record.approved.is_some() {
        unpublish(api, &record.plan).await?;
        for (from, _) in places.all_ended() {
            for batch in api.store.batches(from).await?.into_iter().filter(|batch| batch.plan == id && !batch.void) {
                list(api, &record, batch).await?;
            }
        }
        dossiers(api, &record.plan, &places, progress).await?;
        for account in api.reference.accounts(api).await?.values() {
            if let Some(after) = Plan::without_posts(account, |id| places.begins(id)) {
                put_account(api, &after).await?;
            }
        }
        api.reference.forget_units_and_accounts().await;
    }
    change(api, id, Record::withdrawn).await
}

/// Hand-overs under way are cancelled, received dossiers go back where they were; then the list is void.
async fn list(api: &Api, record: &Record, mut batch: Batch) -> ApiResult<()> {
    let (approver, system) = (in_the_name_of(record.approved.as_ref())?, Actor::system());
    let reason = format!("Rút lại phương án {}", record.plan.id);
    for item in &batch.items {
        let request = format!("back/{}", batch.id);
        step(api, &approver, &item.code, &request, |now| {
            let ours = now.state.handover().is_some_and(|handover| handover.batch_id == batch.id);
            (ours && now.state.name() == StateName::HandoverPending)
                .then(|| Action::CancelHandover { reason: reason.clone() })
        })
        .await?;
        // A withdrawal that is asked for meanwhile goes on, over what it was asked of.
        step(api, &system, &item.code, &request, |now| {
            let ours = now.state.handover().is_some_and(|handover| handover.batch_id == batch.id);
            (ours && now.state.name() == StateName::WithdrawalRequested).then(|| Action::FollowUnits {
                plan: record.plan.id.clone(),
                to: Box::default(),
                was: Box::default(),
                reason: reason.clone(),
                ends_handover: true,
            })
        })
        .await?;
        step(api, &system, &item.code, &request, |now| returned(now, item, &batch, &record.plan, &reason)).await?;
    }
    batch.void = true;
    batch.version += 1;
    match api.store.put_batch(&batch).await? {
        Written::Done => Ok(()),
        // Somebody signed in this moment: the next run finds the list as it is then.
        Written::Conflict => Err(super::busy(&batch.id)),
    }
}

/// The way back of a dossier that the receiver has, also of one that it has finished since; none where it has not.
fn returned(now: &Dossier, item: &Item, batch: &Batch, plan: &Plan, reason: &str) -> Option<Action> {
    if now.state.handover().is_some() {
        return None;
    }
    let (is, was) = (Three::of(now), &item.was);
    let to = batch.to.as_str();
    // Only what is the receiver's now, and was somebody else's: a place that had followed before goes back by itself.
    let centre = |is: &Option<CentreId>, was: &Option<CentreId>| {
        was.clone().filter(|was| is.as_ref().is_some_and(|is| is.as_str() == to && is != was))
    };
    let resolver = was
        .resolver
        .clone()
        .filter(|was| is.resolver.as_ref().is_some_and(|is| is.agency.as_str() == to && is.agency != was.agency));
    let to = Three {
        receiving_centre: centre(&is.receiving_centre, &was.receiving_centre),
        return_centre: centre(&is.return_centre, &was.return_centre),
        result_centre: centre(&is.result_centre, &Some(CentreId(batch.from.0.clone()))),
        assignee: was.assignee.clone().filter(|_| resolver.is_some() && now.state.assignee().is_some()),
        resolver,
    };
    (to != Three::default()).then(|| Action::FollowUnits {
        plan: plan.id.clone(),
        to: Box::new(to),
        was: Box::default(),
        reason: reason.to_owned(),
        ends_handover: false,
    })
}

/// Every dossier that still has a place at a new unit, whether it is open or the new unit has finished it: one that followed
/// goes back where it was, one that was filed there to the unit that is proposed.
async fn dossiers(api: &Api, plan: &Plan, places: &Places, progress: impl Fn(u64)) -> ApiResult<()> {
    let system = Actor::system();
    let reason = format!("Rút lại phương án {}", plan.id);
    let (mut after, mut seen) = (None, 0);
    loop {
        let (codes, next) = api.store.every_dossier(after).await?;
        for head in api.store.heads(&codes).await? {
            seen += 1;
            if !at_new(&head.dossier, places) {
                continue;
            }
            let history = api.store.dossier_with_history(&head.dossier.code).await?;
            // It may have followed more than once: each place goes back to where it was first.
            let followed = history.iter().flat_map(|found| &found.events).filter_map(|event| was(event, plan)).reduce(
                |first, later| Three {
                    receiving_centre: first.receiving_centre.or(later.receiving_centre),
                    return_centre: first.return_centre.or(later.return_centre),
                    resolver: first.resolver.or(later.resolver),
                    ..Three::default()
                },
            );
            let request = format!("back/{}", plan.id);
            step(api, &system, &head.dossier.code, &request, |now| {
                let to = before(now, followed.as_ref(), places);
                (to != Three::default()).then(|| Action::FollowUnits {
                    plan: plan.id.clone(),
                    to: Box::new(to),
                    was: Box::default(),
                    reason: reason.clone(),
                    ends_handover: false,
                })
            })
            .await?;
        }
        progress(seen);
        after = next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The places before the dossier followed its units under this plan.
fn was(event: &Event, plan: &Plan) -> Option<Three> {
    let Payload::Input { input } = &event.payload else { return None };
    let of_plan = event.action == "follow_units" && input.get("plan")?.as_str() == Some(plan.id.as_str());
    let was: Three = serde_json::from_value(input.get("was")?.clone()).ok()?;
    Some(was).filter(|was| of_plan && *was != Three::default())
}

fn at_new(dossier: &Dossier, places: &Places) -> bool {
    let three = Three::of(dossier);
    three.receiving_centre.is_some_and(|id| places.begins(id.as_str()))
        || three.return_centre.is_some_and(|id| places.begins(id.as_str()))
        || three.result_centre.is_some_and(|id| places.begins(id.as_str()))
        || three.resolver.is_some_and(|resolver| places.begins(resolver.agency.as_str()))
}

/// Where each place goes back to; only places at new units move.
fn before(now: &Dossier, followed: Option<&Three>, places: &Places) -> Three {
    let is = Three::of(now);
    let first = |id: &str| places.before(&AgencyId::from(id)).next().cloned();
    let centre = |id: Option<CentreId>, was: Option<&CentreId>| {
        let id = id.filter(|id| places.begins(id.as_str()))?;
        was.cloned().or_else(|| first(id.as_str()).map(|id| CentreId(id.0)))
    };
    let resolver = is.resolver.filter(|resolver| places.begins(resolver.agency.as_str())).and_then(|resolver| {
        let was = followed.and_then(|was| was.resolver.as_ref()).map(|was| was.agency.clone());
        let agency = was.or_else(|| first(resolver.agency.as_str()))?;
        Some(Resolver { agency, ..resolver })
    });
    Three {
        receiving_centre: centre(is.receiving_centre, followed.and_then(|was| was.receiving_centre.as_ref())),
        return_centre: centre(is.return_centre, followed.and_then(|was| was.return_centre.as_ref())),
        result_centre: centre(is.result_centre, followed.and_then(|was| was.return_centre.as_ref())),
        resolver,
        assignee: None,
    }
}
