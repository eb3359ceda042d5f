//! `POST /api/staff/closures`

use crate::{
    Api,
    auth::Staff,
    closures::{draft, view},
    error::ApiResult,
    json::{Body, Json},
};
use axum::{extract::State, http::StatusCode};
use domain::{message::closure::ClosureView, unit::closure::Closure};

/// Keeps a closure as a draft; sent again by the same author, it takes the place of the one before.
///
/// # Errors
/// 400, 401, 403 for others than the province, 422 by field
#[utoipa::path(post, path = "/api/staff/closures", tag = "staff",
    responses((status = 201), (status = 400), (status = 401), (status = 403), (status = 422)))]
pub async fn draft_closure(
    State(api): State<Api>,
    Staff(staff): Staff,
    body: Body<Closure>,
) -> ApiResult<(StatusCode, Json<ClosureView>)> {
    let record = draft(&api, &staff.actor, body.value).await?;
    Ok((StatusCode::CREATED, Json(view(&api, &staff.actor, record).await?)))
}
