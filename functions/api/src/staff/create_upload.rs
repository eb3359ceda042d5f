//! `POST /api/staff/uploads`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    files,
    json::{Body, Json},
};
use axum::{extract::State, http::StatusCode};
use domain::message::public::{UploadRequest, UploadTicket};

/// Allows one file of an officer: a scan at intake, a draft, a result.
///
/// # Errors
/// 401, 403, 413, 422 by field.
#[utoipa::path(post, path = "/api/staff/uploads", tag = "staff",
    responses((status = 201), (status = 401), (status = 403), (status = 413), (status = 422)))]
pub async fn create_upload(
    State(api): State<Api>,
    Staff(staff): Staff,
    Body { value: request, .. }: Body<UploadRequest>,
) -> ApiResult<(StatusCode, Json<UploadTicket>)> {
    let ticket = files::allow_upload(&api, staff.account.id.as_str(), &request).await?;
    Ok((StatusCode::CREATED, Json(ticket)))
}
