//! `GET /api/staff/queue?desk=&state=&cursor=` or `?assignee=me&cursor=`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::extract::{Query, State};
use domain::{
    dossier::{StateName, rights::work_queues},
    ids::DeskId,
    message::staff::QueuePage,
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
    } else {
        let (Some(desk), Some(state)) = (which.desk, which.state) else {
            return Err(ApiError::malformed("desk and state, or assignee=me"));
        };
        let desk = DeskId(desk);
        let state = StateName::ALL
            .into_iter()
            .find(|known| known.as_str() == state)
            .ok_or_else(|| ApiError::malformed("no such state"))?;
        let mine =
            work_queues(&staff.account.posts).iter().any(|queue| queue.desk == desk && queue.states.contains(&state));
        if !mine {
            return Err(ApiError::not_permitted());
        }
        api.store.queue(&desk, state, cursor).await?
    };
    Ok(Json(QueuePage { rows: page.rows, cursor: page.cursor, now }))
}
