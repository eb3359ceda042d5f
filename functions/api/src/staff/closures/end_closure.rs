//! `POST /api/staff/closures/{closure}/end`

use crate::{
    Api,
    auth::Staff,
    closures::{end, view},
    error::ApiResult,
    json::{Body, Json},
};
use axum::extract::{Path, State};
use domain::message::closure::{ClosureView, EndClosure};

/// A second decision ends the closure earlier, says at last when it ends, or takes it back.
///
/// # Errors
/// 400, 401, 403, 404, 422
#[utoipa::path(post, path = "/api/staff/closures/{closure}/end", tag = "staff",
    params(("closure" = String, Path, description = "Id of the closure")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn end_closure(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
    body: Body<EndClosure>,
) -> ApiResult<Json<ClosureView>> {
    let record = end(&api, &staff.actor, &id, body.value).await?;
    Ok(Json(view(&api, &staff.actor, record).await?))
}
