//! `GET /api/staff/alarms?desk=&list=&cursor=`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::Json,
    store::alarm::AlarmList,
};
use axum::extract::{Query, State};
use domain::{
    account::Role, deadline::near_until, dossier::rights::work_queues, ids::DeskId, message::staff::QueuePage,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which list.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Which {
    /// A desk of the account's own posts.
    desk: Option<String>,
    /// `alarms`, also without it, or `uncollected`: results that nobody comes for (R17).
    list: Option<String>,
    /// Opaque, from the page before.
    cursor: Option<String>,
}

/// Dossiers of a desk whose timers have fired and wait for a person, the oldest alarm first.
///
/// # Errors
/// 401, 403 for a desk that is not the account's, 400 without one or for a list that is none.
#[utoipa::path(get, path = "/api/staff/alarms", tag = "staff", params(Which),
    responses((status = 200), (status = 400), (status = 401), (status = 403)))]
pub async fn alarms(
    State(api): State<Api>,
    Staff(staff): Staff,
    Query(which): Query<Which>,
) -> ApiResult<Json<QueuePage>> {
    let desk = DeskId(which.desk.ok_or_else(|| ApiError::malformed("desk"))?);
    let list = match which.list.as_deref() {
        None | Some("alarms") => AlarmList::Alarms,
        Some("uncollected") => AlarmList::Uncollected,
        Some(_) => return Err(ApiError::malformed("no such list")),
    };
    let queues = work_queues(&staff.actor.posts);
    let roles: Vec<Role> = queues.iter().filter(|queue| queue.desk == desk).map(|queue| queue.role).collect();
    if roles.is_empty() {
        return Err(ApiError::not_permitted());
    }
    let now = api.now();
    let page = api.store.alarms(&desk, list, &roles, which.cursor.as_deref()).await?;
    let near_until = near_until(now, &*api.reference.calendar(&api).await?);
    Ok(Json(QueuePage { rows: page.rows, cursor: page.cursor, now, near_until }))
}
