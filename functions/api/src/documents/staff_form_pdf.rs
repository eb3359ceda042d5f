//! `GET /api/staff/dossiers/{code}/forms/{form}/pdf`

use super::Press;
use crate::{
    Api,
    auth::Staff,
    error::ApiResult,
    forms::{self, Print},
    staff::get_dossier::wholly_visible,
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::Response,
};
use domain::{calendar::day_of, ids::DossierCode};

/// A form of a dossier that this person may see wholly, as PDF. Reading is remembered like that of the dossier.
///
/// # Errors
/// 400 for another paper than A4 and A5, 401, 403, 404
#[utoipa::path(get, path = "/api/staff/dossiers/{code}/forms/{form}/pdf", tag = "documents",
    params(("code" = String, Path, description = "Dossier code"), ("form" = String, Path, description = "01 to 06"), Print),
    responses((status = 200, content_type = "application/pdf"), (status = 400), (status = 401), (status = 403),
        (status = 404)))]
pub async fn staff_form_pdf(
    State(api): State<Api>,
    Extension(press): Extension<Press>,
    Staff(staff): Staff,
    Path((code, form)): Path<(String, String)>,
    Query(wanted): Query<Print>,
) -> ApiResult<Response> {
    let code = DossierCode(code);
    let found = wholly_visible(&api, &staff.actor, &code).await?;
    let number = forms::number(&form)?;
    let paper = wanted.paper(number)?;
    let form = forms::form(&api, &found, number, wanted.version).await?;
    api.store.remember_reader(&code, &staff.actor, day_of(api.now())).await?;
    let at = forms::written_at(&found, number, wanted.version).unwrap_or_else(|| api.now());
    press.answer(form, code.as_str(), paper, at).await
}
