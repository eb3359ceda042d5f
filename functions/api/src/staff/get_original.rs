//! `GET /api/staff/dossiers/{code}/original`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    staff::get_dossier::visible,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    dossier::{
        event::Payload,
        rights::{Sight, sight},
    },
    ids::DossierCode,
    legacy::ORIGINAL,
    slip::csv::csv_line,
};

/// The line of the old system's file that a dossier was imported from, as a CSV of two lines.
///
/// # Errors
/// 401, 403, 404 also for a dossier that did not come from an old system.
#[utoipa::path(get, path = "/api/staff/dossiers/{code}/original", tag = "staff",
    params(("code" = String, Path, description = "Code of the dossier")),
    responses((status = 200, content_type = "text/csv"), (status = 401), (status = 403), (status = 404)))]
pub async fn get_original(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(code): Path<String>,
) -> ApiResult<Response> {
    let found = visible(&api, &staff.actor, &DossierCode(code)).await?;
    if sight(&staff.actor, &found.stored.dossier) != Some(Sight::Whole) {
        return Err(ApiError::not_found());
    }
    let kept = found.events.iter().find(|event| event.action == ORIGINAL).map(|event| &event.payload);
    let Some(Payload::Input { input }) = kept else { return Err(ApiError::not_found()) };
    let original = input.get("original").cloned().unwrap_or_default();
    let pairs: Vec<(String, String)> =
        serde_json::from_value(original).map_err(|error| ApiError::internal(error.to_string()))?;
    let (headings, fields): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
    let text = ["\u{feff}", &csv_line(&headings), &csv_line(&fields)].concat();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"original.csv\""),
    ];
    Ok((headers, text).into_response())
}
