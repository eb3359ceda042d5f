//! `GET /api/public/dossiers/{code}/files/{file}`

use crate::{
    Api,
    auth::Citizen,
    error::{ApiError, ApiResult},
    files,
    json::Json,
    public::my_dossier::own,
    views::{own_file, result_file},
};
use axum::extract::{Path, State};
use domain::{
    ids::{DossierCode, FileId},
    message::tracking::FileLink,
};

/// A link to a paper that the citizen filed, or (`result`) to the issued result.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/public/dossiers/{code}/files/{file}", tag = "public",
    params(("code" = String, Path, description = "Dossier code"),
        ("file" = String, Path, description = "File id, or `result`")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn get_file(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Path((code, file)): Path<(String, String)>,
) -> ApiResult<Json<FileLink>> {
    let code = DossierCode(code);
    let found = own(&api, &citizen.actor, &code).await?;
    let result = result_file(&found.stored.dossier, &found.events);
    let file = FileId(file);
    let card = match file.as_str() {
        "result" => result,
        _ => own_file(&found.events, &file).or(result.filter(|(_, result)| result.id == file)),
    };
    Ok(Json(files::link(&api, &code, card.ok_or_else(ApiError::not_found)?).await?))
}
