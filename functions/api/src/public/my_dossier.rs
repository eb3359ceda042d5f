//! `GET /api/public/dossiers/{code}`

use crate::{
    Api,
    acting::versioned,
    auth::Citizen,
    error::{ApiError, ApiResult},
    store::dossier::WithHistory,
    views::owner_view,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{dossier::Actor, ids::DossierCode};

/// A dossier as its owner sees it.
///
/// # Errors
/// 401, 403, 404 also for somebody else's dossier.
#[utoipa::path(get, path = "/api/public/dossiers/{code}", tag = "public",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200), (status = 401), (status = 403), (status = 404)))]
pub async fn my_dossier(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Path(code): Path<String>,
) -> ApiResult<Response> {
    let found = own(&api, &citizen.actor, &DossierCode(code)).await?;
    let view = owner_view(&api, &citizen.actor, found).await?;
    Ok(versioned(view.version, view))
}

/// The citizen's own dossier with its history.
///
/// # Errors
/// 404 when it is somebody else's, or absent.
pub async fn own(api: &Api, actor: &Actor, code: &DossierCode) -> ApiResult<WithHistory> {
    let found = api.store.dossier_with_history(code).await?;
    found.filter(|found| actor.owns(&found.stored.dossier)).ok_or_else(ApiError::not_found)
}
