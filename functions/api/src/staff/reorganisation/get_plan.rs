//! `GET /api/staff/reorganisations/{plan}`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    json::Json,
    reorganisation::{plan, plans::view},
};
use axum::extract::{Path, State};
use domain::message::reorganisation::PlanView;

/// A plan with the numbers of its units.
///
/// # Errors
/// 401, 403, 404 also where it is not the person's to see
#[utoipa::path(get, path = "/api/staff/reorganisations/{plan}", tag = "staff",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_plan(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
) -> ApiResult<Json<PlanView>> {
    let record = plan(&api, &id).await?;
    Ok(Json(view(&api, &staff.actor.posts, record).await?))
}
