//! `GET /api/staff/closures`

use crate::{Api, auth::Staff, closures::list, error::ApiResult, json::Json};
use axum::extract::State;
use domain::message::closure::Closures;

/// The closures that the person has to do with, the latest first; for the province also what can be closed.
///
/// # Errors
/// 401, 403
#[utoipa::path(get, path = "/api/staff/closures", tag = "staff",
    responses((status = 200), (status = 401), (status = 403)))]
pub async fn list_closures(State(api): State<Api>, Staff(staff): Staff) -> ApiResult<Json<Closures>> {
    Ok(Json(list(&api, &staff.actor).await?))
}
