//! `GET /api/staff/dossiers/{code}/files/{file}`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    files,
    json::Json,
    sight,
    staff::get_dossier::visible,
    views::file_of,
};
use axum::extract::{Path, State};
use domain::{
    ids::{DossierCode, FileId},
    message::tracking::FileLink,
};

/// A link to a paper, a draft or a result of a dossier that this person may see.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/staff/dossiers/{code}/files/{file}", tag = "staff",
    params(("code" = String, Path, description = "Dossier code"), ("file" = String, Path, description = "File id")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_file(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((code, file)): Path<(String, String)>,
) -> ApiResult<Json<FileLink>> {
    let code = DossierCode(code);
    let found = visible(&api, &staff.actor, &code).await?;
    let file = FileId(file);
    if !sight::may_open(&staff.actor, &found.stored.dossier, &file) {
        return Err(ApiError::not_found());
    }
    let card = file_of(&found.events, &file).ok_or_else(ApiError::not_found)?;
    Ok(Json(files::link(&api, &code, card).await?))
}
