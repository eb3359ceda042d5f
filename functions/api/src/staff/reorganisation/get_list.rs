//! `GET /api/staff/reorganisations/{plan}/lists/{from}/{batch}`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::Json,
    reorganisation::{
        lists::list,
        plan,
        plans::{list_view, may_see},
    },
};
use axum::extract::{Path, State};
use domain::message::reorganisation::ListView;

/// A list of dossiers that one unit hands to another.
///
/// # Errors
/// 401, 403, 404 also where it is not the person's to see
#[utoipa::path(get, path = "/api/staff/reorganisations/{plan}/lists/{from}/{batch}", tag = "staff",
    params(
        ("plan" = String, Path, description = "Id of the plan"),
        ("from" = String, Path, description = "The giving agency"),
        ("batch" = String, Path, description = "Id of the list")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_list(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((id, from, batch)): Path<(String, String, String)>,
) -> ApiResult<Json<ListView>> {
    let record = plan(&api, &id).await?;
    let found = list(&api, &id, &from.as_str().into(), &batch).await?;
    if !may_see(&staff.actor.posts, &found) {
        return Err(ApiError::not_found());
    }
    Ok(Json(list_view(&api, &staff.actor.posts, &record, found).await?))
}
