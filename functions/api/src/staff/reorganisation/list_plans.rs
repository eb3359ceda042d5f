//! `GET /api/staff/reorganisations`

use crate::{Api, auth::Staff, error::ApiResult, json::Json, reorganisation::plans::summary};
use axum::{extract::State, http::StatusCode};
use domain::message::reorganisation::Plans;

/// The plans that the person has to do with, the latest first.
///
/// # Errors
/// 401, 403
#[utoipa::path(get, path = "/api/staff/reorganisations", tag = "staff",
    responses((status = 200), (status = 401), (status = 403)))]
pub async fn list_plans(State(api): State<Api>, Staff(staff): Staff) -> ApiResult<Json<Plans>> {
    let mut plans = Vec::new();
    for record in api.store.plans().await? {
        match summary(&api, &staff.actor.posts, &record).await {
            Ok(plan) => plans.push(plan),
            Err(error) if error.0.status == StatusCode::NOT_FOUND.as_u16() => {}
            Err(error) => return Err(error),
        }
    }
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.effective));
    Ok(Json(Plans { plans }))
}
