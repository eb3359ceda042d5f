//! `GET /api/staff/dossiers/{code}/forms/{form}`

use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    forms::{self, Issue},
    json::Json,
    staff::get_dossier::wholly_visible,
};
use axum::extract::{Path, Query, State};
use domain::{calendar::day_of, ids::DossierCode, slip::Form};

/// A form of a dossier that this person may see wholly, with every field: 01 to 05 as issued, 06 from the whole history.
///
/// # Errors
/// 401, 403, 404
#[utoipa::path(get, path = "/api/staff/dossiers/{code}/forms/{form}", tag = "staff",
    params(("code" = String, Path, description = "Dossier code"), ("form" = String, Path, description = "01 to 06"), Issue),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404)))]
pub async fn get_form(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path((code, form)): Path<(String, String)>,
    Query(issue): Query<Issue>,
) -> ApiResult<Json<Form>> {
    let code = DossierCode(code);
    let found = wholly_visible(&api, &staff.actor, &code).await?;
    let form = forms::form(&api, &found, forms::number(&form)?, issue.version).await?;
    api.store.remember_reader(&code, &staff.actor, day_of(api.now())).await?;
    Ok(Json(form))
}
