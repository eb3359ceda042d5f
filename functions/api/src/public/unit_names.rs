//! `GET /api/public/units/names`

use crate::{Api, error::ApiResult};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::calendar::day_of;

/// The roll of names, old and new: what the browser finds units by while somebody types.
///
/// # Errors
/// 503
#[utoipa::path(get, path = "/api/public/units/names", tag = "public",
    responses((status = 200, content_type = "text/plain")))]
pub async fn unit_names(State(api): State<Api>) -> ApiResult<Response> {
    let roll = api.reference.units(&api).await?.roll(day_of(api.now()));
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=60")];
    Ok((headers, roll).into_response())
}
