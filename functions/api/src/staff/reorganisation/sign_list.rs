//! `POST /api/staff/reorganisations/{plan}/lists/{from}/{batch}/signatures/{side}`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::Json,
    reorganisation::{
        lists::{give, list, take},
        plan,
        plans::{list_view, may_see},
    },
};
use axum::extract::{Path, State};
use domain::message::reorganisation::ListView;

/// The giver (`give`) or the receiver (`take`) signs. Signed again by the same person, it does what was left of it.
///
/// # Errors
/// 401, 403, 404, 422 when it is not the time
#[utoipa::path(post, path = "/api/staff/reorganisations/{plan}/lists/{from}/{batch}/signatures/{side}", tag = "staff",
    params(
        ("plan" = String, Path, description = "Id of the plan"),
        ("from" = String, Path, description = "The giving agency"),
        ("batch" = String, Path, description = "Id of the list"),
        ("side" = String, Path, description = "give or take")),
    responses((status = 200), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn sign_list(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((id, from, batch, side)): Path<(String, String, String, String)>,
) -> ApiResult<Json<ListView>> {
    let (actor, from) = (&staff.actor, from.as_str().into());
    let record = plan(&api, &id).await?;
    if !may_see(&actor.posts, &list(&api, &id, &from, &batch).await?) {
        return Err(ApiError::not_found());
    }
    let signed = match side.as_str() {
        "give" => give(&api, actor, &id, &from, &batch).await?,
        "take" => take(&api, actor, &id, &from, &batch).await?,
        _ => return Err(ApiError::not_found()),
    };
    Ok(Json(list_view(&api, &actor.posts, &record, signed).await?))
}
