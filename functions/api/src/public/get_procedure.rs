//! `GET /api/public/procedures/{code}`

use crate::{Api, error::ApiResult, seal::sha256_hex};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{calendar::day_of, ids::ProcedureCode, procedure::ProcedureRef};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which version; the one valid today when empty.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub struct Version {
    /// First day of a version, as a dossier names it: a dossier keeps its version when a later one came in between.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    valid_from: Option<Date>,
}

/// The version of a procedure that is valid today, or a named one, with its whole form.
///
/// # Errors
/// 404, 503
#[utoipa::path(get, path = "/api/public/procedures/{code}", tag = "public",
    params(("code" = String, Path, description = "Code of the national catalogue"), Version),
    responses((status = 200), (status = 304), (status = 404)))]
pub async fn get_procedure(
    State(api): State<Api>,
    headers: HeaderMap,
    Path(code): Path<String>,
    Query(version): Query<Version>,
) -> ApiResult<Response> {
    let code = ProcedureCode(code);
    let procedure = match version.valid_from {
        Some(valid_from) => api.reference.version(&api, &ProcedureRef { code, valid_from }).await?,
        None => api.reference.procedure(&api, &code, day_of(api.now())).await?,
    };
    let json = serde_json::to_vec(&*procedure).map_err(crate::error::ApiError::internal)?;
    let etag = format!("\"{}\"", sha256_hex(&json).get(..16).unwrap_or_default());
    let fresh = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, "public, max-age=60".to_owned())];
    if headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()) == Some(etag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, [(header::CONTENT_TYPE, "application/json")], json).into_response())
}
