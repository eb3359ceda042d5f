//! `POST /api/staff/closures/{closure}/approve`

use crate::{
    Api,
    auth::Staff,
    closures::{approve, view},
    error::ApiResult,
    json::{Body, Json},
};
use axum::extract::{Path, State};
use domain::message::{closure::ClosureView, staff::Approval};

/// A second person approves the closure as they have read it; it holds for the days that it says.
///
/// # Errors
/// 400, 401, 403, 404, 422 for its author, when it is no draft or another one by now, or by field when something stops it
#[utoipa::path(post, path = "/api/staff/closures/{closure}/approve", tag = "staff",
    params(("closure" = String, Path, description = "Id of the closure")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn approve_closure(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
    Body { value: Approval { version }, .. }: Body<Approval>,
) -> ApiResult<Json<ClosureView>> {
    let record = approve(&api, &staff.actor, &id, version).await?;
    Ok(Json(view(&api, &staff.actor, record).await?))
}
