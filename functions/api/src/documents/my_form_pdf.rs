//! `GET /api/public/dossiers/{code}/forms/{form}/pdf`

use super::Press;
use crate::{
    Api,
    auth::Citizen,
    error::ApiResult,
    forms::{self, Print},
    public::my_dossier::own,
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::Response,
};
use domain::ids::DossierCode;

/// A form that was issued to the owner of a dossier, as PDF.
///
/// # Errors
/// 400 for another paper than A4 and A5, 401, 403, 404
#[utoipa::path(get, path = "/api/public/dossiers/{code}/forms/{form}/pdf", tag = "documents",
    params(("code" = String, Path, description = "Dossier code"), ("form" = String, Path, description = "01 to 05"), Print),
    responses((status = 200, content_type = "application/pdf"), (status = 400), (status = 401), (status = 403),
        (status = 404)))]
pub async fn my_form_pdf(
    State(api): State<Api>,
    Extension(press): Extension<Press>,
    Citizen(citizen): Citizen,
    Path((code, form)): Path<(String, String)>,
    Query(wanted): Query<Print>,
) -> ApiResult<Response> {
    let code = DossierCode(code);
    let found = own(&api, &citizen.actor, &code).await?;
    let number = forms::issued_number(&form)?;
    let paper = wanted.paper(number)?;
    let form = forms::form(&api, &found, number, wanted.version).await?;
    let at = forms::written_at(&found, number, wanted.version).unwrap_or_else(|| api.now());
    press.answer(form, code.as_str(), paper, at).await
}
