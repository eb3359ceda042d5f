//! `GET /api/staff/reorganisations/{plan}/lists`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    json::Json,
    reorganisation::{plan, plans::lists},
};
use axum::extract::{Path, State};
use domain::message::reorganisation::Lists;

/// The lists of a plan that the person has to do with.
///
/// # Errors
/// 401, 403, 404 also where the plan is not the person's to see
#[utoipa::path(get, path = "/api/staff/reorganisations/{plan}/lists", tag = "staff",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn list_lists(State(api): State<Api>, Staff(staff): Staff, Path(id): Path<String>) -> ApiResult<Json<Lists>> {
    let record = plan(&api, &id).await?;
    Ok(Json(Lists { lists: lists(&api, &staff.actor.posts, &record).await? }))
}
