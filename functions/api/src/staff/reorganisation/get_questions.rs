//! `GET /api/staff/reorganisations/{plan}/questions`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    json::Json,
    reorganisation::{plan, plans::questions},
};
use axum::extract::{Path, State};
use domain::message::reorganisation::Questions;

/// Dossiers of split units that somebody of the province must assign.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/staff/reorganisations/{plan}/questions", tag = "staff",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_questions(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
) -> ApiResult<Json<Questions>> {
    let record = plan(&api, &id).await?;
    Ok(Json(questions(&api, &staff.actor.posts, &record).await?))
}
