//! `POST /api/staff/closures/{closure}/carry`

use crate::{
    Api,
    auth::Staff,
    closures::{carry, may_carry, view},
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::extract::{Path, State};
use domain::message::closure::ClosureView;

/// Takes the next step of telling the dossiers: draws up the list, or deals with the next few of it. Called again until
/// nothing is left (`carrying`); the scheduled run does the same.
///
/// # Errors
/// 401, 403 for others than the province, 404
#[utoipa::path(post, path = "/api/staff/closures/{closure}/carry", tag = "staff",
    params(("closure" = String, Path, description = "Id of the closure")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn carry_closure(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
) -> ApiResult<Json<ClosureView>> {
    if !may_carry(&staff.actor.posts) {
        return Err(ApiError::not_permitted());
    }
    let record = carry(&api, &id).await?;
    Ok(Json(view(&api, &staff.actor, record).await?))
}
