//! `POST /api/staff/reorganisations/{plan}/approve`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    json::{Body, Json},
    reorganisation::plans::{approve, view},
};
use axum::extract::{Path, State};
use domain::message::{reorganisation::PlanView, staff::Approval};

/// A second person approves the plan as they have read it.
///
/// # Errors
/// 400, 401, 403, 404, 422 for its author, when it is no draft, or another one by now
#[utoipa::path(post, path = "/api/staff/reorganisations/{plan}/approve", tag = "staff",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn approve_plan(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
    Body { value: Approval { version }, .. }: Body<Approval>,
) -> ApiResult<Json<PlanView>> {
    let record = approve(&api, &staff.actor, &id, version).await?;
    Ok(Json(view(&api, &staff.actor.posts, record).await?))
}
