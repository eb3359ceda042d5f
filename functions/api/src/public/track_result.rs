//! `POST /api/public/track/result`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    files,
    json::{Body, Json},
    public::track::with_secret,
    views::result_file,
};
use axum::extract::State;
use domain::{
    dossier::Event,
    message::tracking::{FileLink, TrackResultRequest},
};

/// The result's file, for code, secret and the applicant's own number besides.
///
/// # Errors
/// 404 for an unknown code, a wrong secret or number, and where there is no file.
#[utoipa::path(post, path = "/api/public/track/result", tag = "public",
    responses((status = 200), (status = 400), (status = 404)))]
pub async fn track_result(
    State(api): State<Api>,
    Body { value: request, .. }: Body<TrackResultRequest>,
) -> ApiResult<Json<FileLink>> {
    let found = with_secret::<Event>(&api, &request.code, &request.secret).await?;
    let proof = api.keys.pseudonym(request.id_number.trim());
    if found.stored.dossier.owner.as_deref() != Some(proof.as_str()) {
        return Err(ApiError::not_found());
    }
    let file = result_file(&found.stored.dossier, &found.events).ok_or_else(ApiError::not_found)?;
    Ok(Json(files::link(&api, &found.stored.dossier.code, file).await?))
}
