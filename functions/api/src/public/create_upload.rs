//! `POST /api/public/uploads`

use crate::{
    Api,
    auth::Citizen,
    error::ApiResult,
    files,
    json::{Body, Json},
};
use axum::{extract::State, http::StatusCode};
use domain::message::public::{UploadRequest, UploadTicket};

/// Allows one file of a draft, to be put directly into the file store.
///
/// # Errors
/// 401, 403, 413, 422 by field.
#[utoipa::path(post, path = "/api/public/uploads", tag = "public",
    responses((status = 201), (status = 401), (status = 403), (status = 413), (status = 422)))]
pub async fn create_upload(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Body { value: request, .. }: Body<UploadRequest>,
) -> ApiResult<(StatusCode, Json<UploadTicket>)> {
    let ticket = files::allow_upload(&api, citizen.account.id.as_str(), &request).await?;
    Ok((StatusCode::CREATED, Json(ticket)))
}
