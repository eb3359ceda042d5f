//! `GET /api/public/dossiers/{code}/forms/{form}`

use crate::{
    Api,
    auth::Citizen,
    error::ApiResult,
    forms::{self, Issue},
    json::Json,
    public::my_dossier::own,
};
use axum::extract::{Path, Query, State};
use domain::{ids::DossierCode, slip::Form};

/// A form that was issued to the owner of a dossier, with every field.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/public/dossiers/{code}/forms/{form}", tag = "public",
    params(("code" = String, Path, description = "Dossier code"), ("form" = String, Path, description = "01 to 05"), Issue),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub async fn get_form(
    State(api): State<Api>,
    Citizen(citizen): Citizen,
    Path((code, form)): Path<(String, String)>,
    Query(issue): Query<Issue>,
) -> ApiResult<Json<Form>> {
    let found = own(&api, &citizen.actor, &DossierCode(code)).await?;
    Ok(Json(forms::form(&api, &found, forms::issued_number(&form)?, issue.version).await?))
}
