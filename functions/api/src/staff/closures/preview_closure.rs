//! `GET /api/staff/closures/{closure}/preview`

use crate::{
    Api,
    auth::Staff,
    closures::{closure, may_see, preview},
    error::{ApiError, ApiResult},
    json::Json,
};
use axum::extract::{Path, State};
use domain::message::closure::ClosurePreview;

/// What the closure would do today: how many dossiers are told, which due dates move. Nothing is written.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/staff/closures/{closure}/preview", tag = "staff",
    params(("closure" = String, Path, description = "Id of the closure")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn preview_closure(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
) -> ApiResult<Json<ClosurePreview>> {
    let record = closure(&api, &id).await?;
    if !may_see(&staff.actor.posts, &record) {
        return Err(ApiError::not_found());
    }
    Ok(Json(preview(&api, &record).await?))
}
