//! `GET /api/staff/queue?desk=&state=&cursor=`, `?assignee=me&cursor=` or `?opinions=me`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::Json,
    store::queue::Page,
};
use axum::extract::{Query, State};
use domain::{
    account::{Place, Role},
    deadline::near_until,
    dossier::{Actor, StateName, rights::work_queues},
    ids::DeskId,
    message::staff::{QueuePage, QueueRow},
};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which queue.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Which {
    /// A desk of the account's own posts.
    desk: Option<String>,
    /// One of the desk's states.
    state: Option<String>,
    /// `me`: the officer's own work, whatever the state.
    assignee: Option<String>,
    /// `me`: what the account's agencies are asked for an opinion.
    opinions: Option<String>,
    /// Opaque, from the page before.
    cursor: Option<String>,
}

/// A page of work, earliest due first.
///
/// # Errors
/// 401, 403 for a desk or state that is not the account's, 400 without either.
#[utoipa::path(get, path = "/api/staff/queue", tag = "staff", params(Which),
    responses((status = 200), (status = 400), (status = 401), (status = 403)))]
pub async fn queue(
    State(api): State<Api>,
    Staff(staff): Staff,
    Query(which): Query<Which>,
) -> ApiResult<Json<QueuePage>> {
    let now = api.now();
    let cursor = which.cursor.as_deref();
    let page = if which.assignee.as_deref() == Some("me") {
        api.store.officer_queue(&staff.account.id, cursor).await?
    } else if which.opinions.as_deref() == Some("me") {
        opinions(&api, &staff.actor).await?
    } else {
        let (Some(desk), Some(state)) = (which.desk, which.state) else {
            return Err(ApiError::malformed("desk and state, assignee=me, or opinions=me"));
        };
        let desk = DeskId(desk);
        let state = StateName::ALL
            .into_iter()
            .find(|known| known.as_str() == state)
            .ok_or_else(|| ApiError::malformed("no such state"))?;
        let mine =
            work_queues(&staff.actor.posts).iter().any(|queue| queue.desk == desk && queue.states.contains(&state));
        if !mine {
            return Err(ApiError::not_permitted());
        }
        api.store.queue(&desk, state, cursor).await?
    };
    let near_until = near_until(now, &*api.reference.calendar(&api).await?);
    Ok(Json(QueuePage { rows: page.rows, cursor: page.cursor, now, near_until }))
}

/// What the agencies of these posts are asked, the earliest due first. Who asks for what is not told: an asked agency
/// sees its question only.
async fn opinions(api: &Api, actor: &Actor) -> ApiResult<Page<QueueRow>> {
    let mut asked = Vec::new();
    let posts = actor.posts.iter().chain(&actor.succeeded);
    for post in posts.filter(|post| post.role == Role::ConsultedOfficer) {
        let Place::Agency { agency, office } = &post.place else { continue };
        let mut found = api.store.opinions_asked(agency).await?;
        found.retain(|one| office.is_none() || one.office.is_none() || one.office == *office);
        asked.extend(found);
    }
    asked.sort_by(|one, other| (one.due_at, &one.code).cmp(&(other.due_at, &other.code)));
    asked.dedup();
    let codes: Vec<_> = asked.iter().map(|one| one.code.clone()).collect();
    let heads = api.store.heads(&codes).await?;
    let rows = asked.into_iter().filter_map(|one| {
        let dossier = &heads.iter().find(|head| head.dossier.code == one.code)?.dossier;
        Some(QueueRow {
            code: one.code,
            procedure: dossier.procedure.code.clone(),
            applicant: String::new(),
            state: dossier.state.name(),
            due_at: one.due_at,
            assignee: None,
            running: true,
            // Those, and what is paid, are the resolving agency's affair.
            alarms: Vec::new(),
            since: None,
            owed: None,
        })
    });
    Ok(Page { rows: rows.collect(), cursor: None })
}
