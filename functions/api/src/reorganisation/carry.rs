//! Carrying a plan out: the map with both periods, the posts at the new units, and from the first day on the dossiers.

use super::{change, drawing::Drawing, plan, steps::step};
use crate::{
    Api,
    error::{ApiError, ApiResult},
    reference::kind,
    store::reference::Entry,
};
use domain::{
    calendar::day_of,
    dossier::{Action, Actor, Dossier, action, head::Resolver},
    unit::plan::{Follow, Places, Plan, Record, Stage},
};

/// What a run did; a later run over the same dossiers does nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Accounts that got posts at new units.
    pub staff: u64,
    /// Dossiers whose places followed.
    pub followed: u64,
    /// Dossiers put on lists.
    pub listed: u64,
    /// Questions that wait for somebody: to which part of a split unit a dossier belongs.
    pub asked: u64,
}

/// Code of the map's entry in the reference data.
const MAP: &str = "all";

/// Carries the plan out as far as the day allows.
///
/// # Errors
/// 422 when the plan is not approved or has been accepted, or another one is not through or has moved the map to a later
/// day, the store's.
pub async fn carry_out(api: &Api, id: &str, progress: impl Fn(u64)) -> ApiResult<Carried> {
    let record = plan(api, id).await?;
    let ready = [Stage::Approved, Stage::Published, Stage::Carried, Stage::Verified].contains(&record.stage);
    if !ready {
        return Err(ApiError::refused("plan_stage"));
    }
    let plan = &record.plan;
    // Each would write its own map over the other's. One that broke off after its map stood is under way too.
    api.reference.forget_units_and_accounts().await;
    let map = api.reference.units(api).await?;
    let others = api.store.plans().await?;
    let under_way =
        |other: &Record| other.is_under_way() || (other.stage == Stage::Approved && other.plan.is_applied(&map));
    if others.iter().any(|other| other.plan.id != plan.id && under_way(other)) {
        return Err(ApiError::refused("plan_another"));
    }
    publish(api, plan).await?;
    let map = api.reference.units(api).await?;
    let places = plan.places(&map);
    let mut carried = Carried { staff: staff(api, plan, &places).await?, ..Carried::default() };
    let the_day_has_come = day_of(api.now()) >= plan.effective;
    if the_day_has_come {
        dossiers(api, plan, &places, &mut carried, progress).await?;
    }
    change(api, id, |record| record.carried(the_day_has_come)).await?;
    Ok(carried)
}

/// The map with both periods takes the place of the one before, which stays in the table for the way back.
async fn publish(api: &Api, plan: &Plan) -> ApiResult<()> {
    api.reference.forget_units_and_accounts().await;
    let before = api.reference.units(api).await?;
    let after = plan.apply(&before);
    if after != *before {
        // The latest map counts: one that begins earlier would never be read, and one of the same day be written over.
        let maps = api.store.references(kind::UNITS, MAP).await?;
        if maps.iter().any(|map| map.valid_from >= plan.effective.to_string()) {
            return Err(ApiError::refused("plan_before_another"));
        }
        let json = serde_json::to_vec(&after).map_err(ApiError::internal)?;
        let entry = Entry { code: MAP.to_owned(), valid_from: plan.effective.to_string(), json };
        api.store.put_reference(kind::UNITS, &entry).await?;
        api.reference.forget_units_and_accounts().await;
    }
    Ok(())
}

/// The map before the plan stands again.
pub(super) async fn unpublish(api: &Api, plan: &Plan) -> ApiResult<()> {
    api.reference.forget_units_and_accounts().await;
    if plan.is_applied(&*api.reference.units(api).await?) {
        api.store.delete_reference(kind::UNITS, MAP, &plan.effective.to_string()).await?;
        api.reference.forget_units_and_accounts().await;
    }
    Ok(())
}

/// Everybody keeps the posts at the old unit, which hands over, and has those at the new one.
async fn staff(api: &Api, plan: &Plan, places: &Places) -> ApiResult<u64> {
    let mut moved = 0;
    for account in api.reference.accounts(api).await?.values() {
        if let Some(after) = plan.with_new_posts(account, places) {
            put_account(api, &after).await?;
            moved += 1;
        }
    }
    api.reference.forget_units_and_accounts().await;
    Ok(moved)
}

/// Writes an account as it is from now on.
pub(super) async fn put_account(api: &Api, account: &domain::account::Account) -> ApiResult<()> {
    let json = serde_json::to_vec(account).map_err(ApiError::internal)?;
    let entry = Entry { code: account.id.0.clone(), valid_from: String::new(), json };
    Ok(api.store.put_reference(kind::ACCOUNT, &entry).await?)
}

/// Every open dossier once: places follow, what lies at an ended unit goes on a list.
async fn dossiers(
    api: &Api,
    plan: &Plan,
    places: &Places,
    carried: &mut Carried,
    progress: impl Fn(u64),
) -> ApiResult<()> {
    let mut drawing = Drawing::new(api, &plan.id, places);
    let (mut after, mut seen) = (None, 0);
    loop {
        let (codes, next) = api.store.open_dossiers(after).await?;
        for head in api.store.heads(&codes).await? {
            seen += 1;
            if places.touches(&head.dossier) {
                carried.followed += u64::from(placed(api, plan, &mut drawing, head.dossier).await?);
            }
        }
        progress(seen);
        after = next;
        if after.is_none() {
            break;
        }
    }
    drawing.finish().await?;
    carried.listed = drawing.listed;
    carried.asked = drawing.asked;
    Ok(())
}

/// One dossier: its places follow, what lies at an ended unit goes on a list, and what nobody knows is asked. Tells whether
/// something followed.
pub(super) async fn placed(api: &Api, plan: &Plan, drawing: &mut Drawing<'_>, mut dossier: Dossier) -> ApiResult<bool> {
    let route = drawing.route(&dossier).await?;
    if let Some(follow) = &route.follow
        && let Some(now) = followed(api, plan, &dossier, follow).await?
    {
        dossier = now;
    }
    for from in &route.ask {
        drawing.ask(&dossier, from).await?;
    }
    if let Some(hand) = &route.hand {
        drawing.hand(&dossier, hand).await?;
    }
    Ok(route.follow.is_some())
}

/// Places where nothing lies change by the system's hand.
async fn followed(api: &Api, plan: &Plan, seen: &Dossier, follow: &Follow) -> ApiResult<Option<Dossier>> {
    let reason = format!("{}: {}", plan.decision, plan.title.vi);
    let request = format!("follow/{}", plan.id);
    step(api, &Actor::system(), &seen.code, &request, |now| {
        // Somebody acted since: the next run looks again.
        if now.version != seen.version {
            return None;
        }
        let was = action::Places::of(now);
        let resolver = follow.agency.as_ref().and_then(|agency| {
            now.resolver.as_ref().map(|resolver| Resolver { agency: agency.clone(), ..resolver.clone() })
        });
        let to = action::Places {
            receiving_centre: follow.receiving_centre.clone(),
            return_centre: follow.return_centre.clone(),
            resolver,
            ..action::Places::default()
        };
        let was = action::Places {
            receiving_centre: was.receiving_centre.filter(|_| to.receiving_centre.is_some()),
            return_centre: was.return_centre.filter(|_| to.return_centre.is_some()),
            resolver: was.resolver.filter(|_| to.resolver.is_some()),
            ..action::Places::default()
        };
        Some(Action::FollowUnits {
            plan: plan.id.clone(),
            to: Box::new(to),
            was: Box::new(was),
            reason: reason.clone(),
            ends_handover: false,
        })
    })
    .await
}
